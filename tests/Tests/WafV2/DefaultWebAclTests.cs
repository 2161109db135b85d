using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Redoubt.Tests.WafV2;

/// <summary>What a new installation blocks and lets pass, over the wire.</summary>
public sealed class DefaultWebAclTests : IAsyncLifetime
{
    const string Form = "application/x-www-form-urlencoded", Json = "application/json", Multipart = "multipart/form-data; boundary=b1";

    WebApplication shop = null!;
    Server server = null!;
    HttpClient shopper = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        shop = builder.Build();
        shop.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await context.Response.WriteAsync("shop");
        });
        await shop.StartAsync(TestContext.Current.CancellationToken);
        server = await Server.Start(options => options with { GatewayListen = new(IPAddress.Loopback, 0), Origin = new Uri(shop.Urls.First()) });
        shopper = new HttpClient { BaseAddress = server.Running.GatewayAddress };
    }

    public async ValueTask DisposeAsync()
    {
        shopper.Dispose();
        await server.DisposeAsync();
        await shop.DisposeAsync();
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:8080")]
    [InlineData("shop.example")]
    public async Task A_new_installation_is_reached_by_any_name(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = host } };

        using var response = await shopper.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(Form, "x=%27&q=admin%27--+")]
    [InlineData(Form, "a=O'Brien&q=-1 order by 5-- ")]
    [InlineData(Form, "ok=1&' or 1=1-- =v")]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nO'Brien\r\n--b1\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\nadmin'-- \r\n--b1--\r\n")]
    [InlineData("multipart/form-data; boundary=\"b1\"", "--b1\nContent-Disposition: form-data; name=q\n\n1' or '1'='1\n--b1--\n")]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"f\"; filename=\"<script>alert(1)</script>\"\r\n\r\nx\r\n--b1--\r\n")]
    [InlineData("multipart/form-data; boundary=x; boundary=b1", "--b1\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\ntea\r\n--b1--\r\n")]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"q\"\r\nContent-Type: text/plain; charset=unicode\r\n\r\nx\r\n--b1--\r\n")]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"q\"\r\nContent-Type: text/plain;\r\n charset=ibm037\r\n\r\nx\r\n--b1--\r\n")]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"q\"\r\nContent-Transfer-Encoding: base64\r\n\r\nJyBvciAxPTEtLSA=\r\n--b1--\r\n")]
    [InlineData(Json, """{"q":"\u0031\u0027\u0020\u004f\u0052 1=1 -- "}""")]
    [InlineData("text/plain", """{"q":"\u0031\u0027\u0020\u004f\u0052 1=1 -- "}@""")]
    [InlineData("image/jpeg", "q=1' or '1'='1")]
    [InlineData("application/xml", "\u00FF\u00FE<\0q\0>\0")]
    [InlineData("application/xml", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><q/>")]
    [InlineData("text/plain", "{\0\"\0q\0\"\0:\01\0}\0")]
    [InlineData("application/grpc", "{\"q\":\"1' OR 1=1 -- \"}")]
    public async Task Attacks_and_what_could_hide_one_are_blocked(string type, string body) => Assert.Equal(403, await Post(type, Encoding.Latin1.GetBytes(body)));

    [Theory]
    [InlineData(4095)]
    [InlineData(60_000)]
    public async Task Many_values_before_it_hide_no_attack(int values)
    {
        var body = $$"""{"p":[{{string.Concat(Enumerable.Repeat("0,", values))}}0],"q":"\u0031\u0027\u0020\u004f\u0052 1=1 -- "}""";

        Assert.Equal(403, await Post(Json, Encoding.ASCII.GetBytes(body)));
    }

    [Theory]
    [InlineData(900_000, "&q=tea", 200)]
    [InlineData(900_000, "&q=admin%27--+", 403)]
    [InlineData(1_048_570, "&q=tea", 200)]
    [InlineData(1_048_576, "&q=tea", 403)]
    public async Task A_megabyte_of_padding_hides_no_attack_and_more_is_not_let_through(int padding, string rest, int status) =>
        Assert.Equal(status, await Post(Form, Encoding.ASCII.GetBytes($"p={new string('a', padding - 2)}{rest}")));

    [Fact]
    public async Task An_ordinary_megabyte_of_json_passes()
    {
        var items = Enumerable.Range(0, 8_500).Select(i =>
            $$"""{"sku":"moss-teapot-{{i}}","name":"Moss teapot, it's green","price":{{i}}.99,"tags":["tea","pot"],"note":"a \"fine\" pot"}""");

        Assert.Equal(200, await Post(Json, Encoding.ASCII.GetBytes($"[{string.Join(',', items)}]")));
    }

    [Theory]
    [InlineData("application/xml", "<order><note>1' <![CDATA[OR]]> 1=1 -- </note></order>")]
    [InlineData("application/xml", "<order note=\"&#49;&#39; OR 1=1 -- \"/>")]
    [InlineData("application/graphql", "{ p(n: \"1\\u0027 OR 1=1 -- \") { id } }")]
    [InlineData(Json, "{\"query\":\"{ p(n: \\\"1\\\\u0027 OR 1=1 -- \\\") { id } }\"}")]
    [InlineData(Form, "j=%7B%22q%22%3A%221%5Cu0027%20OR%201%3D1%20--%20%22%7D")]
    [InlineData("multipart/form-data; boundary=ion", "--ion\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\n1 union select 1,2,3 -- \r\n--ion--\r\n")]
    public async Task Attacks_are_read_as_the_shop_reads_them(string type, string body) => Assert.Equal(403, await Post(type, Encoding.Latin1.GetBytes(body)));

    [Fact]
    public async Task Escapes_in_a_quoted_cookie_hide_no_attack()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Cookie", """a="1\047 OR 1=1 -- " """);
        using var response = await shopper.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(403, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(Form, "name=Ada+O%27Brien&street=1+Main+St&note=please+%26+thank+you")]
    [InlineData(Json, """{"items":[{"sku":"moss-teapot","n":2}],"note":"it's for Ada"}""")]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"q\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\ntea\r\n--b1--\r\n")]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"q\"\r\nContent-Type: text/plain; charset=\"iso-8859-15\"\r\n\r\ntea\r\n--b1--\r\n")]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nLovely pot, isn't it?\r\n--b1--\r\n")]
    [InlineData("application/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><order id=\"1\"/>")]
    [InlineData("text/plain", "")]
    public async Task Ordinary_bodies_pass(string type, string body) => Assert.Equal(200, await Post(type, Encoding.Latin1.GetBytes(body)));

    [Fact]
    public async Task Photos_pass_whatever_their_bytes_happen_to_be()
    {
        for (var i = 0; i < 40; i++)
        {
            var photo = RandomNumberGenerator.GetBytes(100_000);
            byte[] upload =
            [
                .. "--WebKitFormBoundary7MA4\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nLovely\r\n--WebKitFormBoundary7MA4\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"pot.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"u8,
                .. photo, .. "\r\n--WebKitFormBoundary7MA4--\r\n"u8,
            ];

            Assert.Equal(200, await Post("image/jpeg", photo));
            Assert.Equal(200, await Post("multipart/form-data; boundary=WebKitFormBoundary7MA4", upload));
        }
    }

    async Task<int> Post(string type, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await shopper.PostAsync("/", content, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
