namespace Shop;

/// <summary><c>/catalogue</c> and <c>/search</c>: the same list, narrowed by words, category and order.</summary>
static class CataloguePage
{
    static readonly (string Value, string Label)[] Orders =
        [("", "Featured"), ("price", "Price, low to high"), ("-price", "Price, high to low"), ("name", "Name")];

    public static void MapCataloguePage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/catalogue", Show);
        app.MapGet("/search", Show);
    }

    static Page Show(string? q, string? category, string? sort, Stock stock, Reviews reviews)
    {
        var query = Catalogue.Shorten(q);
        var chosen = Category.Find(category);
        var products = Catalogue.Search(query, chosen, Catalogue.ParseOrder(sort));
        var title = query.Length > 0 ? $"Results for “{query}”" : chosen?.Name ?? "All products";

        return new Page(title, $"""
            <section class="wrap">
              <h1>{title}</h1>
              <form class="filters" action="/catalogue" method="get">
                <div><label for="filter-q">Search</label><input id="filter-q" name="q" type="search" value="{query}" maxlength="{Catalogue.MaxQueryLength}"></div>
                <div><label for="category">Category</label><select id="category" name="category"><option value="">All</option>{Category.All.Select(item => Choice(item.Id, item.Name, chosen?.Id))}</select></div>
                <div><label for="sort">Sort by</label><select id="sort" name="sort">{Orders.Select(order => Choice(order.Value, order.Label, sort))}</select></div>
                <button type="submit">Apply</button>
              </form>
              <p class="small" role="status">{products.Count} {(products.Count == 1 ? "product" : "products")}</p>
              {List(products, stock, reviews)}
            </section>
            """);
    }

    static Html List(List<Product> products, Stock stock, Reviews reviews)
    {
        if (products.Count == 0) return $"""<p class="empty">Nothing matches. Try fewer words, or <a href="/catalogue">see everything</a>.</p>""";
        return $"""<ul class="grid">{products.Select(product => ProductCard.Render(product, stock, reviews))}</ul>""";
    }

    static Html Choice(string value, string label, string? chosen)
    {
        if (value == chosen) return $"""<option value="{value}" selected>{label}</option>""";
        return $"""<option value="{value}">{label}</option>""";
    }
}
