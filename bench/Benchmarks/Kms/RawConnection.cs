using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Redoubt.Benchmarks.Kms;

/// <summary>A keep-alive HTTP/1.1 connection that sends prepared bytes and reads no more of the answer than it must; opened anew when the server closes it.</summary>
sealed class RawConnection(Uri address) : IDisposable
{
    readonly byte[] buffer = new byte[64 * 1024];
    Socket? socket;

    /// <summary>The answer's status, or 0 where there was none.</summary>
    public async ValueTask<int> Send(ReadOnlyMemory<byte> request)
    {
        try
        {
            if (socket is null)
            {
                socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port);
            }
            await socket.SendAsync(request);
            return await Receive(socket);
        }
        catch (SocketException)
        {
            Dispose();
            return 0;
        }
    }

    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    async ValueTask<int> Receive(Socket from)
    {
        var (length, end) = (0, 0);
        while (end == 0 || length < end)
        {
            var read = await from.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                Dispose();
                return 0;
            }
            length += read;
            if (end == 0 && buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var head) end = head + 4 + ContentLength(buffer.AsSpan(0, head));
        }
        var status = int.Parse(buffer.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        if (buffer.AsSpan(0, length).IndexOf("onnection: close"u8) >= 0) Dispose();
        return status;
    }

    static int ContentLength(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("ontent-Length: "u8);
        if (at < 0) throw new InvalidDataException("an answer without Content-Length");
        var value = head[(at + 15)..];
        return int.Parse(value.IndexOf((byte)'\r') is >= 0 and var line ? value[..line] : value, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
