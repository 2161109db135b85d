namespace Shop;

/// <summary><c>/admin</c>: the latest orders and the stock, for the staff.</summary>
static class AdminPage
{
    const int OrdersShown = 100;

    static readonly Field Password = new("password", "Staff password", "password", "current-password") { Repeats = false };

    public static void MapAdminPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/admin", Show);
        app.MapPost("/admin/sign-in", SignIn);
        app.MapPost("/admin/stock", SetStock);
    }

    static Page Show(Visitor visitor, Orders orders, Stock stock) =>
        visitor.IsAdmin ? Overview(orders, stock) : SignInForm(Form.Blank, StatusCodes.Status200OK);

    static IResult SignIn(Form form, Visitor visitor, AdminPassword password)
    {
        if (!password.Matches(form["password"]))
        {
            form.Fail("password", "That is not the password.");
            return SignInForm(form, StatusCodes.Status401Unauthorized);
        }
        visitor.Renew().IsAdmin = true;
        return Redirect.To("/admin");
    }

    static IResult SetStock(Form form, Visitor visitor, Stock stock)
    {
        if (!visitor.IsAdmin) return SignInForm(Form.Blank, StatusCodes.Status403Forbidden);
        if (Catalogue.Find(form["product"]) is not { } product || form.Number("count") is not { } count) return Results.BadRequest();
        stock.Set(product.Id, Math.Clamp(count, 0, Stock.MaxOnShelf));
        return Redirect.To("/admin#stock");
    }

    static Page SignInForm(Form form, int status) => new("Staff", $"""
        <section class="wrap prose">
          <h1>Staff</h1>
          <form class="panel" action="/admin/sign-in" method="post">
            {Password.Render(form)}
            <button class="button" type="submit">Sign in</button>
          </form>
        </section>
        """, status);

    static Page Overview(Orders orders, Stock stock) => new("Staff", $"""
        <div class="wrap">
          <div class="title-row"><h1>Orders and stock</h1><form action="/account/sign-out" method="post"><button type="submit">Sign out</button></form></div>
          <div class="halves">
            <section>
              <h2>Latest orders</h2>
              {OrderList.Render(orders.Latest(OrdersShown))}
            </section>
            <section id="stock">
              <h2>Stock</h2>
              <div class="table"><table>
                <thead><tr><th scope="col">Product</th><th scope="col">On the shelf</th></tr></thead>
                <tbody>{Assortment.Products.Select(product => StockRow(product, stock))}</tbody>
              </table></div>
            </section>
          </div>
        </div>
        """);

    static Html StockRow(Product product, Stock stock) => $"""
        <tr><td>{product.Name}</td><td><form class="inline" action="/admin/stock" method="post"><input type="hidden" name="product" value="{product.Id}"><input name="count" type="number" min="0" max="{Stock.MaxOnShelf}" value="{stock.Of(product.Id)}" aria-label="Stock of {product.Name}"><button type="submit">Save</button></form></td></tr>
        """;
}
