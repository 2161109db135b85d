using System.CommandLine;
using System.Net.Sockets;
using Redoubt.Configuration;

namespace Redoubt.Commands;

/// <summary>Turns what can go wrong into a line for the person at the terminal, and an exit code.</summary>
static class Failure
{
    /// <summary>It did not work.</summary>
    public const int Failed = 1;

    /// <summary>The command or its settings are wrong.</summary>
    public const int Misused = 2;

    /// <summary>Runs a command; what is expected to go wrong is said, not thrown.</summary>
    public static async Task<int> Guard(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (SettingsException mistakes)
        {
            return Say(mistakes.Message, Misused);
        }
        catch (Exception e) when (e is StorageException or IOException or AwsError or UnauthorizedAccessException or InvalidOperationException { InnerException: SocketException })
        {
            return Say(e.Message, Failed);
        }
        catch (HttpRequestException e)
        {
            return Say($"the server cannot be reached: {e.Message}; is it running, and with these settings?", Failed);
        }
        catch (TaskCanceledException e) when (e.InnerException is TimeoutException)
        {
            return Say("the server does not answer", Failed);
        }
    }

    /// <summary>Says why the command line is none of ours.</summary>
    public static int Misuse(ParseResult parsed) =>
        Say(string.Join('\n', [.. parsed.Errors.Select(error => error.Message), "see redoubt --help"]), Misused);

    static int Say(string message, int code)
    {
        foreach (var line in message.Split('\n')) Console.Error.WriteLine($"redoubt: {line}");
        return code;
    }
}
