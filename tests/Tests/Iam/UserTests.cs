namespace Redoubt.Tests.Iam;

public sealed class UserTests
{
    const string AllowKms = """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "kms:*", "Resource": "*" } }""";

    [Fact]
    public async Task A_renamed_user_keeps_keys_policies_and_attachments()
    {
        await using var server = await Server.Start();
        using var alice = await server.User("alice");
        var arn = (await server.Root.Query("iam", "CreatePolicy", ("PolicyName", "keys"), ("PolicyDocument", AllowKms))).Text("Arn");
        await server.Root.Query("iam", "AttachUserPolicy", ("UserName", "alice"), ("PolicyArn", arn));

        await server.Root.Query("iam", "UpdateUser", ("UserName", "alice"), ("NewUserName", "Alicia"), ("NewPath", "/staff/"));
        var identity = await alice.Query("sts", "GetCallerIdentity");
        var allowed = await alice.SendJson("kms", "ListKeys");
        var entities = (await server.Root.Query("iam", "ListEntitiesForPolicy", ("PolicyArn", arn))).Texts("UserName");
        var keys = (await server.Root.Query("iam", "ListAccessKeys", ("UserName", "alicia"))).Texts("AccessKeyId");
        var old = await server.Root.SendQuery("iam", "GetUser", ("UserName", "alice"));
        await server.Root.Query("iam", "DetachUserPolicy", ("UserName", "Alicia"), ("PolicyArn", arn));
        var denied = await alice.SendJson("kms", "ListKeys");

        Assert.Equal("arn:aws:iam::000000000000:user/staff/Alicia", identity.Text("Arn"));
        Assert.Equal(200, allowed.Status);
        Assert.Equal(["Alicia"], entities);
        Assert.Equal([alice.AccessKeyId], keys);
        Assert.Equal("NoSuchEntity", old.Code);
        Assert.Equal("AccessDeniedException", denied.Code);
    }

    [Fact]
    public async Task A_rename_that_changes_case_alone_is_one()
    {
        await using var server = await Server.Start();
        using var alice = await server.User("alice", AllowKms);
        var arn = (await server.Root.Query("iam", "CreatePolicy", ("PolicyName", "p"), ("PolicyDocument", AllowKms))).Text("Arn");
        await server.Root.Query("iam", "AttachUserPolicy", ("UserName", "alice"), ("PolicyArn", arn));

        await server.Root.Query("iam", "UpdateUser", ("UserName", "alice"), ("NewUserName", "ALICE"));

        Assert.EndsWith("user/ALICE", (await alice.Query("sts", "GetCallerIdentity")).Text("Arn"));
        Assert.Equal(["ALICE"], (await server.Root.Query("iam", "ListEntitiesForPolicy", ("PolicyArn", arn))).Texts("UserName"));
    }

    [Fact]
    public async Task Names_differ_in_more_than_case()
    {
        await using var server = await Server.Start();
        await server.Root.Query("iam", "CreateUser", ("UserName", "Alice"));
        await server.Root.Query("iam", "CreateUser", ("UserName", "bob"));

        var again = await server.Root.SendQuery("iam", "CreateUser", ("UserName", "aLICE"));
        var renamed = await server.Root.SendQuery("iam", "UpdateUser", ("UserName", "bob"), ("NewUserName", "ALICE"));
        var found = await server.Root.Query("iam", "GetUser", ("UserName", "ALICE"));

        Assert.Equal((409, "EntityAlreadyExists"), (again.Status, again.Code));
        Assert.Equal((409, "EntityAlreadyExists"), (renamed.Status, renamed.Code));
        Assert.Equal("Alice", found.Text("UserName"));
    }

