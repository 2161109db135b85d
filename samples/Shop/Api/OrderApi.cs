namespace Shop;

/// <summary>A signed-in customer's orders, and ordering what is in the cart.</summary>
static class OrderApi
{
    const int OrdersShown = 50;

    public static void MapOrderApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/orders", List);
        app.MapPost("/api/orders", Place);
    }

    static IResult List(Visitor visitor, Orders orders)
    {
        if (visitor.Customer is not { } customer) return ApiError.Because(StatusCodes.Status401Unauthorized, "Please sign in.");
        return Results.Json([.. orders.Latest(OrdersShown, customer).Select(OrderView.Of)], ApiJson.Default.OrderViewArray);
    }

    static IResult Place(OrderEntry entry, Visitor visitor, Checkout checkout)
    {
        if (visitor.Session is not { } session) return ApiError.Invalid(new Dictionary<string, string> { [""] = "Your cart is empty." });
        var order = checkout.Place(session, entry.ToRequest(), out var errors);
        if (order is null) return ApiError.Invalid(errors);
        return Results.Json(OrderView.Of(order), ApiJson.Default.OrderView, statusCode: StatusCodes.Status201Created);
    }
}
