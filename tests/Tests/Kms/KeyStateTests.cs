using System.Text.Json.Nodes;

namespace Redoubt.Tests.Kms;

public sealed class KeyStateTests
{
    [Fact]
    public async Task A_disabled_key_neither_encrypts_nor_decrypts_until_it_is_enabled()
    {
        await using var server = await Server.Start();
        var key = await Key(server);
        var blob = (string)(await server.Root.Json("kms", "Encrypt", new { KeyId = key, Plaintext = "aGVsbG8=" }))["CiphertextBlob"]!;

        await server.Root.Json("kms", "DisableKey", new { KeyId = key });
        var refused = await Use(server, key, blob);
        var state = (await server.Root.Json("kms", "DescribeKey", new { KeyId = key }))["KeyMetadata"]!;
        await server.Root.Json("kms", "EnableKey", new { KeyId = key });
        var used = await Use(server, key, blob);

        Assert.All(refused, answer => Assert.Equal((400, "DisabledException"), (answer.Status, answer.Code)));
        Assert.Equal(("Disabled", false), ((string)state["KeyState"]!, (bool)state["Enabled"]!));
        Assert.All(used, answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task A_key_pending_deletion_can_only_be_described_or_saved()
    {
        await using var server = await Server.Start();
        var key = await Key(server);
        var blob = (string)(await server.Root.Json("kms", "Encrypt", new { KeyId = key, Plaintext = "aGVsbG8=" }))["CiphertextBlob"]!;

        await server.Root.Json("kms", "ScheduleKeyDeletion", new { KeyId = key, PendingWindowInDays = 7 });
        var refused = new List<Answer>(await Use(server, key, blob));
        foreach (var operation in (string[])["EnableKey", "DisableKey", "ScheduleKeyDeletion"]) refused.Add(await server.Root.SendJson("kms", operation, new JsonObject { ["KeyId"] = key }));
        refused.Add(await server.Root.SendJson("kms", "UpdateKeyDescription", new JsonObject { ["KeyId"] = key, ["Description"] = "" }));
        refused.Add(await server.Root.SendJson("kms", "CreateAlias", new JsonObject { ["AliasName"] = "alias/a", ["TargetKeyId"] = key }));
        await server.Root.Json("kms", "CancelKeyDeletion", new { KeyId = key });
        var saved = (await server.Root.Json("kms", "DescribeKey", new { KeyId = key }))["KeyMetadata"]!;
        var twice = await server.Root.SendJson("kms", "CancelKeyDeletion", new JsonObject { ["KeyId"] = key });

        Assert.All(refused, answer => Assert.Equal((400, "KMSInvalidStateException"), (answer.Status, answer.Code)));
        Assert.Equal(("Disabled", null), ((string)saved["KeyState"]!, saved["DeletionDate"]));
        Assert.Equal("KMSInvalidStateException", twice.Code);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(31)]
    public async Task The_waiting_period_is_seven_to_thirty_days(int days)
    {
        await using var server = await Server.Start();

        var answer = await server.Root.SendJson("kms", "ScheduleKeyDeletion", new JsonObject { ["KeyId"] = await Key(server), ["PendingWindowInDays"] = days });

        Assert.Equal("ValidationException", answer.Code);
    }

    [Fact]
    public async Task A_key_is_gone_with_its_aliases_when_its_waiting_period_is_over_and_not_before()
    {
        var clock = new FakeClock();
        await using var server = await Server.Start(clock: clock);
        var (key, kept) = (await Key(server), await Key(server));
        await server.Root.Json("kms", "CreateAlias", new { AliasName = "alias/going", TargetKeyId = key });
        var blob = (string)(await server.Root.Json("kms", "Encrypt", new { KeyId = key, Plaintext = "aGVsbG8=" }))["CiphertextBlob"]!;
        await server.Root.Json("kms", "ScheduleKeyDeletion", new { KeyId = key, PendingWindowInDays = 7 });

        clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(11));
        var pending = await server.Root.SendJson("kms", "DescribeKey", new JsonObject { ["KeyId"] = key });
        clock.Advance(TimeSpan.FromMinutes(11));
        await Gone(server, key);

        Assert.Equal(200, pending.Status);
        Assert.Empty((await server.Root.Json("kms", "ListAliases"))["Aliases"]!.AsArray());
        Assert.Equal("InvalidCiphertextException", (await server.Root.SendJson("kms", "Decrypt", new JsonObject { ["CiphertextBlob"] = blob })).Code);
        Assert.Equal(kept, (string)Assert.Single((await server.Root.Json("kms", "ListKeys"))["Keys"]!.AsArray())!["KeyId"]!);
        var recorded = (await server.Journal()).Where(e => e.Kind == EventKinds.ServiceEvent).Select(e => JsonNode.Parse(e.Body.Span)!);
        Assert.Contains(recorded, record => (string)record["eventName"]! == "DeleteKey" && ((string)record["resources"]![0]!["ARN"]!).EndsWith(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_cannot_be_saved_once_its_waiting_period_is_over()
    {
        var clock = new FakeClock();
        await using var server = await Server.Start(clock: clock);
        var key = await Key(server);
        await server.Root.Json("kms", "CreateAlias", new { AliasName = "alias/going", TargetKeyId = key });
        await server.Root.Json("kms", "ScheduleKeyDeletion", new { KeyId = key, PendingWindowInDays = 7 });
        clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(9));

        // Before the next round that clears such keys away.
        clock.Advance(TimeSpan.FromMinutes(9));
        var saved = await server.Root.SendJson("kms", "CancelKeyDeletion", new JsonObject { ["KeyId"] = key });
        var aliased = await server.Root.SendJson("kms", "DescribeKey", new JsonObject { ["KeyId"] = "alias/going" });

        Assert.Equal((400, "NotFoundException"), (saved.Status, saved.Code));
        Assert.Equal((400, "NotFoundException"), (aliased.Status, aliased.Code));
    }

    [Fact]
    public async Task An_alias_names_one_key_and_can_be_moved_to_another()
    {
        await using var server = await Server.Start();
        var (first, second) = (await Key(server), await Key(server));
        await server.Root.Json("kms", "CreateAlias", new { AliasName = "alias/shop", TargetKeyId = first });

        var blob = (string)(await server.Root.Json("kms", "Encrypt", new { KeyId = "alias/shop", Plaintext = "aGVsbG8=" }))["CiphertextBlob"]!;
        var twice = await Alias("CreateAlias", "alias/shop", second);
        await server.Root.Json("kms", "UpdateAlias", new { AliasName = "alias/shop", TargetKeyId = second });
        var byArn = await server.Root.Json("kms", "DescribeKey", new { KeyId = "arn:aws:kms:us-east-1:000000000000:alias/shop" });
        var decrypted = await server.Root.Json("kms", "Decrypt", new { CiphertextBlob = blob });
        var listed = (await server.Root.Json("kms", "ListAliases", new { KeyId = first }))["Aliases"]!.AsArray();
        var managed = await server.Root.SendJson("kms", "DisableKey", new JsonObject { ["KeyId"] = "alias/shop" });

        Assert.Equal("AlreadyExistsException", twice.Code);
        Assert.Equal(second, (string)byArn["KeyMetadata"]!["KeyId"]!);
        Assert.EndsWith(first, (string)decrypted["KeyId"]!);
        Assert.Empty(listed);
        Assert.Equal("NotFoundException", managed.Code);
        Assert.Equal("ValidationException", (await Alias("CreateAlias", "shop", second)).Code);
        Assert.Equal("NotAuthorizedException", (await Alias("CreateAlias", "alias/aws/s3", second)).Code);
        Assert.Equal("ValidationException", (await Alias("CreateAlias", "alias/x", "alias/shop")).Code);
        Assert.Equal("NotFoundException", (await Alias("UpdateAlias", "alias/none", second)).Code);

        Task<Answer> Alias(string operation, string name, string target) =>
            server.Root.SendJson("kms", operation, new JsonObject { ["AliasName"] = name, ["TargetKeyId"] = target });
    }

    static async Task<string> Key(Server server) => (string)(await server.Root.Json("kms", "CreateKey"))["KeyMetadata"]!["KeyId"]!;

    static async Task<Answer[]> Use(Server server, string key, string blob) =>
    [
        await server.Root.SendJson("kms", "Encrypt", new JsonObject { ["KeyId"] = key, ["Plaintext"] = "aGVsbG8=" }),
        await server.Root.SendJson("kms", "GenerateDataKey", new JsonObject { ["KeyId"] = key, ["KeySpec"] = "AES_256" }),
        await server.Root.SendJson("kms", "GenerateDataKeyWithoutPlaintext", new JsonObject { ["KeyId"] = key, ["NumberOfBytes"] = 8 }),
        await server.Root.SendJson("kms", "Decrypt", new JsonObject { ["CiphertextBlob"] = blob }),
        await server.Root.SendJson("kms", "ReEncrypt", new JsonObject { ["CiphertextBlob"] = blob, ["DestinationKeyId"] = key }),
    ];

    // The deletion runs beside the calls: it is soon done.
    static async Task Gone(Server server, string key)
    {
        for (var i = 0; i < 500; i++)
        {
            if (!(await server.Root.Json("kms", "ListKeys"))["Keys"]!.AsArray().Any(listed => (string)listed!["KeyId"]! == key)) return;
            await Task.Yield();
        }
        Assert.Fail("the key is still there");
    }
}