    [Fact]
    public async Task A_user_is_deleted_only_when_nothing_hangs_on_it()
    {
        await using var server = await Server.Start();
        using var alice = await server.User("alice", AllowKms);
        var arn = (await server.Root.Query("iam", "CreatePolicy", ("PolicyName", "p"), ("PolicyDocument", AllowKms))).Text("Arn");
        await server.Root.Query("iam", "AttachUserPolicy", ("UserName", "alice"), ("PolicyArn", arn));

        await Refused("detach all policies");
        await server.Root.Query("iam", "DetachUserPolicy", ("UserName", "alice"), ("PolicyArn", arn));
        await Refused("delete policies first");
        await server.Root.Query("iam", "DeleteUserPolicy", ("UserName", "alice"), ("PolicyName", "test"));
        await Refused("delete access keys first");
        await server.Root.Query("iam", "DeleteAccessKey", ("UserName", "alice"), ("AccessKeyId", alice.AccessKeyId));
        await server.Root.Query("iam", "DeleteUser", ("UserName", "alice"));

        Assert.Equal("NoSuchEntity", (await server.Root.SendQuery("iam", "GetUser", ("UserName", "alice"))).Code);

        async Task Refused(string why)
        {
            var answer = await server.Root.SendQuery("iam", "DeleteUser", ("UserName", "alice"));
            Assert.Equal((409, "DeleteConflict"), (answer.Status, answer.Code));
            Assert.Contains(why, answer.Message);
        }
    }

