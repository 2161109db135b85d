using System.Net;
using Microsoft.Extensions.Logging;
using Redoubt.Configuration;

namespace Redoubt.Tests.Hosting;

/// <summary>The test program run again as a server that waits to be killed.</summary>
static class ServerChild
{
    /// <summary>The exit code, or null where the arguments are not for us.</summary>
    public static async Task<int?> Run(string[] args)
    {
        if (args is not ["server-child", var folder]) return null;
        if (Console.ReadLine() is null) return 0;
        var options = new ServerOptions { DataFolder = folder, AwsListen = new(IPAddress.Loopback, 0), LogLevel = LogLevel.Error };
        await using var server = await RedoubtServer.Start(options, TimeProvider.System, null, CancellationToken.None);
        Console.WriteLine($"{server.AwsAddress} {server.Root.AccessKeyId} {server.Root.SecretAccessKey}");
        while (Console.ReadLine() is not null) { }
        return 0;
    }
}
