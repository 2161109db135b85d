using System.Text.Json.Nodes;

namespace Redoubt.Tests.CloudTrail;

public sealed class LookupEventsTests
{
    [Fact]
    public async Task Events_are_found_by_every_attribute()
    {
        await using var server = await Server.Start();
        using var alice = await server.User("alice");
        await server.Root.Json("kms", "CreateKey");
        var created = await server.Root.SendJson("kms", "CreateKey");
        var (key, arn) = ((string)created.Json["KeyMetadata"]!["KeyId"]!, (string)created.Json["KeyMetadata"]!["Arn"]!);
        var denied = await alice.SendJson("kms", "DescribeKey", new JsonObject { ["KeyId"] = key });
        var id = Ids.EventOf(created.RequestId);

        Assert.Equal(id, (string)Assert.Single(await Lookup(server, "EventId", id))!["EventId"]!);
        Assert.Equal(2, (await Lookup(server, "EventName", "CreateKey")).Count);
        Assert.Equal(["DescribeKey"], Names(await Lookup(server, "Username", "alice")));
        Assert.Equal(["DescribeKey"], Names(await Lookup(server, "AccessKeyId", alice.AccessKeyId)));
        Assert.Equal(["DescribeKey", "CreateKey"], Names(await Lookup(server, "ResourceName", key)));
        Assert.Equal(["DescribeKey", "CreateKey"], Names(await Lookup(server, "ResourceName", arn)));
        Assert.Equal(["DescribeKey", "CreateKey", "CreateKey"], Names(await Lookup(server, "ResourceType", "AWS::KMS::Key")));
        Assert.Equal(["DescribeKey", "CreateKey", "CreateKey"], Names(await Lookup(server, "EventSource", "kms.amazonaws.com")));
        Assert.Contains("DescribeKey", Names(await Lookup(server, "ReadOnly", "true")));
        Assert.DoesNotContain("DescribeKey", Names(await Lookup(server, "ReadOnly", "false")));
        Assert.Empty(await Lookup(server, "EventName", "DeleteEverything"));
        var record = JsonNode.Parse((string)(await Lookup(server, "Username", "alice"))[0]!["CloudTrailEvent"]!)!;
        Assert.Equal(("1.11", "AccessDenied", denied.RequestId), ((string)record["eventVersion"]!, (string)record["errorCode"]!, (string)record["requestID"]!));
    }

    [Fact]
    public async Task Events_about_a_web_acl_are_found_by_its_name_its_id_and_its_arn()
    {
        await using var server = await Server.Start();
        var visible = new { SampledRequestsEnabled = true, CloudWatchMetricsEnabled = true, MetricName = "m" };
        var acl = (await server.Root.Json("wafv2", "CreateWebACL", new { Name = "checkout", Scope = "REGIONAL", DefaultAction = new { Allow = new { } }, VisibilityConfig = visible }))["Summary"]!;
        await server.Root.Json("wafv2", "GetWebACL", new { ARN = (string)acl["ARN"]! });

        string[] names = ["checkout", (string)acl["Id"]!, (string)acl["ARN"]!];

        foreach (var name in names) Assert.Equal(["GetWebACL", "CreateWebACL"], Names(await Lookup(server, "ResourceName", name)));
        Assert.Empty(await Lookup(server, "ResourceName", "webacl"));
    }

    [Fact]
    public async Task Newest_come_first_page_by_page_and_a_token_is_good_for_its_question_only()
    {
        await using var server = await Server.Start();
        for (var i = 0; i < 5; i++) await server.Root.Query("iam", "CreateUser", ("UserName", $"user-{i}"));
        var question = new JsonObject { ["MaxResults"] = 2, ["LookupAttributes"] = Attribute("EventName", "CreateUser") };

        var found = new List<string>();
        string? token = null, first = null;
        do
        {
            var input = (JsonObject)question.DeepClone();
            if (token is not null) input["NextToken"] = token;
            var page = await server.Root.Json("cloudtrail", "LookupEvents", input);
            found.AddRange(page["Events"]!.AsArray().Select(e => (string)JsonNode.Parse((string)e!["CloudTrailEvent"]!)!["requestParameters"]!["userName"]!));
            token = (string?)page["NextToken"];
            first ??= token;
        }
        while (token is not null);
        var other = await server.Root.SendJson("cloudtrail", "LookupEvents", new JsonObject { ["NextToken"] = first, ["LookupAttributes"] = Attribute("EventName", "CreateKey") });
        var nonsense = await server.Root.SendJson("cloudtrail", "LookupEvents", new JsonObject { ["NextToken"] = "nonsense" });

        Assert.Equal(["user-4", "user-3", "user-2", "user-1", "user-0"], found);
        Assert.Equal("InvalidNextTokenException", other.Code);
        Assert.Equal("InvalidNextTokenException", nonsense.Code);
    }

