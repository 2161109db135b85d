namespace Shop;

static class DeliveryPage
{
    public static void MapDeliveryPage(this IEndpointRouteBuilder app) => app.MapGet("/delivery", Show);

    static Page Show() => new Page("Delivery and returns", $"""
        <article class="wrap prose">
          <h1>Delivery &amp; returns</h1>
          <h2>Delivery</h2>
          <p>Orders placed before noon leave the same day, Tuesday to Saturday. Standard delivery is {Cart.DeliveryPrice} and takes two to three working days. Over {Cart.FreeDeliveryFrom} it is on us.</p>
          <p>Ceramics travel in double-walled boxes with paper and straw. There is no plastic in any parcel we send.</p>
          <h2>Returns</h2>
          <p>Send back anything unused within 30 days for a full refund. Opened tea is exchanged for another of the same value: taste is personal.</p>
          <h2>Breakages</h2>
          <p>If something arrives broken, write to us in the chat with a photograph and we will send another.</p>
        </article>
        """);
}
