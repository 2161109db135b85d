using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Redoubt.Tests.Kms;

/// <summary>Secrets are in answers to those who may have them, and nowhere else.</summary>
public sealed class SecrecyTests
{
    [Fact]
    public async Task No_secret_is_in_the_journal_the_logs_or_in_the_clear_on_disk()
    {
        using var log = new CapturedLog();
        await using var server = await Server.Start(options => options with { LogLevel = LogLevel.Trace }, services => services.RemoveAll<ILoggerProvider>().AddSingleton<ILoggerProvider>(log));
        var key = (string)(await server.Root.Json("kms", "CreateKey"))["KeyMetadata"]!["KeyId"]!;
        const string plaintext = "the quick brown fox, a secret of forty-two letters";
        var blob = (string)(await server.Root.Json("kms", "Encrypt", new { KeyId = key, Plaintext = Convert.ToBase64String(Encoding.UTF8.GetBytes(plaintext)) }))["CiphertextBlob"]!;
        var decrypted = (string)(await server.Root.Json("kms", "Decrypt", new { CiphertextBlob = blob }))["Plaintext"]!;
        var dataKey = (string)(await server.Root.Json("kms", "GenerateDataKey", new { KeyId = key, KeySpec = "AES_256" }))["Plaintext"]!;
        var random = (string)(await server.Root.Json("kms", "GenerateRandom", new { NumberOfBytes = 32 }))["Plaintext"]!;
        await server.Root.Query("iam", "CreateUser", ("UserName", "alice"));
        var accessKey = (await server.Root.Query("iam", "CreateAccessKey", ("UserName", "alice"))).Text("SecretAccessKey");
        string[] secrets = [plaintext, decrypted, dataKey, random, accessKey, blob, server.Running.Root.SecretAccessKey];

        var journal = string.Join('\n', (await server.Journal()).Select(recorded => Encoding.UTF8.GetString(recorded.Body.Span)));
        await server.Stop();
        var disk = string.Join('\n', Directory.GetFiles(server.DataFolder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is not "credentials").Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));

        Assert.Equal(plaintext, Encoding.UTF8.GetString(Convert.FromBase64String(decrypted)));
        Assert.NotEmpty(log.Lines);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, journal, StringComparison.Ordinal);
            Assert.DoesNotContain(log.Lines, line => line.Text.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(secret, disk, StringComparison.Ordinal);
        }
    }
}
