using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Redoubt;

/// <summary>
/// The sample shop, in a process of its own as any shop is. It goes when this process goes, however that happens: its standard
/// input closes then.
/// </summary>
sealed partial class SampleShop(Uri address, ILogger<SampleShop> log, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(10);

    readonly TaskCompletionSource listening = new();

    static string Program => Path.Combine(AppContext.BaseDirectory, "sample-shop", "Shop.dll");

    /// <summary>True where the program was built with the sample beside it.</summary>
    public static bool IsAvailable => File.Exists(Program);

    /// <summary>Completes when the shop answers, or after ten seconds, since a shop that does not start must not keep the server from it.</summary>
    public async Task Answers(CancellationToken ct)
    {
        try
        {
            await listening.Task.WaitAsync(Patience, clock, ct);
        }
        catch (TimeoutException)
        {
            Log.Slow(log);
        }
    }

    /// <summary>A free loopback address for the shop to listen on.</summary>
    public static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var shop = Start();
            if (shop is null) return;
            try
            {
                await shop.WaitForExitAsync(stoppingToken);
                Log.Ended(log, shop.ExitCode);
                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                shop.StandardInput.Close();
                if (!shop.WaitForExit(TimeSpan.FromSeconds(3))) shop.Kill();
            }
        }
    }

    Process? Start()
    {
        var start = new ProcessStartInfo("dotnet", [Program, "--urls", address.GetLeftPart(UriPartial.Authority), "--exit-when-stdin-closes"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Program)!,
        };
        Process shop;
        try
        {
            shop = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            Log.CannotStart(log, e);
            listening.TrySetResult();
            return null;
        }
        shop.OutputDataReceived += (_, line) => Say(line.Data);
        shop.ErrorDataReceived += (_, line) => Say(line.Data);
        shop.BeginOutputReadLine();
        shop.BeginErrorReadLine();
        return shop;
    }

    void Say(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        if (line.Contains("Now listening on", StringComparison.Ordinal)) listening.TrySetResult();
        Log.Said(log, line);
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "the sample shop ended with exit code {ExitCode} and is started again")]
        public static partial void Ended(ILogger log, int exitCode);

        [LoggerMessage(3, LogLevel.Error, "the sample shop cannot be started: is `dotnet` on the path?")]
        public static partial void CannotStart(ILogger log, Exception exception);

        [LoggerMessage(4, LogLevel.Warning, "the sample shop does not answer yet")]
        public static partial void Slow(ILogger log);

        [LoggerMessage(2, LogLevel.Debug, "shop: {Line}")]
        public static partial void Said(ILogger log, string line);
    }
}
