namespace Shop;

/// <summary>The latest orders; the oldest make room for new ones.</summary>
sealed class Orders
{
    public const int MaxCount = 5_000;
    const int FirstNumber = 10_001;

    readonly Lock gate = new();
    readonly Dictionary<int, Order> byNumber = [];
    int next = FirstNumber;

    public Orders()
    {
        foreach (var seed in OrderSeeds.All) Add(seed);
    }

    /// <summary>Keeps the order <paramref name="create"/> makes with the number it is given.</summary>
    public Order Add(Func<int, Order> create)
    {
        lock (gate)
        {
            var order = create(next++);
            byNumber.Remove(order.Number - MaxCount);
            byNumber.Add(order.Number, order);
            return order;
        }
    }

    public Order? Find(int number)
    {
        lock (gate) return byNumber.GetValueOrDefault(number);
    }

    /// <summary>Latest first.</summary>
    public Order[] Latest(int count, Customer? owner = null)
    {
        lock (gate)
        {
            return [.. byNumber.Values.Where(order => owner is null || order.Owner == owner).OrderByDescending(order => order.Number).Take(count)];
        }
    }
}
