namespace Shop;

/// <summary>"In stock", "Only 3 left" or "Sold out"; the page's script keeps it current from the stock stream.</summary>
static class StockNote
{
    public static Html Render(Product product, Stock stock)
    {
        var count = stock.Of(product.Id);
        return $"""<p class="stock {Level(count)}" data-stock="{product.Id}">{Text(count)}</p>""";
    }

    static string Level(int count) => count switch { 0 => "out", <= 5 => "low", _ => "in" };

    static string Text(int count) => count switch { 0 => "Sold out", <= 5 => $"Only {count} left", _ => "In stock" };
}
