using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Redoubt.Tests.Shop;

public sealed class ShopTests(ShopProcess shop) : IClassFixture<ShopProcess>
{
    const string TestCard = "4242 4242 4242 4242";

    readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_finds_products_by_word()
    {
        using var visitor = shop.NewVisitor();

        var page = await visitor.GetStringAsync("/search?q=teapot", cancellation);

        Assert.Contains("/products/moss-teapot", page);
        Assert.DoesNotContain("/products/harbour-mug", page);
    }

    [Fact]
    public async Task What_was_searched_for_is_shown_as_text()
    {
        using var visitor = shop.NewVisitor();

        var page = await visitor.GetStringAsync("/search?q=" + Uri.EscapeDataString("\"><script>alert(1)</script>"), cancellation);

        Assert.DoesNotContain("<script>alert", page);
        Assert.Contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;", page);
    }

    [Fact]
    public async Task Review_is_shown_as_text()
    {
        using var visitor = shop.NewVisitor();

        var posted = await visitor.PostAsync("/products/blossom-pot/reviews",
            Form(("author", "<b>Eve</b>"), ("stars", "4"), ("text", "<img src=x onerror=alert(1)>")), cancellation);
        var page = await visitor.GetStringAsync("/products/blossom-pot", cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page);
        Assert.DoesNotContain("<img src=x", page);
        Assert.DoesNotContain("<b>Eve", page);
    }

    [Fact]
    public async Task Review_photo_comes_back_as_it_was_sent()
    {
        using var visitor = shop.NewVisitor();
        byte[] photo = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

        await visitor.PostAsync("/products/slate-teapot/reviews", ReviewWithPhoto(photo), cancellation);
        var page = await visitor.GetStringAsync("/products/slate-teapot", cancellation);
        var path = page[page.IndexOf("/photos/", StringComparison.Ordinal)..];
        var shown = await visitor.GetAsync(path[..path.IndexOf('"')], cancellation);

        Assert.Equal("image/png", shown.Content.Headers.ContentType?.MediaType);
        Assert.Equal(photo, await shown.Content.ReadAsByteArrayAsync(cancellation));
    }

