namespace Shop;

/// <summary>Products, search and reviews as JSON.</summary>
static class CatalogueApi
{
    public static void MapCatalogueApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/products", List);
        app.MapGet("/api/products/{id}", Get);
        app.MapGet("/api/search", Search);
        app.MapGet("/api/reviews", ListReviews);
        app.MapPost("/api/reviews", WriteReview);
    }

    static IResult List(string? category, string? sort, Stock stock, Reviews reviews)
    {
        if (!string.IsNullOrEmpty(category) && Category.Find(category) is null) return ApiError.NotFound("category");
        return Json(Views(Catalogue.Search(null, Category.Find(category), Catalogue.ParseOrder(sort)), stock, reviews));
    }

    static IResult Get(string id, Stock stock, Reviews reviews) =>
        Catalogue.Find(id) is { } product
            ? Results.Json(ProductView.Of(product, stock, reviews), ApiJson.Default.ProductView)
            : ApiError.NotFound("product");

    static IResult Search(string? q, Stock stock, Reviews reviews)
    {
        var query = Catalogue.Shorten(q);
        var found = Views(Catalogue.Search(query), stock, reviews);
        return Results.Json(new SearchView(query, found.Length, found), ApiJson.Default.SearchView);
    }

    static IResult ListReviews(string? productId, Reviews reviews)
    {
        if (productId is null || Catalogue.Find(productId) is null) return ApiError.NotFound("product");
        return Results.Json([.. reviews.Of(productId).Select(ReviewView.Of)], ApiJson.Default.ReviewViewArray);
    }

    static IResult WriteReview(ReviewEntry entry, Reviews reviews, TimeProvider time)
    {
        if (entry.ProductId is null || Catalogue.Find(entry.ProductId) is null) return ApiError.NotFound("product");
        var (author, text) = (entry.Author?.Trim() ?? "", entry.Text?.Trim() ?? "");
        var errors = Review.Check(author, entry.Stars, text);
        if (errors.Count > 0) return ApiError.Invalid(errors);

        var review = new Review(author, entry.Stars!.Value, text, time.GetUtcNow());
        reviews.Add(entry.ProductId, review);
        return Results.Json(ReviewView.Of(review), ApiJson.Default.ReviewView, statusCode: StatusCodes.Status201Created);
    }

    static ProductView[] Views(List<Product> products, Stock stock, Reviews reviews) =>
        [.. products.Select(product => ProductView.Of(product, stock, reviews))];

    static IResult Json(ProductView[] products) => Results.Json(products, ApiJson.Default.ProductViewArray);
}
