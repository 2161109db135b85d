using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Redoubt.Tests.Gateway;

/// <summary>A raw TCP connection to the gateway or from it: bytes in and out, nothing in between. Text is Latin-1, one char per byte.</summary>
sealed class Wire(Stream stream) : IAsyncDisposable
{
    /// <summary>No test waits longer; a hang is a failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly byte[] buffer = new byte[64 * 1024];
    int start, end;

    public static async Task<Wire> Connect(int port)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port);
        return new(client.GetStream());
    }

    public Stream Stream => stream;

    public async Task Send(string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends and takes a refused connection for what it is: the answer may come before the end of the request.</summary>
    public async Task TrySend(string text)
    {
        try { await Send(text); }
        catch (IOException) { }
    }

    /// <summary>One byte, or -1 at the end or after a reset.</summary>
    public async Task<int> ReadByte()
    {
        if (start == end && !await Fill()) return -1;
        return buffer[start++];
    }

    /// <summary>A line without its end; null at the end of the stream.</summary>
    public async Task<string?> ReadLine()
    {
        var line = new StringBuilder();
        while (true)
        {
            var b = await ReadByte();
            if (b < 0) return line.Length == 0 ? null : line.ToString();
            if (b == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)b);
        }
    }

    public async Task<string> Read(long count)
    {
        var text = new StringBuilder();
        for (; count > 0; count--)
        {
            var b = await ReadByte();
            if (b < 0) break;
            text.Append((char)b);
        }
        return text.ToString();
    }

    /// <summary>Everything until the other side closes or resets.</summary>
    public Task<string> ReadToEnd() => Read(long.MaxValue);

    /// <summary>Reads and forgets; returns how much.</summary>
    public async Task<long> Drain(long count)
    {
        var total = 0L;
        while (total < count)
        {
            if (start == end && !await Fill()) break;
            var take = Math.Min(end - start, count - total);
            start += (int)take;
            total += take;
        }
        return total;
    }

    /// <summary>A head: the first line and the header lines as they came. Null at the end of the stream.</summary>
    public async Task<Message?> ReadHead()
    {
        if (await ReadLine() is not { } first) return null;
        var headers = new List<KeyValuePair<string, string>>();
        while (await ReadLine() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim(' ')));
        }
        return new(first, headers);
    }

    /// <summary>A message with its body, chunks put together.</summary>
    public async Task<Message?> ReadMessage() => await ReadHead() is { } message ? await ReadBody(message) : null;

    public async Task<Message> ReadBody(Message message)
    {
        if (message.Header("Transfer-Encoding") == "chunked")
        {
            var body = new StringBuilder();
            while (true)
            {
                var size = int.Parse(await ReadLine() ?? throw new EndOfStreamException(), NumberStyles.HexNumber);
                if (size == 0) break;
                body.Append(await ReadWhole(size));
                await ReadLine();
            }
            while (await ReadLine() is { Length: > 0 } trailer) message.Trailers.Add(trailer);
            message.Body = body.ToString();
        }
        else if (message.Header("Content-Length") is { } length) message.Body = await ReadWhole(long.Parse(length));
        return message;
    }

    // A message that breaks off is none.
    async Task<string> ReadWhole(long count) => await Read(count) is var text && text.Length == count ? text : throw new EndOfStreamException();

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    async Task<bool> Fill()
    {
        using var patience = new CancellationTokenSource(Patience);
        start = 0;
        try { end = await stream.ReadAsync(buffer, patience.Token); }
        catch (IOException) { end = 0; }
        return end > 0;
    }
}

/// <summary>A request or a response as it was on the wire.</summary>
sealed record Message(string First, List<KeyValuePair<string, string>> Headers)
{
    public string Body { get; set; } = "";

    public List<string> Trailers { get; } = [];

    public int Status => int.Parse(First.AsSpan(9, 3));

    public string Method => First[..First.IndexOf(' ')];

    public string Target => First.Split(' ')[1];

    /// <summary>The one line of that name, null without one.</summary>
    public string? Header(string name) => Lines(name) is { Length: > 0 } lines ? Assert.Single(lines) : null;

    /// <summary>The values of all lines of that name, in order.</summary>
    public string[] Lines(string name) =>
        [.. Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value)];
}