    [Fact]
    public async Task Photo_that_is_a_page_is_refused()
    {
        using var visitor = shop.NewVisitor();

        var answer = await visitor.PostAsync("/products/slate-teapot/reviews", ReviewWithPhoto("<html><script>1</script>"u8.ToArray()), cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data", HttpStatusCode.BadRequest)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    public async Task Body_that_is_not_the_form_it_claims_to_be_is_refused(string type, HttpStatusCode status)
    {
        using var visitor = shop.NewVisitor();

        var answer = await visitor.PostAsync("/products/slate-teapot/reviews", new StringContent("neither form nor JSON")
            { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } }, cancellation);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Body_beyond_the_limit_is_refused()
    {
        using var visitor = shop.NewVisitor();

        var answer = await visitor.PostAsync("/api/cart", new ByteArrayContent(new byte[1 << 20])
            { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }, cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Cart_is_bought_and_the_order_shows_only_the_end_of_the_card_number()
    {
        using var visitor = shop.NewVisitor();
        await visitor.PostAsync("/cart/items", Form(("product", "speckled-tumbler"), ("quantity", "2")), cancellation);

        var placed = await visitor.PostAsync("/checkout", Order(TestCard), cancellation);
        var confirmation = await visitor.GetStringAsync(placed.Headers.Location, cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, placed.StatusCode);
        Assert.Contains("2 × Speckled Tumbler", confirmation);
        Assert.Contains("Visa ending 4242", confirmation);
        Assert.DoesNotContain("4242 4242", confirmation);
    }

    [Fact]
    public async Task Declined_card_leaves_cart_and_gift_card_as_they_were()
    {
        using var visitor = shop.NewVisitor();
        await visitor.PostAsync("/cart/items", Form(("product", "moon-bowl"), ("quantity", "3")), cancellation);

        var refused = await visitor.PostAsync("/checkout", Order("4000 0000 0000 0002", giftCard: "TC-3PNV-8ZLC-6TYA"), cancellation);
        var page = await refused.Content.ReadAsStringAsync(cancellation);
        var giftCard = await visitor.PostAsync("/gift-card", Form(("code", "TC-3PNV-8ZLC-6TYA")), cancellation);

        Assert.Contains("Your card was declined.", page);
        Assert.DoesNotContain("4000 0000", page);
        Assert.Contains("3 × Moon Bowl", page);
        Assert.Contains("The balance is £25.00.", await giftCard.Content.ReadAsStringAsync(cancellation));
    }

    [Fact]
    public async Task Order_is_hidden_from_other_visitors()
    {
        using var buyer = shop.NewVisitor();
        using var stranger = shop.NewVisitor();
        await buyer.PostAsync("/cart/items", Form(("product", "jade-sencha")), cancellation);
        var placed = await buyer.PostAsync("/checkout", Order(TestCard), cancellation);

        var answer = await stranger.GetAsync(placed.Headers.Location, cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Gift_card_pays_first_and_keeps_the_rest()
    {
        using var visitor = shop.NewVisitor();
        await visitor.PostAsync("/cart/items", Form(("product", "harbour-mug")), cancellation);

        await visitor.PostAsync("/checkout", Order(TestCard, giftCard: "TC-7K2M-9QXW-4HRD"), cancellation);
        var balance = await visitor.PostAsync("/gift-card", Form(("code", "tc-7k2m-9qxw-4hrd")), cancellation);

        Assert.Contains("The balance is £20.05.", await balance.Content.ReadAsStringAsync(cancellation));
    }

    [Fact]
    public async Task Unknown_gift_card_has_no_balance()
    {
        using var visitor = shop.NewVisitor();

        var answer = await visitor.PostAsync("/gift-card", Form(("code", "TC-0000-0000-0000")), cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Customer_registers_signs_in_again_and_sees_the_orders()
    {
        using var first = shop.NewVisitor();
        await first.PostAsync("/account/register", Form(("new-name", "Ada Byron"), ("new-email", "ada@example.com"), ("new-password", "difference engine")), cancellation);
        await first.PostAsync("/cart/items", Form(("product", "white-peony")), cancellation);
        await first.PostAsync("/checkout", Order(TestCard), cancellation);
        using var later = shop.NewVisitor();

        var wrong = await later.PostAsync("/account/sign-in", Form(("email", "ada@example.com"), ("password", "analytical engine")), cancellation);
        var right = await later.PostAsync("/account/sign-in", Form(("email", "ADA@example.com"), ("password", "difference engine")), cancellation);
        var orders = await later.GetFromJsonAsync<JsonElement>("/api/orders", cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        Assert.Equal("white-peony", orders[0].GetProperty("lines")[0].GetProperty("productId").GetString());
    }

    [Fact]
    public async Task Orders_need_a_sign_in()
    {
        using var visitor = shop.NewVisitor();

        var answer = await visitor.GetAsync("/api/orders", cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Only_staff_change_the_stock()
    {
        using var visitor = shop.NewVisitor();
        using var staff = shop.NewVisitor();
        await staff.PostAsync("/admin/sign-in", Form(("password", ShopProcess.AdminPassword)), cancellation);

        var refused = await visitor.PostAsync("/admin/stock", Form(("product", "walnut-scoop"), ("count", "0")), cancellation);
        var before = await StockOf("walnut-scoop");
        var taken = await staff.PostAsync("/admin/stock", Form(("product", "walnut-scoop"), ("count", "77")), cancellation);
        var after = await StockOf("walnut-scoop");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(11, before);
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        Assert.Equal(77, after);
    }

    [Fact]
    public async Task Api_cart_adds_removes_and_empties()
    {
        using var visitor = shop.NewVisitor();

        await visitor.PostAsJsonAsync("/api/cart", new { productId = "bamboo-whisk", quantity = 2 }, cancellation);
        await visitor.PostAsJsonAsync("/api/cart", new { productId = "jade-sencha", quantity = 1 }, cancellation);
        var full = await visitor.GetFromJsonAsync<JsonElement>("/api/cart", cancellation);
        await visitor.DeleteAsync("/api/cart/bamboo-whisk", cancellation);
        var one = await visitor.GetFromJsonAsync<JsonElement>("/api/cart", cancellation);
        await visitor.DeleteAsync("/api/cart", cancellation);
        var empty = await visitor.GetFromJsonAsync<JsonElement>("/api/cart", cancellation);

        Assert.Equal(47.50m, full.GetProperty("total").GetDecimal());
        Assert.Equal(15.45m, one.GetProperty("total").GetDecimal());
        Assert.Equal(0, empty.GetProperty("lines").GetArrayLength());
    }

    [Fact]
    public async Task Api_reviews_are_checked_and_listed()
    {
        using var visitor = shop.NewVisitor();

        var bad = await visitor.PostAsJsonAsync("/api/reviews", new { productId = "brass-strainer", author = "Io", stars = 6, text = "!" }, cancellation);
        var good = await visitor.PostAsJsonAsync("/api/reviews", new { productId = "brass-strainer", author = "Io", stars = 3, text = "Fine." }, cancellation);
        var reviews = await visitor.GetFromJsonAsync<JsonElement>("/api/reviews?productId=brass-strainer", cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        Assert.Equal(HttpStatusCode.Created, good.StatusCode);
        Assert.Equal("Fine.", reviews[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("/api/products/nothing", "application/json", HttpStatusCode.NotFound)]
    [InlineData("/api/nothing", "application/json", HttpStatusCode.NotFound)]
    [InlineData("/nothing", "text/html", HttpStatusCode.NotFound)]
    [InlineData("/healthz", "text/plain", HttpStatusCode.OK)]
    [InlineData("/pictures/hero.svg", "image/svg+xml", HttpStatusCode.OK)]
    public async Task Every_address_answers_in_its_own_kind(string path, string type, HttpStatusCode status)
    {
        using var visitor = shop.NewVisitor();

        var answer = await visitor.GetAsync(path, cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Files_are_served_in_parts_and_only_when_they_changed()
    {
        using var visitor = shop.NewVisitor();
        var whole = await visitor.GetAsync("/shop.css", cancellation);

        var part = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/shop.css") { Headers = { Range = new RangeHeaderValue(0, 4) } }, cancellation);
        var again = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/shop.css") { Headers = { IfNoneMatch = { whole.Headers.ETag! } } }, cancellation);

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(":root", await part.Content.ReadAsStringAsync(cancellation));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Stock_stream_begins_with_every_product()
    {
        using var visitor = shop.NewVisitor();
        await using var stream = await visitor.GetStreamAsync("/api/stock/stream", cancellation);
        using var reader = new StreamReader(stream);

        var name = await reader.ReadLineAsync(cancellation);
        var data = await reader.ReadLineAsync(cancellation);

        Assert.Equal("event: stock", name);
        Assert.Equal(16, JsonDocument.Parse(data!["data: ".Length..]).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Chat_greets_and_repeats_what_it_was_told()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(shop.Address) { Scheme = "ws", Path = "/ws/chat" }.Uri, cancellation);

        var greeting = await Receive(socket);
        await socket.SendAsync("Wie lange dauert die Lieferung?"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, cancellation);
        var answer = await Receive(socket);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);

        Assert.StartsWith("Hello!", greeting);
        Assert.StartsWith("You wrote: Wie lange dauert die Lieferung?", answer);
    }

    async Task<int> StockOf(string productId)
    {
        using var visitor = shop.NewVisitor();
        var product = await visitor.GetFromJsonAsync<JsonElement>($"/api/products/{productId}", cancellation);
        return product.GetProperty("stock").GetInt32();
    }

    async Task<string> Receive(ClientWebSocket socket)
    {
        var buffer = new byte[1024];
        var part = await socket.ReceiveAsync(buffer, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, part.Count);
    }

    static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    static FormUrlEncodedContent Order(string card, string giftCard = "") => Form(("email", "kim@example.com"), ("name", "Kim Lee"),
        ("street", "1 High Street"), ("city", "York"), ("postcode", "YO1 7HH"), ("card-number", card), ("card-expiry", "12/99"),
        ("card-code", "123"), ("gift-card", giftCard));

    static MultipartFormDataContent ReviewWithPhoto(byte[] photo) => new()
    {
        { new StringContent("Kim"), "author" },
        { new StringContent("5"), "stars" },
        { new StringContent("With a picture."), "text" },
        { new ByteArrayContent(photo), "photo", "photo.png" },
    };
}
