namespace Shop;

static class CartPage
{
    public static void MapCartPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cart", Show);
        app.MapPost("/cart/items", Add);
        app.MapPost("/cart/items/{id}", Change);
    }

    static IResult Add(Form form, Visitor visitor)
    {
        if (Catalogue.Find(form["product"]) is not { } product) return Results.NotFound();
        visitor.Begin().Cart.Add(product, Math.Clamp(form.Number("quantity") ?? 1, 1, Cart.MaxQuantity));
        return Redirect.To("/cart");
    }

    static IResult Change(string id, Form form, Visitor visitor)
    {
        if (Catalogue.Find(id) is not { } product) return Results.NotFound();
        visitor.Session?.Cart.Set(product, form["remove"].Length > 0 ? 0 : form.Number("quantity") ?? 1);
        return Redirect.To("/cart");
    }

    static Page Show(Visitor visitor)
    {
        var lines = visitor.Session?.Cart.Lines ?? [];
        if (lines.Length == 0) return new Page("Your cart", $"""
            <section class="wrap prose">
              <h1>Your cart</h1>
              <p class="empty">There is nothing in it yet.</p>
              <p><a class="button" href="/catalogue">Browse the shop</a></p>
            </section>
            """);

        return new Page("Your cart", $"""
            <div class="wrap columns">
              <section>
                <h1>Your cart</h1>
                <ul class="lines">{lines.Select(Line)}</ul>
              </section>
              <aside class="panel" aria-label="Total">
                {CartSummary.Totals(lines)}
                <a class="button wide" href="/checkout">Go to checkout</a>
                <p class="small">Delivery is free over {Cart.FreeDeliveryFrom}.</p>
              </aside>
            </div>
            """);
    }

    static Html Line(CartLine line) => $"""
        <li>
          <a href="/products/{line.Product.Id}"><img src="/pictures/{line.Product.Id}.svg" alt="" width="96" height="96"></a>
          <div class="line-text">
            <a href="/products/{line.Product.Id}"><strong>{line.Product.Name}</strong></a>
            <span class="small">{line.Product.Price} each</span>
            <form action="/cart/items/{line.Product.Id}" method="post">
              <label class="hidden" for="quantity-{line.Product.Id}">Quantity of {line.Product.Name}</label>
              <input id="quantity-{line.Product.Id}" name="quantity" type="number" min="0" max="{Cart.MaxQuantity}" value="{line.Quantity}">
              <button type="submit">Update</button>
              <button class="link" type="submit" name="remove" value="1">Remove</button>
            </form>
          </div>
          <strong class="price">{line.Total}</strong>
        </li>
        """;
}
