namespace Shop;

/// <summary>The visitor's cart as JSON; the same cart the pages show.</summary>
static class CartApi
{
    public static void MapCartApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/cart", (Visitor visitor) => View(visitor));
        app.MapPost("/api/cart", Add);
        app.MapDelete("/api/cart", Clear);
        app.MapDelete("/api/cart/{id}", Remove);
    }

    static IResult Add(CartChange change, Visitor visitor)
    {
        if (change.ProductId is null || Catalogue.Find(change.ProductId) is not { } product) return ApiError.NotFound("product");
        if (change.Quantity is < 1 or > Cart.MaxQuantity)
            return ApiError.Invalid(new Dictionary<string, string> { ["quantity"] = $"From 1 to {Cart.MaxQuantity}." });
        visitor.Begin().Cart.Add(product, change.Quantity);
        return View(visitor);
    }

    static IResult Clear(Visitor visitor)
    {
        visitor.Session?.Cart.TakeAll();
        return View(visitor);
    }

    static IResult Remove(string id, Visitor visitor)
    {
        if (Catalogue.Find(id) is not { } product) return ApiError.NotFound("product");
        visitor.Session?.Cart.Set(product, 0);
        return View(visitor);
    }

    static IResult View(Visitor visitor) => Results.Json(CartView.Of(visitor.Session?.Cart), ApiJson.Default.CartView);
}
