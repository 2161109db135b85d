namespace Shop;

static class GiftCardPage
{
    static readonly Field Code = new("code", "Gift card code", MaxLength: GiftCards.MaxCodeLength) { Hint = "On the back of the card, such as TC-XXXX-XXXX-XXXX." };

    public static void MapGiftCardPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/gift-card", () => Render(Form.Blank, null));
        app.MapPost("/gift-card", Check);
    }

    static Page Check(Form form, GiftCards giftCards)
    {
        var balance = giftCards.BalanceOf(form["code"]);
        if (balance is null) form.Fail("code", "We do not know this gift card. Please check the code.");
        return Render(form, balance);
    }

    static Page Render(Form form, Money? balance) => new Page("Gift card balance", $"""
        <section class="wrap prose">
          <h1>Gift card balance</h1>
          <p>See what is left on your card. You can use it at the checkout, all at once or a little at a time.</p>
          {Alert.Good(balance is { } left ? $"The balance is {left}." : null)}
          <form class="panel" action="/gift-card" method="post">
            {Code.Render(form)}
            <button class="button" type="submit">Check balance</button>
          </form>
        </section>
        """, form.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
