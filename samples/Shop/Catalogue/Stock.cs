namespace Shop;

/// <summary>How many of each product are on the shelf.</summary>
sealed class Stock
{
    public const int MaxOnShelf = 9999;

    readonly Lock gate = new();
    readonly Dictionary<string, int> counts = Assortment.Products.ToDictionary(product => product.Id, product => product.Opening);

    public int Of(string productId)
    {
        lock (gate) return counts.GetValueOrDefault(productId);
    }

    /// <summary>Takes every line, or none and names the first product there is not enough of.</summary>
    public Product? Take(IReadOnlyList<CartLine> lines)
    {
        lock (gate)
        {
            foreach (var line in lines)
                if (counts[line.Product.Id] < line.Quantity) return line.Product;
            foreach (var line in lines) counts[line.Product.Id] -= line.Quantity;
        }
        return null;
    }

    public void PutBack(IReadOnlyList<CartLine> lines)
    {
        lock (gate)
        {
            foreach (var line in lines) counts[line.Product.Id] += line.Quantity;
        }
    }

    public void Set(string productId, int count)
    {
        lock (gate) counts[productId] = count;
    }

    public StockCount[] Snapshot()
    {
        lock (gate) return [.. Assortment.Products.Select(product => new StockCount(product.Id, counts[product.Id]))];
    }
}

readonly record struct StockCount(string Id, int Stock);
