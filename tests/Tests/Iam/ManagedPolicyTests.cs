namespace Redoubt.Tests.Iam;

public sealed class ManagedPolicyTests
{
    const string Allow = """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "kms:*", "Resource": "*" } }""";

    const string AllowNothing = Rules.CaseSetup.AllowNothing;

    [Fact]
    public async Task The_default_version_decides_and_changes_at_once()
    {
        await using var server = await Server.Start();
        using var alice = await server.User("alice");
        var arn = await Policy(server, "p", AllowNothing);
        await server.Root.Query("iam", "AttachUserPolicy", ("UserName", "alice"), ("PolicyArn", arn));

        await server.Root.Query("iam", "CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", Allow));
        var notYet = await alice.SendJson("kms", "ListKeys");
        await server.Root.Query("iam", "SetDefaultPolicyVersion", ("PolicyArn", arn), ("VersionId", "v2"));
        var now = await alice.SendJson("kms", "ListKeys");
        await server.Root.Query("iam", "CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", AllowNothing), ("SetAsDefault", "true"));
        var noMore = await alice.SendJson("kms", "ListKeys");

        Assert.Equal((400, 200, 400), (notYet.Status, now.Status, noMore.Status));
    }

    [Fact]
    public async Task Versions_are_five_at_most_are_never_numbered_twice_and_the_default_stays()
    {
        await using var server = await Server.Start();
        var arn = await Policy(server, "p", Allow);
        for (var i = 0; i < 4; i++) await server.Root.Query("iam", "CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", Allow));

        var sixth = await server.Root.SendQuery("iam", "CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", Allow));
        var deletedDefault = await server.Root.SendQuery("iam", "DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v1"));
        await server.Root.Query("iam", "DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v5"));
        var next = await server.Root.Query("iam", "CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", Allow));
        var listed = (await server.Root.Query("iam", "ListPolicyVersions", ("PolicyArn", arn))).Texts("VersionId");
        var unknown = await server.Root.SendQuery("iam", "GetPolicyVersion", ("PolicyArn", arn), ("VersionId", "v5"));

        Assert.Equal((409, "LimitExceeded"), (sixth.Status, sixth.Code));
        Assert.Equal((409, "DeleteConflict"), (deletedDefault.Status, deletedDefault.Code));
        Assert.Equal("v6", next.Text("VersionId"));
        Assert.Equal(["v6", "v4", "v3", "v2", "v1"], listed);
        Assert.Equal("NoSuchEntity", unknown.Code);
    }

    [Fact]
    public async Task A_policy_is_deleted_only_unattached_and_with_one_version()
    {
        await using var server = await Server.Start();
        var arn = await Policy(server, "p", Allow);
        await server.Root.Query("iam", "CreateUser", ("UserName", "alice"));
        await server.Root.Query("iam", "AttachUserPolicy", ("UserName", "alice"), ("PolicyArn", arn));
        await server.Root.Query("iam", "CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", Allow));

        var attached = await server.Root.SendQuery("iam", "DeletePolicy", ("PolicyArn", arn));
        await server.Root.Query("iam", "DetachUserPolicy", ("UserName", "alice"), ("PolicyArn", arn));
        var versions = await server.Root.SendQuery("iam", "DeletePolicy", ("PolicyArn", arn));
        await server.Root.Query("iam", "DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v2"));
        await server.Root.Query("iam", "DeletePolicy", ("PolicyArn", arn));

        Assert.Equal(("DeleteConflict", "DeleteConflict"), (attached.Code, versions.Code));
        Assert.Equal("NoSuchEntity", (await server.Root.SendQuery("iam", "GetPolicy", ("PolicyArn", arn))).Code);
    }

    [Fact]
    public async Task A_document_that_is_none_or_too_long_is_refused_and_one_is_returned_as_it_was_given()
    {
        await using var server = await Server.Start();

        var malformed = await server.Root.SendQuery("iam", "CreatePolicy", ("PolicyName", "p"), ("PolicyDocument", """{ "Version": "2012-10-17", "Statement": { "Effect": "Perhaps" } }"""));
        var long7000 = Allow.Replace("\"kms:*\"", $"[{string.Join(',', Enumerable.Range(0, 400).Select(i => $"\"kms:Action{i:D6}\""))}]", StringComparison.Ordinal);
        var tooLong = await server.Root.SendQuery("iam", "CreatePolicy", ("PolicyName", "p"), ("PolicyDocument", long7000));
        var arn = await Policy(server, "p", Allow);
        var document = (await server.Root.Query("iam", "GetPolicyVersion", ("PolicyArn", arn), ("VersionId", "v1"))).Text("Document");
        var again = await server.Root.SendQuery("iam", "CreatePolicy", ("PolicyName", "P"), ("Path", "/elsewhere/"), ("PolicyDocument", Allow));

        Assert.Equal((400, "MalformedPolicyDocument"), (malformed.Status, malformed.Code));
        Assert.Equal("LimitExceeded", tooLong.Code);
        Assert.Equal(Allow, Uri.UnescapeDataString(document));
        Assert.Equal((409, "EntityAlreadyExists"), (again.Status, again.Code));
    }

    [Fact]
    public async Task Attaching_can_be_allowed_for_one_policy_alone()
    {
        await using var server = await Server.Start();
        var (mild, mighty) = (await Policy(server, "mild", AllowNothing), await Policy(server, "mighty", Allow));
        using var helper = await server.User("helper", $$"""
            {
              "Version": "2012-10-17",
              "Statement": { "Effect": "Allow", "Action": "iam:AttachUserPolicy", "Resource": "*", "Condition": { "ArnEquals": { "iam:PolicyARN": "{{mild}}" } } }
            }
            """);

        var allowed = await helper.SendQuery("iam", "AttachUserPolicy", ("UserName", "helper"), ("PolicyArn", mild));
        var denied = await helper.SendQuery("iam", "AttachUserPolicy", ("UserName", "helper"), ("PolicyArn", mighty));

        Assert.Equal((200, 403), (allowed.Status, denied.Status));
    }

    static async Task<string> Policy(Server server, string name, string document) =>
        (await server.Root.Query("iam", "CreatePolicy", ("PolicyName", name), ("PolicyDocument", document))).Text("Arn");
}
