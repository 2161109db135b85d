using System.Globalization;
using Redoubt.Services.WafV2;
using Redoubt.Services.WafV2.Samples;
using Redoubt.Tests.Waf;
using static Redoubt.Tests.WafV2.WafHarness;

namespace Redoubt.Tests.WafV2;

public sealed class SampleTests
{
    [Fact]
    public async Task Requests_are_found_by_the_metric_of_the_rule_that_acted_on_them()
    {
        await using var waf = await Start();
        var group = await waf.CreateGroup("own", 20, BlockPath("/admin", "inner"));
        var acl = (await waf.Do<CreateWebACLResponse>("CreateWebACL", Acl("shop", BlockPath("/cart", "cart"), Runs(Reference(group.ARN, ""","RuleActionOverrides":[{"Name":"inner","ActionToUse":{"Count":{}}}]""")))
            .Replace("""{"SampledRequestsEnabled":false,"CloudWatchMetricsEnabled":false,"MetricName":"m"}""", """{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":false,"MetricName":"shop"}""", StringComparison.Ordinal))).Summary!;
        await waf.Associate(acl.ARN);

        waf.Send(new WireRequest("/cart?card=4111").With("Host", "shop").With("Cookie", "session=1").With("Authorization", "Bearer x").WithBody("secret"));
        waf.Send(new WireRequest("/admin"));
        var cart = await Samples(waf, acl, "cart");
        var inner = await Samples(waf, acl, "group");
        var rest = await Samples(waf, acl, "Default_Action");

        var blocked = Assert.Single(cart.SampledRequests!);
        Assert.Equal(("BLOCK", 1L, "/cart", "GET", "192.0.2.44"), (blocked.Action, blocked.Weight, blocked.Request.URI, blocked.Request.Method, blocked.Request.ClientIP));
        Assert.Equal(["shop", "REDACTED", "REDACTED"], blocked.Request.Headers!.Select(header => header.Value));
        var counted = Assert.Single(inner.SampledRequests!);
        Assert.Equal(("COUNT", "inner", "BLOCK"), (counted.Action, counted.RuleNameWithinRuleGroup, counted.OverriddenAction));
        Assert.Equal("ALLOW", Assert.Single(rest.SampledRequests!).Action);
        Assert.Equal(1, rest.PopulationSize);
    }

    [Fact]
    public async Task Rule_that_takes_no_samples_has_none_and_an_unknown_metric_is_not_found()
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop", BlockPath("/cart", "cart"));
        await waf.Associate(acl.ARN);
        waf.Send(new WireRequest("/"));

        var none = await Samples(waf, acl, "m");
        var unknown = await waf.Fails("GetSampledRequests", Ask(waf, acl, "nothing"));

        Assert.Empty(none.SampledRequests!);
        Assert.Equal("WAFNonexistentItemException", unknown.Code);
    }

    [Fact]
    public async Task Window_is_cut_to_three_hours()
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop", BlockPath("/cart", "cart"));
        await waf.Associate(acl.ARN);
        waf.Send(new WireRequest("/cart"));
        waf.Clock.Advance(TimeSpan.FromHours(4));
        waf.Send(new WireRequest("/cart"));

        var found = await Samples(waf, acl, "cart");

        Assert.Single(found.SampledRequests!);
        Assert.Equal(waf.Clock.GetUtcNow().AddHours(-3), found.TimeWindow!.StartTime);
    }

    [Fact]
    public void Memory_is_bounded_and_every_request_of_a_flood_counts()
    {
        var samples = new MetricSamples();
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        for (var second = 0; second < 2 * 3600; second++)
        {
            for (var i = 0; i < 3; i++)
            {
                var time = start.AddSeconds(second);
                if (samples.Draw(time, 200) is { } place) samples.Put(place, 200, new Sample(time, new HTTPRequest(), "BLOCK"));
            }
        }
        var (found, population) = samples.Find(start, start.AddHours(3));

        Assert.Equal(3 * 2 * 3600, population);
        Assert.True(found.Count <= 200, found.Count.ToString(CultureInfo.InvariantCulture));
        Assert.All(found, one => Assert.InRange(one.Weight, 1, 180));
    }

    static Task<GetSampledRequestsResponse> Samples(WafHarness waf, WebACLSummary acl, string metric) => waf.Do<GetSampledRequestsResponse>("GetSampledRequests", Ask(waf, acl, metric));

    static string Ask(WafHarness waf, WebACLSummary acl, string metric)
    {
        var now = waf.Clock.GetUtcNow().ToUnixTimeSeconds();
        return $$$$"""{"WebAclArn":"{{{{acl.ARN}}}}","RuleMetricName":"{{{{metric}}}}","Scope":"REGIONAL","TimeWindow":{"StartTime":{{{{now - 20000}}}},"EndTime":{{{{now + 60}}}}},"MaxItems":100}""";
    }
}
