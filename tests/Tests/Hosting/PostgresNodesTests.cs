using System.Text.Json.Nodes;
using Redoubt.Tests.Storage;

namespace Redoubt.Tests.Hosting;

/// <summary>Two servers on one PostgreSQL database are one Redoubt.</summary>
public sealed class PostgresNodesTests(PostgresServer postgres)
{
    [Fact]
    public async Task What_one_node_is_told_the_other_does_and_the_root_key_must_be_the_same()
    {
        var database = postgres.CreateDatabase();
        using var folder = new TestFolder();
        await using var first = await Server.Start(options => options with { Database = database }, folder: folder["first"]);
        await Assert.ThrowsAsync<StorageException>(() => Server.Start(options => options with { Database = database }, folder: folder["stranger"]));
        DataFolder.Open(folder["second"]);
        File.Copy(folder["first/root.key"], folder["second/root.key"]);
        await using var second = await Server.Start(options => options with { Database = database }, folder: folder["second"]);
        using var alice = await first.User("alice", """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "kms:*", "Resource": "*" } }""");
        using var aliceThere = second.Client(alice.AccessKeyId, alice.Secret);
        var key = (string)(await alice.Json("kms", "CreateKey"))["KeyMetadata"]!["KeyId"]!;
        var blob = (string)(await alice.Json("kms", "Encrypt", new { KeyId = key, Plaintext = "aGVsbG8=" }))["CiphertextBlob"]!;

        var decrypted = await aliceThere.Json("kms", "Decrypt", new { CiphertextBlob = blob });
        await first.Root.Json("kms", "DisableKey", new { KeyId = key });
        await Soon(async () => (await aliceThere.SendJson("kms", "Decrypt", new JsonObject { ["CiphertextBlob"] = blob })) is { Status: 400, Code: "DisabledException" });
        await second.Root.Query("iam", "UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", alice.AccessKeyId), ("Status", "Inactive"));
        await Soon(async () => (await alice.SendQuery("sts", "GetCallerIdentity")).Status == 403);
        var events = (await second.Root.Json("cloudtrail", "LookupEvents", new { LookupAttributes = new[] { new { AttributeKey = "EventName", AttributeValue = "DisableKey" } } }))["Events"]!.AsArray();

        Assert.Equal(first.Root.AccessKeyId, second.Root.AccessKeyId);
        Assert.Equal("aGVsbG8=", (string)decrypted["Plaintext"]!);
        Assert.Single(events);
    }

    // One node hears of another's changes in a moment.
    static async Task Soon(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await holds()) await Task.Delay(5, patience.Token);
    }
}