    [Fact]
    public async Task A_time_range_bounds_what_is_found_and_ninety_days_are_kept()
    {
        var clock = new FakeClock();
        await using var server = await Server.Start(clock: clock);
        var start = clock.GetUtcNow();
        await Create("old");
        clock.Advance(TimeSpan.FromDays(1));
        await Create("middle");
        clock.Advance(TimeSpan.FromDays(1));
        await Create("new");

        Assert.Equal(["new", "middle", "old"], await Found([]));
        Assert.Equal(["middle"], await Found(new() { ["StartTime"] = Epoch(start.AddHours(1)), ["EndTime"] = Epoch(start.AddHours(25)) }));
        Assert.Equal(["middle", "old"], await Found(new() { ["EndTime"] = Epoch(start.AddDays(1)) }));
        var backwards = await server.Root.SendJson("cloudtrail", "LookupEvents", new JsonObject { ["StartTime"] = Epoch(start.AddDays(1)), ["EndTime"] = Epoch(start) });
        Assert.Equal("InvalidTimeRangeException", backwards.Code);
        clock.Advance(TimeSpan.FromDays(89) + TimeSpan.FromHours(1));
        Assert.Equal(["new"], await Found(new() { ["StartTime"] = Epoch(start) }));

        async Task Create(string name) => await server.Root.Query("iam", "CreateUser", ("UserName", name));

        async Task<List<string>> Found(JsonObject range)
        {
            range["LookupAttributes"] = Attribute("EventName", "CreateUser");
            return [.. (await server.Root.Json("cloudtrail", "LookupEvents", range))["Events"]!.AsArray()
                .Select(e => (string)JsonNode.Parse((string)e!["CloudTrailEvent"]!)!["requestParameters"]!["userName"]!)];
        }
    }

    [Fact]
    public async Task Two_attributes_are_refused_and_regions_are_apart()
    {
        await using var server = await Server.Start();
        await server.Root.SendJson("kms", "CreateKey", null, "eu-west-1");

        var two = await server.Root.SendJson("cloudtrail", "LookupEvents", new JsonObject
        {
            ["LookupAttributes"] = new JsonArray([.. Attribute("EventName", "a").Concat(Attribute("Username", "b")).Select(a => a!.DeepClone())]),
        });
        var here = await server.Root.SendJson("cloudtrail", "LookupEvents", new JsonObject { ["LookupAttributes"] = Attribute("EventName", "CreateKey") });
        var there = await server.Root.SendJson("cloudtrail", "LookupEvents", new JsonObject { ["LookupAttributes"] = Attribute("EventName", "CreateKey") }, "eu-west-1");

        Assert.Equal("InvalidLookupAttributesException", two.Code);
        Assert.Empty(here.Json["Events"]!.AsArray());
        Assert.Single(there.Json["Events"]!.AsArray());
    }

    static double Epoch(DateTimeOffset time) => time.ToUnixTimeSeconds();

    static JsonArray Attribute(string key, string value) => [new JsonObject { ["AttributeKey"] = key, ["AttributeValue"] = value }];

    static async Task<JsonArray> Lookup(Server server, string key, string value) =>
        (await server.Root.Json("cloudtrail", "LookupEvents", new JsonObject { ["LookupAttributes"] = Attribute(key, value) }))["Events"]!.AsArray();

    static List<string> Names(JsonArray events) => [.. events.Select(e => (string)e!["EventName"]!)];
}
