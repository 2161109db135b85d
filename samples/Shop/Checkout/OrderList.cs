namespace Shop;

static class OrderList
{
    public static Html Render(Order[] orders)
    {
        if (orders.Length == 0) return $"<p>No orders yet.</p>";
        return $"""
            <div class="table"><table>
              <thead><tr><th scope="col">Order</th><th scope="col">Date</th><th scope="col">For</th><th scope="col">Items</th><th scope="col">Total</th></tr></thead>
              <tbody>{orders.Select(Row)}</tbody>
            </table></div>
            """;
    }

    static Html Row(Order order) => $"""
        <tr><td><a href="/orders/{order.Number}">{order.Number}</a></td><td>{order.Placed}</td><td>{order.Address.Name}</td><td>{order.Lines.Sum(line => line.Quantity)}</td><td>{order.Total}</td></tr>
        """;
}
