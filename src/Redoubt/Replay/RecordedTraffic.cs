using System.Text;

namespace Redoubt.Replay;

/// <summary>One request of a recording.</summary>
/// <param name="Raw">As HTTP/1.1 carries it.</param>
/// <param name="Time">Null where the recording does not say.</param>
/// <param name="HasBody">False where the recording has lost the body of a request that may have had one.</param>
sealed record RecordedTraffic(byte[] Raw, string Client, DateTimeOffset? Time, bool HasBody)
{
    /// <summary>Stands for a client that the recording does not name (RFC 5737).</summary>
    public const string NoClient = "192.0.2.1";

    public static RecordedTraffic Of(
        string method, string target, IEnumerable<(string Name, string Value)> headers, byte[] body, string? client, DateTimeOffset? time, bool hasBody = true)
    {
        var head = new StringBuilder().Append(method).Append(' ').Append(target.Length == 0 ? "/" : target).Append(" HTTP/1.1\r\n");
        foreach (var (name, value) in headers)
            if (name.Length > 0 && name[0] != ':') head.Append(OneLine(name)).Append(": ").Append(OneLine(value)).Append("\r\n");
        return new RecordedTraffic([.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body], client ?? NoClient, time, hasBody);
    }

    // A recording can hold anything; a line break in a value would begin another header.
    static string OneLine(string text) => text.ReplaceLineEndings(" ");
}

/// <summary>A recording that cannot be read; the message says where.</summary>
sealed class RecordingException(string message) : IOException(message);
