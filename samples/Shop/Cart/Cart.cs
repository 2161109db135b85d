namespace Shop;

/// <summary>What a visitor means to buy, in the order it was chosen; at most one line for each product.</summary>
sealed class Cart
{
    /// <summary>The most of one product.</summary>
    public const int MaxQuantity = 20;

    public static readonly Money DeliveryPrice = new(395);
    public static readonly Money FreeDeliveryFrom = new(4500);

    readonly Lock gate = new();
    readonly List<CartLine> lines = [];

    public int Count
    {
        get { lock (gate) return lines.Sum(line => line.Quantity); }
    }

    public CartLine[] Lines
    {
        get { lock (gate) return [.. lines]; }
    }

    public static Money Subtotal(IEnumerable<CartLine> lines) => lines.Aggregate(Money.Zero, (sum, line) => sum + line.Total);

    public static Money Delivery(Money subtotal) => subtotal >= FreeDeliveryFrom || subtotal == Money.Zero ? Money.Zero : DeliveryPrice;

    public void Add(Product product, int quantity)
    {
        lock (gate)
        {
            var index = IndexOf(product);
            if (index < 0) lines.Add(new CartLine(product, Math.Clamp(quantity, 1, MaxQuantity)));
            else lines[index] = new CartLine(product, Math.Clamp(lines[index].Quantity + quantity, 1, MaxQuantity));
        }
    }

    /// <summary>Zero or less removes the product.</summary>
    public void Set(Product product, int quantity)
    {
        lock (gate)
        {
            var index = IndexOf(product);
            if (index < 0) return;
            if (quantity <= 0) lines.RemoveAt(index);
            else lines[index] = new CartLine(product, Math.Min(quantity, MaxQuantity));
        }
    }

    /// <summary>Empties the cart and returns what was in it, so that it is bought once.</summary>
    public CartLine[] TakeAll()
    {
        lock (gate)
        {
            var taken = lines.ToArray();
            lines.Clear();
            return taken;
        }
    }

    public void PutBack(CartLine[] taken)
    {
        foreach (var line in taken) Add(line.Product, line.Quantity);
    }

    int IndexOf(Product product) => lines.FindIndex(line => line.Product == product);
}
