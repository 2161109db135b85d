namespace Shop;

static class CartSummary
{
    /// <summary>Subtotal, delivery and total of a cart.</summary>
    public static Html Totals(IReadOnlyList<CartLine> lines)
    {
        var subtotal = Cart.Subtotal(lines);
        var delivery = Cart.Delivery(subtotal);
        return $"""
            <dl class="totals">
              <div><dt>Subtotal</dt><dd>{subtotal}</dd></div>
              <div><dt>Delivery</dt><dd>{(delivery == Money.Zero ? "Free" : delivery.ToString())}</dd></div>
              <div class="total"><dt>Total</dt><dd>{subtotal + delivery}</dd></div>
            </dl>
            """;
    }

    /// <summary>One short line per product, for the checkout and the order.</summary>
    public static Html Lines(IEnumerable<CartLine> lines) => $"""<ul class="short-lines">{lines.Select(Line)}</ul>""";

    static Html Line(CartLine line) => $"""
        <li><img src="/pictures/{line.Product.Id}.svg" alt="" width="48" height="48"><span>{line.Quantity} × {line.Product.Name}</span><span>{line.Total}</span></li>
        """;
}
