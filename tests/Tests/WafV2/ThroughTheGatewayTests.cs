using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Redoubt.Gateway;

namespace Redoubt.Tests.WafV2;

/// <summary>What WAF's API says is what the gateway does, from the next request on.</summary>
public sealed class ThroughTheGatewayTests
{
    [Fact]
    public async Task A_new_installation_blocks_attacks_and_an_association_counts_at_once()
    {
        await using var shop = await Shop();
        await using var server = await Server.Start(options => options with { GatewayListen = new(IPAddress.Loopback, 0), Origin = new Uri(shop.Urls.First()) });
        using var shopper = new HttpClient { BaseAddress = server.Running.GatewayAddress };
        var site = Site.DefaultArn(server.Running.Options.Region, server.Running.Options.AccountId).ToString();

        Assert.Equal(200, await Get("/?q=tea"));
        Assert.Equal(403, await Get("/?q=1%27%20OR%20%271%27%3D%271"));
        await server.Root.Json("wafv2", "DisassociateWebACL", new { ResourceArn = site });
        Assert.Equal(200, await Get("/?q=1%27%20OR%20%271%27%3D%271"));

        var acl = (await server.Root.Json("wafv2", "CreateWebACL", WebAcl("maintenance", "Block")))["Summary"]!;
        await server.Root.Json("wafv2", "AssociateWebACL", new { WebACLArn = (string)acl["ARN"]!, ResourceArn = site });
        Assert.Equal(403, await Get("/"));
        var input = WebAcl("maintenance", "Allow");
        (input["Id"], input["LockToken"]) = ((string)acl["Id"]!, (string)acl["LockToken"]!);
        var updated = await server.Root.Json("wafv2", "UpdateWebACL", input);
        Assert.Equal(200, await Get("/"));

        var stale = await server.Root.SendJson("wafv2", "UpdateWebACL", (JsonObject)input.DeepClone());
        input["LockToken"] = (string)updated["NextLockToken"]!;
        input.Remove("DefaultAction");
        input.Remove("VisibilityConfig");
        var associated = await server.Root.SendJson("wafv2", "DeleteWebACL", input);
        Assert.Equal(("WAFOptimisticLockException", "WAFAssociatedItemException"), (stale.Code, associated.Code));

        async Task<int> Get(string target)
        {
            using var response = await shopper.GetAsync(target, TestContext.Current.CancellationToken);
            return (int)response.StatusCode;
        }
    }

    [Fact]
    public async Task An_address_added_to_a_set_is_blocked_at_once()
    {
        await using var shop = await Shop();
        await using var server = await Server.Start(options => options with { GatewayListen = new(IPAddress.Loopback, 0), Origin = new Uri(shop.Urls.First()) });
        using var shopper = new HttpClient { BaseAddress = server.Running.GatewayAddress };
        var site = Site.DefaultArn(server.Running.Options.Region, server.Running.Options.AccountId).ToString();
        var set = (await server.Root.Json("wafv2", "CreateIPSet", new { Name = "bad", Scope = "REGIONAL", IPAddressVersion = "IPV4", Addresses = new[] { "192.0.2.0/24" } }))["Summary"]!;
        var acl = WebAcl("addresses", "Allow");
        acl["Rules"] = JsonNode.Parse($$"""
            [{
              "Name": "bad", "Priority": 0, "Action": { "Block": {} },
              "Statement": { "IPSetReferenceStatement": { "ARN": "{{(string)set["ARN"]!}}" } },
              "VisibilityConfig": { "SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true, "MetricName": "m" }
            }]
            """);
        var created = (await server.Root.Json("wafv2", "CreateWebACL", acl))["Summary"]!;
        await server.Root.Json("wafv2", "AssociateWebACL", new { WebACLArn = (string)created["ARN"]!, ResourceArn = site });

        using var before = await shopper.GetAsync("/", TestContext.Current.CancellationToken);
        await server.Root.Json("wafv2", "UpdateIPSet", new
        {
            Name = "bad", Scope = "REGIONAL", Id = (string)set["Id"]!, LockToken = (string)set["LockToken"]!, Addresses = new[] { "127.0.0.0/8" },
        });
        using var after = await shopper.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal((200, 403), ((int)before.StatusCode, (int)after.StatusCode));
    }

    static JsonObject WebAcl(string name, string action) => new()
    {
        ["Name"] = name,
        ["Scope"] = "REGIONAL",
        ["DefaultAction"] = new JsonObject { [action] = new JsonObject() },
        ["VisibilityConfig"] = JsonNode.Parse("""{ "SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true, "MetricName": "m" }"""),
    };

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
