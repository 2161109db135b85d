using System.Text;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Redoubt.Tests.Storage;

namespace Redoubt.Wire;

/// <summary>The AWS SDK for .NET against a running server, on either database.</summary>
public sealed class KmsTests(PostgresServer postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task What_the_sdk_encrypts_it_decrypts_under_the_same_context_only(bool onPostgres, bool overTls)
    {
        await using var server = await WireServer.Start(onPostgres ? postgres.CreateDatabase() : null);
        using var kms = new AmazonKeyManagementServiceClient(server.Root, server.Configure(new AmazonKeyManagementServiceConfig(), overTls));
        var created = await kms.CreateKeyAsync(new CreateKeyRequest { Description = "orders", Tags = [new Tag { TagKey = "team", TagValue = "shop" }] }, Ct);
        await kms.CreateAliasAsync(new CreateAliasRequest { AliasName = "alias/orders", TargetKeyId = created.KeyMetadata.KeyId }, Ct);
        var context = new Dictionary<string, string> { ["order"] = "17", ["naïve"] = "☕" };

        var encrypted = await kms.EncryptAsync(new EncryptRequest { KeyId = "alias/orders", Plaintext = Stream("hello"), EncryptionContext = context }, Ct);
        var decrypted = await kms.DecryptAsync(new DecryptRequest { CiphertextBlob = encrypted.CiphertextBlob, EncryptionContext = context }, Ct);
        encrypted.CiphertextBlob.Position = 0;
        var refused = await Assert.ThrowsAsync<InvalidCiphertextException>(() => kms.DecryptAsync(new DecryptRequest { CiphertextBlob = encrypted.CiphertextBlob }, Ct));

        Assert.Equal("hello", Encoding.UTF8.GetString(decrypted.Plaintext.ToArray()));
        Assert.Equal(created.KeyMetadata.Arn, decrypted.KeyId);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.NotEmpty(refused.RequestId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task States_pages_and_errors_come_out_as_the_sdk_has_them(bool onPostgres)
    {
        await using var server = await WireServer.Start(onPostgres ? postgres.CreateDatabase() : null);
        using var kms = new AmazonKeyManagementServiceClient(server.Root, server.Configure(new AmazonKeyManagementServiceConfig()));
        var made = new List<string>();
        for (var i = 0; i < 5; i++) made.Add((await kms.CreateKeyAsync(new CreateKeyRequest(), Ct)).KeyMetadata.KeyId);

        var listed = new List<string>();
        await foreach (var key in kms.Paginators.ListKeys(new ListKeysRequest { Limit = 2 }).Keys.WithCancellation(Ct)) listed.Add(key.KeyId);
        var dataKey = await kms.GenerateDataKeyAsync(new GenerateDataKeyRequest { KeyId = made[0], KeySpec = DataKeySpec.AES_256 }, Ct);
        var opened = await kms.DecryptAsync(new DecryptRequest { CiphertextBlob = dataKey.CiphertextBlob }, Ct);
        await kms.DisableKeyAsync(made[0], Ct);
        var scheduled = await kms.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest { KeyId = made[1], PendingWindowInDays = 7 }, Ct);

        Assert.Equal(made.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Equal(dataKey.Plaintext.ToArray(), opened.Plaintext.ToArray());
        await Assert.ThrowsAsync<DisabledException>(() => kms.EncryptAsync(new EncryptRequest { KeyId = made[0], Plaintext = Stream("x") }, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = "alias/none" }, Ct));
        Assert.Equal(KeyState.PendingDeletion, scheduled.KeyState);
        Assert.InRange((scheduled.DeletionDate!.Value - DateTimeOffset.UnixEpoch.UtcDateTime).TotalDays, 20_000, 100_000);
    }

    static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
