using System.Diagnostics;
using System.Net;

namespace Redoubt.Tests.Shop;

/// <summary>The sample shop in a process of its own, on a free port. It ends with this process, however that ends.</summary>
public sealed class ShopProcess : IAsyncLifetime
{
    const string Listening = "Now listening on: ";

    public const string AdminPassword = "the staff of these tests";

    readonly Process process = new() { StartInfo = Command() };

    public Uri Address { get; private set; } = null!;

    /// <summary>A browser's view of the shop: keeps cookies, does not follow redirects by itself.</summary>
    public HttpClient NewVisitor() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    public async ValueTask InitializeAsync()
    {
        process.Start();
        string? line;
        do line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the shop ended before it listened");
        while (!line.Contains(Listening, StringComparison.Ordinal));
        Address = new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]);
        Output = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>What the shop prints from when it listens until it ends.</summary>
    public Task<string> Output { get; private set; } = Task.FromResult("");

    /// <summary>Closes the shop's standard input and returns its exit code.</summary>
    public async Task<int> Stop()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try { await process.WaitForExitAsync(limit.Token); }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException("the shop did not end with its standard input");
        }
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        process.Dispose();
    }

    static ProcessStartInfo Command()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var shop = Path.Combine(Repository.Root, "artifacts", "bin", "Shop", configuration, "Shop.dll");
        return new ProcessStartInfo("dotnet", [shop, "--urls", "http://127.0.0.1:0", "--exit-when-stdin-closes"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["Admin__Password"] = AdminPassword },
        };
    }
}
