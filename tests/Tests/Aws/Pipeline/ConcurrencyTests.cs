namespace Redoubt.Tests.Aws.Pipeline;

/// <summary>Calls that change the same thing at once: each is done whole on what the others left.</summary>
public sealed class ConcurrencyTests
{
    [Fact]
    public async Task No_tag_of_calls_made_at_once_is_lost()
    {
        await using var server = await Server.Start();
        await server.Root.Query("iam", "CreateUser", ("UserName", "alice"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            server.Root.SendQuery("iam", "TagUser", ("UserName", "alice"), ("Tags.member.1.Key", $"tag-{i}"), ("Tags.member.1.Value", "x"))));
        var tags = (await server.Root.Query("iam", "ListUserTags", ("UserName", "alice"))).Texts("Key");

        Assert.All(answers, answer => Assert.Contains(answer.Status, (int[])[200, 409]));
        var done = answers.Index().Where(answer => answer.Item.Status == 200).Select(answer => $"tag-{answer.Index}");
        Assert.Equal(done.Order(StringComparer.Ordinal), tags.Order(StringComparer.Ordinal));
        Assert.True(tags.Length >= 2);
    }

    [Fact]
    public async Task Of_many_who_create_the_same_user_one_succeeds()
    {
        await using var server = await Server.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => server.Root.SendQuery("iam", "CreateUser", ("UserName", i % 2 == 0 ? "Alice" : "alice"))));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(7, answers.Count(answer => answer is { Status: 409, Code: "EntityAlreadyExists" }));
    }

    [Fact]
    public async Task A_user_never_gets_a_third_access_key_however_many_ask_at_once()
    {
        await using var server = await Server.Start();
        await server.Root.Query("iam", "CreateUser", ("UserName", "alice"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => server.Root.SendQuery("iam", "CreateAccessKey", ("UserName", "alice"))));
        var keys = (await server.Root.Query("iam", "ListAccessKeys", ("UserName", "alice"))).Texts("AccessKeyId");

        Assert.Equal(2, answers.Count(answer => answer.Status == 200));
        Assert.Equal(2, keys.Length);
    }

    [Fact]
    public async Task A_policy_deleted_while_it_is_attached_leaves_no_attachment_behind()
    {
        await using var server = await Server.Start();
        await server.Root.Query("iam", "CreateUser", ("UserName", "alice"));

        for (var i = 0; i < 5; i++)
        {
            var arn = (await server.Root.Query("iam", "CreatePolicy", ("PolicyName", $"p{i}"), ("PolicyDocument", Rules.CaseSetup.AllowNothing))).Text("Arn");
            var both = await Task.WhenAll(
                server.Root.SendQuery("iam", "AttachUserPolicy", ("UserName", "alice"), ("PolicyArn", arn)),
                server.Root.SendQuery("iam", "DeletePolicy", ("PolicyArn", arn)));
            var attached = (await server.Root.Query("iam", "ListAttachedUserPolicies", ("UserName", "alice"))).Texts("PolicyArn");

            Assert.Single(both, answer => answer.Status == 200);
            Assert.Equal(both[0].Status == 200, attached.Contains(arn));
        }
    }
}
