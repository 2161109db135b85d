namespace Redoubt.Tests.Kms;

public sealed class EncryptTests
{
    [Fact]
    public async Task What_was_encrypted_can_be_decrypted_under_the_same_context_only()
    {
        await using var server = await Server.Start();
        var key = (string)(await server.Root.Json("kms", "CreateKey"))["KeyMetadata"]!["KeyId"]!;

        var encrypted = await server.Root.Json("kms", "Encrypt", new { KeyId = key, Plaintext = "aGVsbG8=", EncryptionContext = new { order = "17" } });
        var blob = (string)encrypted["CiphertextBlob"]!;
        var decrypted = await server.Root.Json("kms", "Decrypt", new { CiphertextBlob = blob, EncryptionContext = new { order = "17" } });
        var refused = await server.Root.SendJson("kms", "Decrypt", new System.Text.Json.Nodes.JsonObject { ["CiphertextBlob"] = blob });

        Assert.Equal("aGVsbG8=", (string)decrypted["Plaintext"]!);
        Assert.Equal((400, "InvalidCiphertextException"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_user_allowed_one_key_is_refused_another()
    {
        await using var server = await Server.Start();
        var allowed = (string)(await server.Root.Json("kms", "CreateKey"))["KeyMetadata"]!["Arn"]!;
        var other = (string)(await server.Root.Json("kms", "CreateKey"))["KeyMetadata"]!["Arn"]!;
        using var alice = await server.User("alice", $$"""{ "Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kms:Encrypt","Resource":"{{allowed}}"} }""");

        var encrypted = await alice.SendJson("kms", "Encrypt", new System.Text.Json.Nodes.JsonObject { ["KeyId"] = allowed, ["Plaintext"] = "aGVsbG8=" });
        var refused = await alice.SendJson("kms", "Encrypt", new System.Text.Json.Nodes.JsonObject { ["KeyId"] = other, ["Plaintext"] = "aGVsbG8=" });

        Assert.Equal(200, encrypted.Status);
        Assert.Equal((400, "AccessDeniedException"), (refused.Status, refused.Code));
        Assert.Contains("is not authorized to perform: kms:Encrypt on resource: " + other, refused.Message);
    }
}
