using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Redoubt.Tests.WafV2;

/// <summary>Why a rule acted on a request, and what another web ACL would do with recorded ones.</summary>
public sealed class TrialTests
{
    [Fact]
    public async Task A_blocked_request_is_explained_with_the_bytes_that_matched()
    {
        await using var shop = await Shop();
        await using var server = await Start(shop);
        using var shopper = new HttpClient { BaseAddress = server.Running.GatewayAddress };
        using var blocked = await shopper.GetAsync("/?q=tea&note=1%27%20OR%20%271%27%3D%271%C3%A4", TestContext.Current.CancellationToken);
        var id = blocked.Headers.GetValues("X-Request-Id").Single();

        var explained = await server.Root.Json("redoubt-waf", "ExplainRequest", new { RequestId = id });

        Assert.Equal(("BLOCK", "127.0.0.1", "AWS-AWSManagedRulesSQLiRuleSet"), ((string)explained["Action"]!, (string)explained["Client"]!, (string)explained["TerminatingRule"]!));
        Assert.Contains(explained["Rules"]!.AsArray(), rule => (bool)rule!["Matched"]! && (string?)rule["Group"] == "AWS-AWSManagedRulesSQLiRuleSet" && (string)rule["Name"]! == "SQLi_QUERYARGUMENTS");
        var look = explained["Rules"]!.AsArray().Where(rule => (bool)rule!["Matched"]!).SelectMany(rule => rule!["Looks"]!.AsArray()).First(look => look!["Matched"] is not null)!;
        Assert.Equal(("note", true), ((string)look["Name"]!, ((string)look["Seen"]!).EndsWith("\\xC3\\xA4", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_is_explained_to_whoever_may_not_ask_or_of_what_no_rule_acted_on()
    {
        await using var shop = await Shop();
        await using var server = await Start(shop);
        using var shopper = new HttpClient { BaseAddress = server.Running.GatewayAddress };
        using var blocked = await shopper.GetAsync("/?q=%3Cscript%3Ealert(1)%3C/script%3E", TestContext.Current.CancellationToken);
        var id = blocked.Headers.GetValues("X-Request-Id").Single();
        var alice = await server.User("alice");

        var forbidden = await alice.SendJson("redoubt-waf", "ExplainRequest", new JsonObject { ["RequestId"] = id });
        var unknown = await server.Root.SendJson("redoubt-waf", "ExplainRequest", new JsonObject { ["RequestId"] = "nothing" });

        Assert.Equal(("AccessDeniedException", "NotFoundException"), (forbidden.Code, unknown.Code));
    }

    [Fact]
    public async Task A_trial_shows_what_a_candidate_would_do_and_touches_nothing()
    {
        await using var shop = await Shop();
        await using var server = await Start(shop);
        var candidate = JsonNode.Parse("""
            {
              "Name": "ignored", "DefaultAction": { "Allow": {} },
              "Rules": [{
                "Name": "no-tea", "Priority": 0, "Action": { "Block": {} },
                "Statement": { "ByteMatchStatement": { "FieldToMatch": { "QueryString": {} }, "PositionalConstraint": "CONTAINS", "SearchString": "dGVh", "TextTransformations": [{ "Priority": 0, "Type": "NONE" }] } },
                "VisibilityConfig": { "SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true, "MetricName": "m" }
              }]
            }
            """);

        var trial = await server.Root.Json("redoubt-waf", "StartTrial", new JsonObject { ["ResourceArn"] = Site(server), ["WebACL"] = candidate });
        var results = (await Try(server, (string)trial["TrialId"]!, "GET /?q=tea HTTP/1.1\r\nHost: shop\r\n\r\n", "GET /?q=1%27%20OR%20%271%27%3D%271 HTTP/1.1\r\nHost: shop\r\n\r\n", "nonsense"))["Results"]!.AsArray();

        Assert.Equal(("ALLOW", "BLOCK", "no-tea"), ((string)results[0]!["InForce"]!["Action"]!, (string)results[0]!["Candidate"]!["Action"]!, (string)results[0]!["Candidate"]!["Rule"]!));
        Assert.Equal(("BLOCK", "ALLOW"), ((string)results[1]!["InForce"]!["Action"]!, (string)results[1]!["Candidate"]!["Action"]!));
        Assert.Empty(results[2]!.AsObject());
        using var shopper = new HttpClient { BaseAddress = server.Running.GatewayAddress };
        using var stillAllowed = await shopper.GetAsync("/?q=tea", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, stillAllowed.StatusCode);
    }

    [Fact]
    public async Task A_trial_counts_rates_by_the_recorded_time()
    {
        await using var shop = await Shop();
        await using var server = await Start(shop);
        var candidate = JsonNode.Parse("""
            {
              "DefaultAction": { "Allow": {} },
              "Rules": [{
                "Name": "rate", "Priority": 0, "Action": { "Block": {} },
                "Statement": { "RateBasedStatement": { "Limit": 10, "EvaluationWindowSec": 60, "AggregateKeyType": "IP" } },
                "VisibilityConfig": { "SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true, "MetricName": "m" }
              }]
            }
            """);
        var fast = await server.Root.Json("redoubt-waf", "StartTrial", new JsonObject { ["ResourceArn"] = Site(server), ["WebACL"] = candidate!.DeepClone() });
        var slow = await server.Root.Json("redoubt-waf", "StartTrial", new JsonObject { ["ResourceArn"] = Site(server), ["WebACL"] = candidate });

        var quickly = await Blocked(fast, TimeSpan.FromMilliseconds(10));
        var leisurely = await Blocked(slow, TimeSpan.FromSeconds(30));

        Assert.Equal((true, 0), (quickly > 0, leisurely));

        async Task<int> Blocked(JsonNode trial, TimeSpan apart)
        {
            var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            var requests = Enumerable.Range(0, 30).Select(i => new JsonObject
            {
                ["Raw"] = Convert.ToBase64String("GET / HTTP/1.1\r\nHost: shop\r\n\r\n"u8), ["Client"] = "192.0.2.7", ["Time"] = (start + i * apart).ToUnixTimeMilliseconds() / 1000.0,
            });
            var answer = await server.Root.Json("redoubt-waf", "TryRequests", new JsonObject { ["TrialId"] = (string)trial["TrialId"]!, ["Requests"] = new JsonArray([.. requests]) });
            return answer["Results"]!.AsArray().Count(result => (string)result!["Candidate"]!["Action"]! == "BLOCK");
        }
    }

    [Fact]
    public async Task Trials_are_few_and_their_traffic_is_not_in_the_audit_trail()
    {
        await using var shop = await Shop();
        await using var server = await Start(shop);
        var ids = new List<string>();
        for (var i = 0; i < 8; i++) ids.Add((string)(await server.Root.Json("redoubt-waf", "StartTrial", new { ResourceArn = Site(server) }))["TrialId"]!);

        var ninth = await server.Root.SendJson("redoubt-waf", "StartTrial", new JsonObject { ["ResourceArn"] = Site(server) });
        await Try(server, ids[0], "GET /?q=hunter2 HTTP/1.1\r\nHost: shop\r\n\r\n");

        Assert.Equal("LimitExceededException", ninth.Code);
        var records = (await server.Journal()).Select(recorded => Encoding.UTF8.GetString(recorded.Body.Span)).ToList();
        Assert.Contains(records, record => record.Contains("\"TryRequests\"", StringComparison.Ordinal));
        Assert.All(records, record => Assert.DoesNotContain(Convert.ToBase64String("GET /?q=hunter2"u8)[..12], record));
    }

    static Task<JsonNode> Try(Server server, string trial, params string[] raw) => server.Root.Json("redoubt-waf", "TryRequests", new
    {
        TrialId = trial,
        Requests = raw.Select(text => new { Raw = Convert.ToBase64String(Encoding.Latin1.GetBytes(text)), Client = "192.0.2.7" }),
    });

    static string Site(Server server) => Redoubt.Gateway.Site.DefaultArn(server.Running.Options.Region, server.Running.Options.AccountId).ToString();

    static Task<Server> Start(WebApplication shop) =>
        Server.Start(options => options with { GatewayListen = new(IPAddress.Loopback, 0), Origin = new Uri(shop.Urls.First()) });

    static async Task<WebApplication> Shop()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var shop = builder.Build();
        shop.Run(http => http.Response.WriteAsync("shop"));
        await shop.StartAsync(TestContext.Current.CancellationToken);
        return shop;
    }
}
