using System.Text.Json.Nodes;

namespace Redoubt.Tests.Aws.Pipeline;

/// <summary>Strangers cannot fill the disk with the records of their refusals.</summary>
public sealed class RefusalBudgetTests
{
    [Theory]
    [InlineData("kms", "ListKeys", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("sts", "AssumeRoleWithSAML", null)]
    public async Task A_flood_of_strangers_is_recorded_up_to_a_bound_and_the_rest_counted(string service, string operation, string? accessKeyId)
    {
        const int Flood = 620, Burst = 500;
        var clock = new FakeClock();
        await using var server = await Server.Start(clock: clock);
        using var stranger = server.Client(accessKeyId ?? "none", "secret");

        for (var i = 0; i < Flood; i++) await Refused();
        var recorded = await Refusals(server, operation);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Refused();
        var last = (await Refusals(server, operation))[^1];

        Assert.Equal(Burst, recorded.Count);
        Assert.Equal($"{Flood - Burst}", (string)last["additionalEventData"]!["unrecordedRefusals"]!);

        async Task Refused()
        {
            var answer = accessKeyId is not null ? await stranger.SendJson(service, operation) : await Unsigned(stranger, operation);
            Assert.NotEqual(200, answer.Status);
        }
    }

    [Fact]
    public async Task Refusals_of_known_callers_are_all_recorded()
    {
        var clock = new FakeClock();
        await using var server = await Server.Start(clock: clock);
        using var alice = await server.User("alice");

        for (var i = 0; i < 520; i++) await alice.SendJson("kms", "ListKeys");

        Assert.Equal(520, (await Refusals(server, "ListKeys")).Count);
    }

    static async Task<Answer> Unsigned(ApiClient client, string operation)
    {
        var body = System.Text.Encoding.UTF8.GetBytes($"Action={operation}&Version=2011-06-15");
        var headers = client.Sign("sts", "us-east-1", "application/x-www-form-urlencoded", body);
        headers.Remove("Authorization");
        return await client.SendSigned(headers, body);
    }

    static async Task<List<JsonNode>> Refusals(Server server, string operation) =>
    [
        .. (await server.Journal()).Where(recorded => recorded.Kind == EventKinds.ApiCall)
            .Select(recorded => JsonNode.Parse(recorded.Body.Span)!)
            .Where(record => (string)record["eventName"]! == operation && record["errorCode"] is not null),
    ];
}