    [Fact]
    public async Task Quotas_of_a_user_hold()
    {
        await using var server = await Server.Start();
        await server.Root.Query("iam", "CreateUser", ("UserName", "alice"));
        var long1000 = AllowKms.Replace("\"kms:*\"", $"[{string.Join(',', Enumerable.Range(0, 60).Select(i => $"\"kms:Action{i:D6}\""))}]", StringComparison.Ordinal);

        await server.Root.Query("iam", "PutUserPolicy", ("UserName", "alice"), ("PolicyName", "one"), ("PolicyDocument", long1000));
        var tooLong = await server.Root.SendQuery("iam", "PutUserPolicy", ("UserName", "alice"), ("PolicyName", "two"), ("PolicyDocument", long1000));
        var spaced = await server.Root.SendQuery("iam", "PutUserPolicy", ("UserName", "alice"), ("PolicyName", "two"), ("PolicyDocument", AllowKms.Replace(" ", new string(' ', 200), StringComparison.Ordinal)));
        for (var i = 0; i < 10; i++) await Attach($"p{i}");
        var eleventh = await server.Root.SendQuery("iam", "AttachUserPolicy", ("UserName", "alice"), ("PolicyArn", await Policy("p10")));
        var again = await server.Root.SendQuery("iam", "AttachUserPolicy", ("UserName", "alice"), ("PolicyArn", "arn:aws:iam::000000000000:policy/p9"));

        Assert.Equal((409, "LimitExceeded"), (tooLong.Status, tooLong.Code));
        Assert.Equal(200, spaced.Status);
        Assert.Equal((409, "LimitExceeded"), (eleventh.Status, eleventh.Code));
        Assert.Equal(200, again.Status);

        async Task<string> Policy(string name) => (await server.Root.Query("iam", "CreatePolicy", ("PolicyName", name), ("PolicyDocument", AllowKms))).Text("Arn");

        async Task Attach(string name) => await server.Root.Query("iam", "AttachUserPolicy", ("UserName", "alice"), ("PolicyArn", await Policy(name)));
    }

    [Fact]
    public async Task A_change_of_policy_counts_from_the_next_call_on()
    {
        await using var server = await Server.Start();
        using var alice = await server.User("alice");

        var before = await alice.SendJson("kms", "ListKeys");
        await server.Root.Query("iam", "PutUserPolicy", ("UserName", "alice"), ("PolicyName", "p"), ("PolicyDocument", AllowKms));
        var granted = await alice.SendJson("kms", "ListKeys");
        await server.Root.Query("iam", "PutUserPolicy", ("UserName", "alice"), ("PolicyName", "q"), ("PolicyDocument", AllowKms.Replace("Allow", "Deny", StringComparison.Ordinal)));
        var denied = await alice.SendJson("kms", "ListKeys");

        Assert.Equal((400, 200, 400), (before.Status, granted.Status, denied.Status));
        Assert.Contains("because no identity-based policy allows", before.Message);
        Assert.Contains("explicit deny", denied.Message);
    }

    [Fact]
    public async Task Users_are_listed_whole_page_by_page_and_by_path()
    {
        await using var server = await Server.Start();
        for (var i = 0; i < 7; i++) await server.Root.Query("iam", "CreateUser", ("UserName", $"user-{i}"), ("Path", i % 2 == 0 ? "/even/" : "/odd/"));

        Assert.Equal(["user-0", "user-1", "user-2", "user-3", "user-4", "user-5", "user-6"], await All(server, "ListUsers", "UserName", ("MaxItems", "3")));
        Assert.Equal(["user-0", "user-2", "user-4", "user-6"], await All(server, "ListUsers", "UserName", ("MaxItems", "2"), ("PathPrefix", "/even/")));
    }

    [Fact]
    public async Task Pages_go_on_behind_the_longest_names()
    {
        await using var server = await Server.Start();
        var path = $"/{new string('d', 400)}/";
        var name = new string('p', 127);
        var arns = new List<string>();
        foreach (var end in (string[])["1", "2"]) arns.Add((await server.Root.Query("iam", "CreatePolicy", ("PolicyName", name + end), ("Path", path), ("PolicyDocument", AllowKms))).Text("Arn"));
        foreach (var user in (string[])[new('a', 64), new('b', 64)])
        {
            await server.Root.Query("iam", "CreateUser", ("UserName", user));
            foreach (var arn in arns) await server.Root.Query("iam", "AttachUserPolicy", ("UserName", user), ("PolicyArn", arn));
        }

        Assert.Equal([new string('a', 64), new string('b', 64)], await All(server, "ListEntitiesForPolicy", "UserName", ("PolicyArn", arns[0]), ("MaxItems", "1")));
        Assert.Equal(arns, await All(server, "ListAttachedUserPolicies", "PolicyArn", ("UserName", new string('a', 64)), ("MaxItems", "1")));
        Assert.Equal([name + "1", name + "2"], await All(server, "ListPolicies", "PolicyName", ("MaxItems", "1")));
    }

    [Fact]
    public async Task Tags_of_a_user_are_found_in_any_case_and_are_fifty_at_most()
    {
        await using var server = await Server.Start();
        await server.Root.Query("iam", "CreateUser", ("UserName", "alice"), ("Tags.member.1.Key", "Team"), ("Tags.member.1.Value", "red"));

        await server.Root.Query("iam", "TagUser", ("UserName", "alice"), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "blue"));
        var replaced = await server.Root.Query("iam", "ListUserTags", ("UserName", "alice"));
        var many = Enumerable.Range(1, 50).SelectMany(i => ((string, string)[])[($"Tags.member.{i}.Key", $"k{i}"), ($"Tags.member.{i}.Value", "v")]);
        var tooMany = await server.Root.SendQuery("iam", "TagUser", [("UserName", "alice"), .. many]);
        var reserved = await server.Root.SendQuery("iam", "TagUser", ("UserName", "alice"), ("Tags.member.1.Key", "AWS:x"), ("Tags.member.1.Value", "v"));
        await server.Root.Query("iam", "UntagUser", ("UserName", "alice"), ("TagKeys.member.1", "TEAM"));
        var none = await server.Root.Query("iam", "ListUserTags", ("UserName", "alice"));

        Assert.Equal(["team", "blue"], [.. replaced.Texts("Key"), .. replaced.Texts("Value")]);
        Assert.Equal("LimitExceeded", tooMany.Code);
        Assert.Equal("InvalidInput", reserved.Code);
        Assert.Empty(none.Texts("Key"));
    }

    static async Task<List<string>> All(Server server, string operation, string element, params (string, string)[] parameters)
    {
        var all = new List<string>();
        string? marker = null;
        do
        {
            var page = await server.Root.Query("iam", operation, marker is null ? parameters : [.. parameters, ("Marker", marker)]);
            all.AddRange(page.Texts(element));
            marker = page.Text("IsTruncated") == "true" ? page.Text("Marker") : null;
        }
        while (marker is not null);
        return all;
    }
}
