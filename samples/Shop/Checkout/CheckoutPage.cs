namespace Shop;

static class CheckoutPage
{
    static readonly Field EmailField = new("email", "Email", "email", "email", Email.MaxLength) { Hint = "For the confirmation and nothing else." };
    static readonly Field Name = new("name", "Full name", Autocomplete: "name", MaxLength: Address.MaxLength);
    static readonly Field Street = new("street", "Street and number", Autocomplete: "street-address", MaxLength: Address.MaxLength);
    static readonly Field City = new("city", "Town or city", Autocomplete: "address-level2", MaxLength: Address.MaxLength);
    static readonly Field Postcode = new("postcode", "Postcode", Autocomplete: "postal-code", MaxLength: Address.MaxPostcodeLength);
    static readonly Field CardNumber = new("card-number", "Card number", Autocomplete: "cc-number", MaxLength: 23) { Repeats = false, Hint = "Test cards only, such as 4242 4242 4242 4242." };
    static readonly Field CardExpiry = new("card-expiry", "Expiry (MM/YY)", Autocomplete: "cc-exp", MaxLength: 7) { Repeats = false };
    static readonly Field CardCode = new("card-code", "Security code", Autocomplete: "cc-csc", MaxLength: 4) { Repeats = false };
    static readonly Field GiftCard = new("gift-card", "Gift card code", MaxLength: GiftCards.MaxCodeLength, Required: false);

    public static void MapCheckoutPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/checkout", Show);
        app.MapPost("/checkout", Place);
    }

    static IResult Show(Visitor visitor) => visitor.CartCount == 0 ? Redirect.To("/cart") : Render(visitor, Form.Blank);

    static IResult Place(Form form, Visitor visitor, Checkout checkout)
    {
        if (visitor.Session is not { Cart.Count: > 0 } session) return Redirect.To("/cart");
        var request = new OrderRequest
        {
            Email = form["email"],
            Address = new Address(form["name"], form["street"], form["city"], form["postcode"]),
            CardNumber = form["card-number"],
            CardExpiry = form["card-expiry"],
            CardCode = form["card-code"],
            GiftCard = form["gift-card"],
        };
        var order = checkout.Place(session, request, out var errors);
        if (order is not null) return Redirect.To($"/orders/{order.Number}");
        form.Add(errors);
        return Render(visitor, form);
    }

    static Page Render(Visitor visitor, Form form)
    {
        var lines = visitor.Session?.Cart.Lines ?? [];
        var customer = visitor.Customer;
        return new Page("Checkout", $"""
            <div class="wrap columns">
              <section>
                <h1>Checkout</h1>
                {Alert.Bad(form.Errors.GetValueOrDefault("") ?? (form.Errors.Count > 0 ? "Please check the marked fields." : null))}
                <form id="checkout" action="/checkout" method="post">
                  <fieldset>
                    <legend>Where shall we send it?</legend>
                    {EmailField.Render(form, customer?.Email)}
                    {Name.Render(form, customer?.Name)}
                    {Street.Render(form, customer?.Address?.Street)}
                    <div class="pair">{City.Render(form, customer?.Address?.City)}{Postcode.Render(form, customer?.Address?.Postcode)}</div>
                  </fieldset>
                  <fieldset>
                    <legend>How will you pay?</legend>
                    {CardNumber.Render(form)}
                    <div class="pair">{CardExpiry.Render(form)}{CardCode.Render(form)}</div>
                    {GiftCard.Render(form)}
                  </fieldset>
                  <button class="button wide" type="submit">Place order</button>
                </form>
              </section>
              <aside class="panel" aria-label="Your order">
                <h2>Your order</h2>
                {CartSummary.Lines(lines)}
                {CartSummary.Totals(lines)}
                <p class="small"><a href="/cart">Change the cart</a></p>
              </aside>
            </div>
            """, form.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
