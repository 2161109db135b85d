using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Redoubt.Configuration;

namespace Redoubt.Tests;

/// <summary>
/// A whole server of a test's own: real listeners on free ports, its own data folder, gone when the test ends.
/// <c>await using var server = await Server.Start();</c>
/// </summary>
sealed class Server : IAsyncDisposable
{
    readonly RedoubtServer running;
    readonly string folder;

    Server(RedoubtServer running, string folder)
    {
        this.running = running;
        this.folder = folder;
        Root = new ApiClient(running.AwsAddress!, running.Root.AccessKeyId, running.Root.SecretAccessKey);
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
        folder ??= Directory.CreateTempSubdirectory("redoubt-test-").FullName;
        var free = new IPEndPoint(IPAddress.Loopback, 0);
        var settings = new ServerOptions { DataFolder = folder, AwsListen = free, LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning };
        var running = await RedoubtServer.Start(
            options?.Invoke(settings) ?? settings, clock ?? TimeProvider.System, services, TestContext.Current.CancellationToken);
        return new Server(running, folder);
    }

    /// <summary>Calls as an IAM user made for this test, with one inline policy.</summary>
    /// <param name="policy">A policy document; null for a user without any permission.</param>
    public async Task<ApiClient> User(string name, string? policy = null)
    {
        await Root.Query("iam", "CreateUser", ("UserName", name));
        if (policy is not null) await Root.Query("iam", "PutUserPolicy", ("UserName", name), ("PolicyName", "test"), ("PolicyDocument", policy));
        var key = await Root.Query("iam", "CreateAccessKey", ("UserName", name));
        return new ApiClient(Address, key.Text("AccessKeyId"), key.Text("SecretAccessKey"));
    }

    /// <summary>Stops the server and keeps its folder, to start another on it.</summary>
    public ValueTask Stop() => running.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        Root.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
