using System.Text.Json.Nodes;

namespace Redoubt.Tests.Kms;

public sealed class KeyPolicyTests
{
    const string AllowKms = """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "kms:*", "Resource": "*" } }""";

    [Fact]
    public async Task Identity_policies_count_only_where_the_key_policy_lets_the_account_decide()
    {
        await using var server = await Server.Start();
        using var alice = await server.User("alice", AllowKms);
        using var bob = await server.User("bob");
        var delegating = await Key(server, null);
        var named = await Key(server, Allow("arn:aws:iam::000000000000:user/bob", "kms:Encrypt"), bypass: true);

        Assert.Equal(200, (await Encrypt(alice, delegating)).Status);
        Assert.Equal("AccessDeniedException", (await Encrypt(bob, delegating)).Code);
        Assert.Contains("because no resource-based policy allows the kms:Encrypt action", (await Encrypt(alice, named)).Message);
        Assert.Equal(200, (await Encrypt(bob, named)).Status);
        Assert.Equal("AccessDeniedException", (await Encrypt(server.Root, named)).Code);
    }

    [Fact]
    public async Task An_explicit_deny_in_the_key_policy_holds_for_root_too()
    {
        await using var server = await Server.Start();
        var key = await Key(server, """
            {
              "Version": "2012-10-17",
              "Statement": [
                { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::000000000000:root" }, "Action": "kms:*", "Resource": "*" },
                { "Effect": "Deny", "Principal": "*", "Action": "kms:Encrypt", "Resource": "*" }
              ]
            }
            """);

        var encrypted = await Encrypt(server.Root, key);
        var described = await server.Root.SendJson("kms", "DescribeKey", new JsonObject { ["KeyId"] = key });

        Assert.Equal("AccessDeniedException", encrypted.Code);
        Assert.Contains("with an explicit deny in a resource-based policy", encrypted.Message);
        Assert.Equal(200, described.Status);
    }

    [Fact]
    public async Task A_policy_that_locks_its_author_out_is_refused_unless_he_says_so()
    {
        await using var server = await Server.Start();
        var lockout = Allow("arn:aws:iam::000000000000:user/somebody", "kms:*");
        var key = await Key(server, null);

        var created = await server.Root.SendJson("kms", "CreateKey", new JsonObject { ["Policy"] = lockout });
        var put = await server.Root.SendJson("kms", "PutKeyPolicy", new JsonObject { ["KeyId"] = key, ["Policy"] = lockout });
        var malformed = await server.Root.SendJson("kms", "PutKeyPolicy", new JsonObject { ["KeyId"] = key, ["Policy"] = "{}" });
        var unchanged = (string)(await server.Root.Json("kms", "GetKeyPolicy", new { KeyId = key }))["Policy"]!;
        var bypassed = await server.Root.SendJson("kms", "PutKeyPolicy", new JsonObject { ["KeyId"] = key, ["Policy"] = lockout, ["BypassPolicyLockoutSafetyCheck"] = true });
        var afterwards = await server.Root.SendJson("kms", "GetKeyPolicy", new JsonObject { ["KeyId"] = key });

        Assert.All((Answer[])[created, put, malformed], answer => Assert.Equal((400, "MalformedPolicyDocumentException"), (answer.Status, answer.Code)));
        Assert.Contains("will not allow you to update the key policy in the future", put.Message);
        Assert.Contains("arn:aws:iam::000000000000:root", unchanged);
        Assert.Equal(200, bypassed.Status);
        Assert.Equal("AccessDeniedException", afterwards.Code);
    }

    [Fact]
    public async Task A_changed_key_policy_counts_from_the_next_call_on()
    {
        await using var server = await Server.Start();
        using var bob = await server.User("bob");
        var key = await Key(server, null);

        var before = await Encrypt(bob, key);
        await server.Root.Json("kms", "PutKeyPolicy", new { KeyId = key, BypassPolicyLockoutSafetyCheck = true, Policy = Allow("arn:aws:iam::000000000000:user/bob", "kms:Encrypt") });
        var after = await Encrypt(bob, key);

        Assert.Equal((400, 200), (before.Status, after.Status));
    }

    [Fact]
    public async Task Keys_of_another_account_or_region_are_not_found()
    {
        await using var server = await Server.Start();
        var id = (await Key(server, null))[^36..];

        var account = await Encrypt(server.Root, $"arn:aws:kms:us-east-1:111122223333:key/{id}");
        var region = await Encrypt(server.Root, $"arn:aws:kms:eu-west-1:000000000000:key/{id}");
        var elsewhere = await server.Root.SendJson("kms", "DescribeKey", new JsonObject { ["KeyId"] = id }, "eu-west-1");
        var service = await Encrypt(server.Root, $"arn:aws:s3:us-east-1:000000000000:key/{id}");

        Assert.All((Answer[])[account, region, elsewhere, service], answer => Assert.Equal((400, "NotFoundException"), (answer.Status, answer.Code)));
    }

