using System.Diagnostics;

namespace Redoubt.Tests.Storage;

/// <summary>The test program itself, run again for what needs a process of its own.</summary>
static class ChildProcess
{
    /// <summary>Starts <see cref="StorageChild"/> on a folder.</summary>
    public static Process Start(string folder, Dictionary<string, string> environment, string command)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        start.ArgumentList.Add(command);
        start.ArgumentList.Add(folder);
        // Little is compiled in a process that lives for moments.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end; the exit code and everything it wrote.</summary>
    public static async Task<(int Code, string Output)> Run(string folder, Dictionary<string, string> environment, string command, CancellationToken ct)
    {
        using var child = Start(folder, environment, command);
        var errors = child.StandardError.ReadToEndAsync(ct);
        var output = await child.StandardOutput.ReadToEndAsync(ct);
        await child.WaitForExitAsync(ct);
        return (child.ExitCode, output + await errors);
    }
}
