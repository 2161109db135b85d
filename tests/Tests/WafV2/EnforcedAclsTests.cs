using Redoubt.Services.WafV2;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;
using static Redoubt.Tests.WafV2.WafHarness;

namespace Redoubt.Tests.WafV2;

public sealed class EnforcedAclsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Association_update_and_disassociation_are_in_force_when_they_are_answered()
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop", BlockPath("/admin"));
        Assert.Null(waf.Enforced.For(LoadBalancer));

        await waf.Associate(acl.ARN);
        Assert.True(waf.Blocks("/admin"));
        Assert.False(waf.Blocks("/cart"));

        var updated = await waf.Do<UpdateWebACLResponse>("UpdateWebACL", Update(acl, acl.LockToken, BlockPath("/cart")));
        Assert.False(waf.Blocks("/admin"));
        Assert.True(waf.Blocks("/cart"));
        Assert.NotEqual(acl.LockToken, updated.NextLockToken);

        await waf.Do("DisassociateWebACL", $$"""{"ResourceArn":"{{LoadBalancer}}"}""");
        Assert.Null(waf.Enforced.For(LoadBalancer));
    }

    [Fact]
    public async Task Update_of_a_set_is_in_force_in_every_acl_that_names_it()
    {
        await using var waf = await Start();
        var set = await waf.CreateIpSet("bad", "198.51.100.0/24");
        await waf.Associate((await waf.CreateAcl("one", BlockSet(set.ARN))).ARN);
        await waf.Associate((await waf.CreateAcl("two", BlockSet(set.ARN))).ARN, OtherLoadBalancer);
        Assert.False(waf.Blocks("/"));

        await waf.Do("UpdateIPSet", Delete(set.Name, set.Id, set.LockToken).Replace("}", ",\"Addresses\":[\"192.0.2.44/32\"]}", StringComparison.Ordinal));

        Assert.True(waf.Blocks("/"));
        Assert.True(waf.Blocks("/", OtherLoadBalancer));
        Assert.False(waf.Blocks("/", from: "198.51.100.7"));
    }

    [Fact]
    public async Task Update_of_a_pattern_set_is_in_force()
    {
        await using var waf = await Start();
        var set = (await waf.Do<CreateRegexPatternSetResponse>("CreateRegexPatternSet", """{"Name":"p","Scope":"REGIONAL","RegularExpressionList":[{"RegexString":"^/a"}]}""")).Summary!;
        await waf.Associate((await waf.CreateAcl("one", Json.Rule(
            "{\"RegexPatternSetReferenceStatement\":{\"ARN\":\"" + set.ARN + "\",\"FieldToMatch\":{\"UriPath\":{}},\"TextTransformations\":[{\"Priority\":0,\"Type\":\"NONE\"}]}}"))).ARN);
        Assert.True(waf.Blocks("/a"));

        await waf.Do("UpdateRegexPatternSet", Delete(set.Name, set.Id, set.LockToken).Replace("}", ",\"RegularExpressionList\":[{\"RegexString\":\"^/b\"}]}", StringComparison.Ordinal));

        Assert.False(waf.Blocks("/a"));
        Assert.True(waf.Blocks("/b"));
    }

    [Fact]
    public async Task What_is_in_force_is_in_force_again_after_a_restart()
    {
        await using var waf = await Start();
        var set = await waf.CreateIpSet("bad", "192.0.2.44/32");
        await waf.Associate((await waf.CreateAcl("one", BlockSet(set.ARN), BlockPath("/admin"))).ARN);

        await waf.Restart();

        Assert.True(waf.Blocks("/"));
        Assert.True(waf.Blocks("/admin", from: "203.0.113.9"));
        Assert.False(waf.Blocks("/", from: "203.0.113.9"));
    }

    [Fact]
    public async Task Before_the_start_everything_is_blocked_and_no_call_waits()
    {
        await using var waf = await Start(inForce: false);

        await waf.Associate((await waf.CreateAcl("shop", BlockPath("/admin"))).ARN);

        Assert.True(waf.Blocks("/"));
        await waf.Restart();
        Assert.False(waf.Blocks("/"));
        Assert.True(waf.Blocks("/admin"));
    }

    [Fact]
    public async Task Stored_acl_that_no_longer_compiles_blocks_everything_and_others_do_not()
    {
        await using var waf = await Start();
        var broken = await waf.CreateAcl("broken");
        await waf.Associate(broken.ARN);
        await waf.Associate((await waf.CreateAcl("fine")).ARN, OtherLoadBalancer);
        var stored = (await waf.Database.Documents.Get(WebAclRecord.Collection, "111122223333/eu-central-1", "broken", Ct))!;

        await Commit(waf, work => work.Update(stored, stored.Value with { Rules = Json.Rules(Json.Rule("""{"RegexMatchStatement":{"RegexString":"(","FieldToMatch":{"UriPath":{}},"TextTransformations":[{"Priority":0,"Type":"NONE"}]}}""")) }));

        Assert.True(waf.Blocks("/"));
        Assert.False(waf.Blocks("/", OtherLoadBalancer));
        await waf.Restart();
        Assert.True(waf.Blocks("/"));
        Assert.NotNull(waf.Enforced.For(OtherLoadBalancer));
    }

    [Fact]
    public async Task Acl_whose_set_is_gone_blocks_everything()
    {
        await using var waf = await Start();
        var set = await waf.CreateIpSet("bad", "198.51.100.0/24");
        await waf.Associate((await waf.CreateAcl("one", BlockSet(set.ARN))).ARN);
        var stored = (await waf.Database.Documents.Get(Redoubt.Services.WafV2.IpSets.IpSetRecord.Collection, "111122223333/eu-central-1", "bad", Ct))!;

        await Commit(waf, work => work.Delete(stored));

        Assert.True(waf.Blocks("/"));
    }

    [Fact]
    public async Task Custom_response_answers_with_the_acls_body()
    {
        await using var waf = await Start();
        var json = Acl("shop").Replace("\"DefaultAction\":{\"Allow\":{}}", """
            "DefaultAction":{"Block":{"CustomResponse":{"ResponseCode":503,"CustomResponseBodyKey":"sorry"}}},
            "CustomResponseBodies":{"sorry":{"ContentType":"TEXT_HTML","Content":"<p>später</p>"}}
            """, StringComparison.Ordinal);
        var acl = (await waf.Do<CreateWebACLResponse>("CreateWebACL", json)).Summary!;
        await waf.Associate(acl.ARN);

        var body = waf.Enforced.For(LoadBalancer)!.Evaluate(new Redoubt.Tests.Waf.WireRequest()).Response!.Body!;

        Assert.Equal("text/html", body.ContentType);
        Assert.Equal("<p>später</p>"u8.ToArray(), body.Content.ToArray());
    }

    [Fact]
    public async Task Looking_up_allocates_nothing()
    {
        await using var waf = await Start();
        await waf.Associate((await waf.CreateAcl("shop")).ARN);
        waf.Enforced.For(LoadBalancer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) waf.Enforced.For(LoadBalancer);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task Unchanged_acl_is_not_compiled_again()
    {
        await using var waf = await Start();
        await waf.Associate((await waf.CreateAcl("one")).ARN);
        var before = waf.Enforced.For(LoadBalancer);

        await waf.Associate((await waf.CreateAcl("two")).ARN, OtherLoadBalancer);

        Assert.Same(before, waf.Enforced.For(LoadBalancer));
    }

    static async Task Commit(WafHarness waf, Action<UnitOfWork> stage)
    {
        var work = waf.Database.Journal.Begin();
        stage(work);
        await work.Commit(Ct);
        await waf.Enforced.CaughtUp(Ct);
    }
}