    [Fact]
    public async Task Reencrypting_needs_both_permissions()
    {
        await using var server = await Server.Start();
        var (source, destination) = (await Key(server, null), await Key(server, null));
        var blob = (string)(await server.Root.Json("kms", "Encrypt", new { KeyId = source, Plaintext = "aGVsbG8=" }))["CiphertextBlob"]!;
        using var from = await server.User("from", Grant("kms:ReEncryptFrom", source));
        using var to = await server.User("to", Grant("kms:ReEncryptTo", destination));
        using var wrongWay = await server.User("wrongway", $$"""{ "Version": "2012-10-17", "Statement": [{{Statement("kms:ReEncryptFrom", destination)}}, {{Statement("kms:ReEncryptTo", source)}}] }""");
        using var both = await server.User("both", $$"""{ "Version": "2012-10-17", "Statement": [{{Statement("kms:ReEncryptFrom", source)}}, {{Statement("kms:ReEncryptTo", destination)}}] }""");

        Assert.Contains("kms:ReEncryptTo", (await ReEncrypt(from)).Message);
        Assert.Contains("kms:ReEncryptFrom", (await ReEncrypt(to)).Message);
        Assert.Equal("AccessDeniedException", (await ReEncrypt(wrongWay)).Code);
        var done = await ReEncrypt(both);
        Assert.Equal(200, done.Status);
        Assert.Equal("aGVsbG8=", (string)(await server.Root.Json("kms", "Decrypt", new { CiphertextBlob = (string)done.Json["CiphertextBlob"]!, KeyId = destination }))["Plaintext"]!);
        var record = await server.AuditOf(done.RequestId);
        Assert.Equal([source, destination], record!["resources"]!.AsArray().Select(resource => (string)resource!["ARN"]!));

        Task<Answer> ReEncrypt(ApiClient client) => client.SendJson("kms", "ReEncrypt", new JsonObject { ["CiphertextBlob"] = blob, ["DestinationKeyId"] = destination });
    }

    [Fact]
    public async Task A_policy_can_demand_an_encryption_context()
    {
        await using var server = await Server.Start();
        var key = await Key(server, null);
        using var alice = await server.User("alice", $$"""
            {
              "Version": "2012-10-17",
              "Statement": {
                "Effect": "Allow", "Action": ["kms:Encrypt", "kms:Decrypt"], "Resource": "{{key}}",
                "Condition": {
                  "StringEquals": { "kms:EncryptionContext:tenant": "17" },
                  "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["tenant", "order"] }
                }
              }
            }
            """);

        Assert.Equal(200, (await With(new() { ["tenant"] = "17" })).Status);
        Assert.Equal(200, (await With(new() { ["tenant"] = "17", ["order"] = "1" })).Status);
        Assert.Equal("AccessDeniedException", (await With(new() { ["tenant"] = "18" })).Code);
        Assert.Equal("AccessDeniedException", (await With(new() { ["tenant"] = "17", ["admin"] = "1" })).Code);
        Assert.Equal("AccessDeniedException", (await With(null)).Code);

        Task<Answer> With(JsonObject? context)
        {
            var input = new JsonObject { ["KeyId"] = key, ["Plaintext"] = "aGVsbG8=" };
            if (context is not null) input["EncryptionContext"] = context;
            return alice.SendJson("kms", "Encrypt", input);
        }
    }

    static async Task<string> Key(Server server, string? policy, bool bypass = false) => (string)(await server.Root.Json(
        "kms", "CreateKey", policy is null ? new { } : new { Policy = policy, BypassPolicyLockoutSafetyCheck = bypass }))["KeyMetadata"]!["Arn"]!;

    static Task<Answer> Encrypt(ApiClient client, string key) => client.SendJson("kms", "Encrypt", new JsonObject { ["KeyId"] = key, ["Plaintext"] = "aGVsbG8=" });

    static string Allow(string principal, string action) =>
        $$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "AWS": "{{principal}}" }, "Action": "{{action}}", "Resource": "*" } }""";

    static string Grant(string action, string resource) => $$"""{ "Version": "2012-10-17", "Statement": {{Statement(action, resource)}} }""";

    static string Statement(string action, string resource) => $$"""{ "Effect": "Allow", "Action": "{{action}}", "Resource": "{{resource}}" }""";
}
