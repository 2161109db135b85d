using System.Net.Http.Json;

namespace Redoubt.Tests.Shop;

public sealed class ShopLifetimeTests
{
    [Fact]
    public async Task Ends_with_its_standard_input_and_never_printed_a_card_number()
    {
        await using var shop = new ShopProcess();
        await shop.InitializeAsync();
        using var visitor = shop.NewVisitor();
        await visitor.PostAsJsonAsync("/api/cart", new { productId = "moon-bowl" }, TestContext.Current.CancellationToken);
        var placed = await visitor.PostAsJsonAsync("/api/orders", new
        {
            email = "kim@example.com", name = "Kim Lee", street = "1 High Street", city = "York", postcode = "YO1 7HH",
            cardNumber = "5555555555554444", cardExpiry = "12/99", cardCode = "987",
        }, TestContext.Current.CancellationToken);

        var exitCode = await shop.Stop();
        var output = await shop.Output;

        Assert.True(placed.IsSuccessStatusCode);
        Assert.Equal(0, exitCode);
        Assert.Contains("order 10006: 1 items", output);
        Assert.DoesNotContain("5555", output);
    }
}
