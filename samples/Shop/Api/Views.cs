namespace Shop;

/// <param name="Price">In pounds sterling.</param>
/// <param name="Rating">The average of the stars; absent if nobody has written a review.</param>
sealed record ProductView(string Id, string Name, string Category, decimal Price, string Summary, string Description, string Picture, int Stock, double? Rating)
{
    public static ProductView Of(Product product, Stock stock, Reviews reviews) => new(product.Id, product.Name, product.Category.Id, product.Price.Pounds,
        product.Summary, product.Description, $"/pictures/{product.Id}.svg", stock.Of(product.Id), reviews.AverageStars(product.Id));
}

sealed record SearchView(string Query, int Count, ProductView[] Products);

sealed record LineView(string ProductId, string Name, int Quantity, decimal Total)
{
    public static LineView[] Of(CartLine[] lines) =>
        [.. lines.Select(line => new LineView(line.Product.Id, line.Product.Name, line.Quantity, line.Total.Pounds))];
}

sealed record CartView(LineView[] Lines, decimal Subtotal, decimal Delivery, decimal Total)
{
    public static CartView Of(Cart? cart)
    {
        var lines = cart?.Lines ?? [];
        var subtotal = Cart.Subtotal(lines);
        var delivery = Cart.Delivery(subtotal);
        return new(LineView.Of(lines), subtotal.Pounds, delivery.Pounds, (subtotal + delivery).Pounds);
    }
}

sealed record OrderView(int Number, DateTimeOffset Placed, LineView[] Lines, decimal Total, string PaidWith)
{
    public static OrderView Of(Order order) => new(order.Number, order.Placed, LineView.Of(order.Lines), order.Total.Pounds, order.PaidWith);
}

sealed record ReviewView(string Author, int Stars, string Text, DateTimeOffset Written)
{
    public static ReviewView Of(Review review) => new(review.Author, review.Stars, review.Text, review.Written);
}
