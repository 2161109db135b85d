namespace Shop;

/// <summary>What the shop remembers of one browser: its cart, who signed in, and which orders it placed.</summary>
sealed class Session
{
    const int MaxOrders = 50;

    readonly Queue<int> orders = [];

    public Cart Cart { get; } = new();

    public Customer? Customer { get; set; }

    public bool IsAdmin { get; set; }

    public void Remember(Order order)
    {
        lock (orders)
        {
            if (orders.Count == MaxOrders) orders.Dequeue();
            orders.Enqueue(order.Number);
        }
    }

    /// <summary>An order is shown to the browser that placed it, to the customer who owns it and to the staff.</summary>
    public bool MaySee(Order order)
    {
        if (IsAdmin || (Customer is not null && order.Owner == Customer)) return true;
        lock (orders) return orders.Contains(order.Number);
    }
}
