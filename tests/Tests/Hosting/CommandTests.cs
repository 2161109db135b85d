using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Redoubt.Tests.Storage;

namespace Redoubt.Tests.Hosting;

/// <summary>The program as a person at a terminal meets it.</summary>
public sealed class CommandTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mistakes_end_with_a_line_that_says_what_is_wrong()
    {
        using var folder = new TestFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var results = await Task.WhenAll(
            Run("--data-folder", folder["data"], "--aws-listen", $"127.0.0.1:{port}", "--gateway-listen", "off", "--gateway-tls-listen", "off"),
            Run("--region", "No Where", "--account-id", "7"),
            Run("env", "--data-folder", folder["empty"]),
            Run("coverage", "kitchen"),
            Run("coverage", "sts"));

        var (inUse, mistakes, noServer, unknown, coverage) = (results[0], results[1], results[2], results[3], results[4]);
        Assert.Equal((1, true), (inUse.Code, inUse.Errors.Contains($"{port}", StringComparison.Ordinal)));
        Assert.Equal((2, 2), (mistakes.Code, mistakes.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal((1, true), (noServer.Code, noServer.Errors.Contains("start the server once", StringComparison.Ordinal)));
        Assert.Equal((2, true), (unknown.Code, unknown.Errors.Contains("`kitchen` is not one of", StringComparison.Ordinal)));
        Assert.Equal((0, true), (coverage.Code, coverage.Output.StartsWith("sts: 1 of 11 operations; missing:\n  AssumeRole\n", StringComparison.Ordinal)));
        Assert.All(results, result => Assert.DoesNotContain("   at ", result.Errors));
    }

    [Fact]
    public async Task A_command_line_that_cannot_be_read_ends_with_two_and_says_why_on_standard_error()
    {
        var results = await Task.WhenAll(Run("--no-such-flag"), Run("no-such-command"), Run("explain"), Run("explain", "--help"));

        foreach (var (result, named) in results.Zip(["'--no-such-flag'", "'no-such-command'", "'explain'"]))
        {
            Assert.Equal((2, ""), (result.Code, result.Output));
            Assert.Contains(named, result.Errors);
            Assert.EndsWith("\nredoubt: see redoubt --help\n", result.Errors);
        }
        Assert.Equal((0, ""), (results[3].Code, results[3].Errors));
    }

    [Fact]
    public async Task The_start_warns_of_a_misspelt_variable_without_its_value()
    {
        var result = await Run(new Dictionary<string, string> { ["REDOUBT_DATABSE"] = "hunter2" }, "--region", "No Where");

        Assert.StartsWith("redoubt: warning: REDOUBT_DATABSE is not a setting", result.Errors);
        Assert.DoesNotContain("hunter2", result.Errors);
    }

    [Fact]
    public async Task Dotnet_run_looks_for_the_data_folder_where_it_is_run()
    {
        using var folder = new TestFolder();
        var configuration = Path.GetFileName(Path.GetDirectoryName(Program))!;
        var run = new ProcessStartInfo("dotnet", ["run", "--no-build", "-c", char.ToUpperInvariant(configuration[0]) + configuration[1..], "--project", Path.Combine(Repository.Root, "src", "Redoubt"), "--", "env"])
        {
            WorkingDirectory = folder.Path, Environment = { ["REDOUBT_DATA_FOLDER"] = null },
        };

        var result = await Run(run);

        Assert.Contains($"there are no credentials in {folder[".redoubt"]}:", result.Errors);
    }

    [Fact]
    public async Task What_env_prints_is_read_by_a_shell_as_it_stands()
    {
        using var folder = new TestFolder();
        var awkward = folder["it's a `$(folder)`"];
        var server = await Server.Start(folder: awkward);
        await server.Stop();
        server.Root.Dispose();

        var shell = new ProcessStartInfo("bash", ["-c", "eval \"$(dotnet \"$0\" env --data-folder \"$1\")\" && printf '%s\\n' \"$AWS_ACCESS_KEY_ID\" \"$AWS_SECRET_ACCESS_KEY\" \"$AWS_ENDPOINT_URL\" \"$AWS_CA_BUNDLE\" \"${AWS_PROFILE-none}\"", Program, awkward])
        {
            RedirectStandardOutput = true, Environment = { ["AWS_PROFILE"] = "somebody" },
        };
        using var process = Process.Start(shell)!;
        var lines = (await process.StandardOutput.ReadToEndAsync(Ct)).Split('\n');

        Assert.Equal([server.Root.AccessKeyId, server.Running.Root.SecretAccessKey, "http://127.0.0.1:4566", Path.Combine(awkward, "ca.pem"), "none", ""], lines);
    }

    [Fact]
    public async Task The_sample_shop_is_started_again_when_it_ends_and_ends_with_the_server_however_that_ends()
    {
        using var folder = new TestFolder();
        using var server = Process.Start(new ProcessStartInfo("dotnet",
            [Program, "--data-folder", folder["data"], "--aws-listen", "127.0.0.1:0", "--gateway-listen", "off", "--gateway-tls-listen", "127.0.0.1:0"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        while (await server.StandardOutput.ReadLineAsync(Ct) is { } line && !line.StartsWith("ready in", StringComparison.Ordinal)) { }

        var first = await Child(server.Id, 0);
        Process.GetProcessById(first).Kill();
        var second = await Child(server.Id, first);
        server.Kill();
        await server.WaitForExitAsync(Ct);
        await Until(() => !IsRunning(second));

        Assert.NotEqual(first, second);
    }

    static string Program => Path.Combine(
        Repository.Root, "artifacts", "bin", "Redoubt", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "redoubt.dll");

    static Task<(int Code, string Output, string Errors)> Run(params string[] arguments) => Run(new Dictionary<string, string>(), arguments);

    static Task<(int Code, string Output, string Errors)> Run(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Run(start);
    }

    static async Task<(int Code, string Output, string Errors)> Run(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Ct);
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, output, await errors);
    }

    // The one child that a process has, other than one that is known.
    static async Task<int> Child(int parent, int other)
    {
        var child = 0;
        await Until(() => (child = Children(parent).FirstOrDefault(id => id != other && IsRunning(id))) != 0);
        return child;
    }

    static IEnumerable<int> Children(int parent) => Directory.GetDirectories($"/proc/{parent}/task")
        .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse);

    static bool IsRunning(int id) => File.Exists($"/proc/{id}/stat") && File.ReadAllText($"/proc/{id}/stat").Split(' ')[2] != "Z";

    static async Task Until(Func<bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!holds()) await Task.Delay(20, patience.Token);
    }
}
