using System.Collections.Frozen;

namespace Shop;

/// <summary>Finds products by id, by words and by category.</summary>
static class Catalogue
{
    public const int MaxQueryLength = 100;

    static readonly FrozenDictionary<string, Product> ById = Assortment.Products.ToFrozenDictionary(product => product.Id);

    public static Product? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The products that have every word of <paramref name="query"/> in their name, summary, description or category.</summary>
    public static List<Product> Search(string? query, Category? category = null, Order order = Order.Featured)
    {
        var words = Shorten(query).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = Assortment.Products.Where(product => category is null || product.Category == category)
            .Where(product => words.All(word => Mentions(product, word)));
        return [.. order switch
        {
            Order.Cheapest => found.OrderBy(product => product.Price),
            Order.Dearest => found.OrderByDescending(product => product.Price),
            Order.Name => found.OrderBy(product => product.Name, StringComparer.OrdinalIgnoreCase),
            _ => found,
        }];
    }

    public static string Shorten(string? query)
    {
        var trimmed = query?.Trim() ?? "";
        return trimmed.Length <= MaxQueryLength ? trimmed : trimmed[..MaxQueryLength];
    }

    static bool Mentions(Product product, string word) =>
        product.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
        || product.Summary.Contains(word, StringComparison.OrdinalIgnoreCase)
        || product.Description.Contains(word, StringComparison.OrdinalIgnoreCase)
        || product.Category.Name.Contains(word, StringComparison.OrdinalIgnoreCase);

    public enum Order
    {
        Featured,
        Cheapest,
        Dearest,
        Name,
    }

    /// <summary>Reads <c>price</c>, <c>-price</c> or <c>name</c>; anything else is the shop's own order.</summary>
    public static Order ParseOrder(string? text) => text switch
    {
        "price" => Order.Cheapest,
        "-price" => Order.Dearest,
        "name" => Order.Name,
        _ => Order.Featured,
    };
}
