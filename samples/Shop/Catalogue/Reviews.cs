namespace Shop;

/// <summary>The latest reviews of each product; the oldest make room for new ones.</summary>
sealed class Reviews
{
    public const int MaxPerProduct = 100;

    readonly Lock gate = new();
    readonly Dictionary<string, Queue<Review>> byProduct = Assortment.Products.ToDictionary(product => product.Id, _ => new Queue<Review>());

    public Reviews()
    {
        foreach (var (productId, review) in ReviewSeeds.All.OrderBy(seed => seed.Review.Written)) Add(productId, review);
    }

    public void Add(string productId, Review review)
    {
        lock (gate)
        {
            var reviews = byProduct[productId];
            if (reviews.Count == MaxPerProduct) reviews.Dequeue();
            reviews.Enqueue(review);
        }
    }

    /// <summary>Latest first.</summary>
    public Review[] Of(string productId)
    {
        lock (gate) return [.. byProduct[productId].Reverse()];
    }

    /// <summary>Null when nobody has written yet.</summary>
    public double? AverageStars(string productId)
    {
        lock (gate) return byProduct[productId] is { Count: > 0 } reviews ? reviews.Average(review => review.Stars) : null;
    }
}
