using System.Collections.Concurrent;
using System.Diagnostics;
using Redoubt.Tests.Storage;

namespace Redoubt.Tests.Hosting;

/// <summary>A whole server is killed while clients create and encrypt: whatever it had answered is there, with its audit record.</summary>
public sealed class KilledServerTests
{
    const int Kills = 6, Clients = 4;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_was_answered_is_lost()
    {
        using var folder = new TestFolder();
        var created = new ConcurrentDictionary<string, string>();
        var encrypted = new ConcurrentQueue<(string Blob, string Plaintext)>();
        var ready = new Queue<Process>();

        for (var kill = 0; kill < Kills; kill++)
        {
            while (ready.Count < Math.Min(2, Kills - kill)) ready.Enqueue(ChildProcess.Start(folder["data"], [], "server-child"));
            using var child = ready.Dequeue();
            await child.StandardInput.WriteLineAsync("go");
            await child.StandardInput.FlushAsync(Ct);
            if (await child.StandardOutput.ReadLineAsync(Ct) is not { } line) throw new InvalidOperationException(await child.StandardError.ReadToEndAsync(Ct));
            var parts = line.Split(' ');
            using var client = new ApiClient(new Uri(parts[0]), parts[1], parts[2]);
            var enough = new TaskCompletionSource();
            var writers = Enumerable.Range(0, Clients).Select(writer => Write(client, $"k{kill}-{writer}", created, encrypted, enough)).ToArray();
            await enough.Task.WaitAsync(Wait, Ct);
            child.Kill();
            await Task.WhenAll(writers);
            await child.WaitForExitAsync(Ct);
        }

        var server = await Server.Start(folder: folder["data"]);
        foreach (var (user, requestId) in created)
        {
            Assert.Equal(200, (await server.Root.SendQuery("iam", "GetUser", ("UserName", user))).Status);
            Assert.NotNull(await server.AuditOf(requestId));
        }
        foreach (var (blob, plaintext) in encrypted) Assert.Equal(plaintext, (string)(await server.Root.Json("kms", "Decrypt", new { CiphertextBlob = blob }))["Plaintext"]!);
        Assert.True(created.Count >= Kills && encrypted.Count >= Kills, $"{created.Count} users and {encrypted.Count} ciphertexts are too few to tell");
        await server.Stop();
        server.Root.Dispose();
    }

    static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    // Until the server is gone; what it answered is noted.
    static async Task Write(
        ApiClient client, string name, ConcurrentDictionary<string, string> created, ConcurrentQueue<(string, string)> encrypted, TaskCompletionSource enough)
    {
        try
        {
            var key = (string)(await client.Json("kms", "CreateKey"))["KeyMetadata"]!["KeyId"]!;
            for (var i = 0; ; i++)
            {
                var user = $"{name}-{i}";
                created[user] = (await client.Query("iam", "CreateUser", ("UserName", user))).RequestId;
                var plaintext = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(user));
                encrypted.Enqueue(((string)(await client.Json("kms", "Encrypt", new { KeyId = key, Plaintext = plaintext }))["CiphertextBlob"]!, plaintext));
                if (i == 3) enough.TrySetResult();
            }
        }
        catch (HttpRequestException)
        {
            enough.TrySetResult();
        }
    }
}
