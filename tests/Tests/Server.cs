using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Redoubt.Audit;
using Redoubt.Configuration;

namespace Redoubt.Tests;

/// <summary>
/// A whole server of a test's own: real listeners on free ports, its own data folder, gone when the test ends.
/// <c>await using var server = await Server.Start();</c>
/// </summary>
sealed class Server : IAsyncDisposable
{
    const string Memory = "/dev/shm";

    readonly RedoubtServer running;
    readonly string folder;
    readonly TimeProvider clock;

    Server(RedoubtServer running, string folder, TimeProvider clock)
    {
        this.running = running;
        this.folder = folder;
        this.clock = clock;
        Root = Client(running.Root.AccessKeyId, running.Root.SecretAccessKey);
    }

    /// <summary>Calls as the account's root.</summary>
    public ApiClient Root { get; }

    /// <summary>The AWS endpoint over HTTP.</summary>
    public Uri Address => running.AwsAddress!;

    public RedoubtServer Running => running;

    public string DataFolder => folder;

    /// <param name="options">Changes the settings, which are: free loopback ports, no gateway.</param>
    /// <param name="services">Replaces services, such as the clock.</param>
    public static async Task<Server> Start(
        Func<ServerOptions, ServerOptions>? options = null, Action<IServiceCollection>? services = null, TimeProvider? clock = null, string? folder = null)
    {
        folder ??= NewFolder();
        var free = new IPEndPoint(IPAddress.Loopback, 0);
        var settings = new ServerOptions { DataFolder = folder, AwsListen = free, LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning };
        var running = await RedoubtServer.Start(
            options?.Invoke(settings) ?? settings, clock ?? TimeProvider.System, services, TestContext.Current.CancellationToken);
        return new Server(running, folder, clock ?? TimeProvider.System);
    }

    /// <summary>The path of a folder that is not there yet, in memory where the machine has such.</summary>
    public static string NewFolder() =>
        Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"redoubt-test-{Ids.Alphanumeric(12)}");

    /// <summary>Calls with an access key.</summary>
    public ApiClient Client(string accessKeyId, string secret) => new(Address, accessKeyId, secret, clock);

    /// <summary>Calls as an IAM user made for this test, with one inline policy.</summary>
    /// <param name="policy">A policy document; null for a user without any permission.</param>
    public async Task<ApiClient> User(string name, string? policy = null)
    {
        await Root.Query("iam", "CreateUser", ("UserName", name));
        if (policy is not null) await Root.Query("iam", "PutUserPolicy", ("UserName", name), ("PolicyName", "test"), ("PolicyDocument", policy));
        var key = await Root.Query("iam", "CreateAccessKey", ("UserName", name));
        return Client(key.Text("AccessKeyId"), key.Text("SecretAccessKey"));
    }

    /// <summary>The audit record of a request; null where there is none.</summary>
    public async Task<JsonNode?> AuditOf(string requestId)
    {
        var journal = running.Services.GetRequiredService<IJournal>();
        var query = new EventQuery(AuditKeys.Event(running.Options.AccountId, Ids.EventOf(requestId)));
        await foreach (var found in journal.Find(query, TestContext.Current.CancellationToken))
            if (found.Kind == EventKinds.ApiCall && JsonNode.Parse(found.Body.Span) is { } record && (string?)record["requestID"] == requestId) return record;
        return null;
    }

    /// <summary>Everything in the journal so far.</summary>
    public async Task<List<RecordedEvent>> Journal()
    {
        var (journal, all) = (running.Services.GetRequiredService<IJournal>(), new List<RecordedEvent>());
        var head = await journal.Head(TestContext.Current.CancellationToken);
        if (head == 0) return all;
        await foreach (var recorded in journal.Tail(0, TestContext.Current.CancellationToken))
        {
            all.Add(recorded);
            if (recorded.Sequence == head) break;
        }
        return all;
    }

    /// <summary>Stops the server and keeps its folder, to start another on it.</summary>
    public ValueTask Stop() => running.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        Root.Dispose();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
