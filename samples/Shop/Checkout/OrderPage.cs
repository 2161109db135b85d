namespace Shop;

/// <summary><c>/orders/{number}</c>: the confirmation, for whoever may see it; to everyone else there is no such order.</summary>
static class OrderPage
{
    public static void MapOrderPage(this IEndpointRouteBuilder app) => app.MapGet("/orders/{number:int}", Show);

    static IResult Show(int number, Visitor visitor, Orders orders)
    {
        if (orders.Find(number) is not { } order || visitor.Session?.MaySee(order) is not true) return Results.NotFound();
        return new Page($"Order {order.Number}", $"""
            <section class="wrap prose">
              <p class="eyebrow">Order {order.Number} · {order.Placed}</p>
              <h1>Thank you, {order.Address.Name}.</h1>
              <p>We have your order and will pack it with care. A confirmation is on its way to <strong>{order.Email}</strong>.</p>
              <div class="panel">
                {CartSummary.Lines(order.Lines)}
                <dl class="totals">
                  <div class="total"><dt>Total</dt><dd>{order.Total}</dd></div>
                  {Paid("Paid from your gift card", order.FromGiftCard)}
                  {Paid($"Paid with {order.PaidWith}", order.Total - order.FromGiftCard)}
                </dl>
                <p class="small">To {order.Address.Street}, {order.Address.City} {order.Address.Postcode}.</p>
              </div>
              <p><a class="button" href="/catalogue">Keep browsing</a></p>
            </section>
            """);
    }

    static Html Paid(string how, Money amount) => amount == Money.Zero ? Html.Empty : $"<div><dt>{how}</dt><dd>{amount}</dd></div>";
}
