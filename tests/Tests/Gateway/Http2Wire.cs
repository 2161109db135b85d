using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Redoubt.Tests.Gateway;

/// <summary>A raw HTTP/2 client that sends header fields no decent client would (HPACK literals, no compression).</summary>
sealed class Http2Wire(Stream stream) : IAsyncDisposable
{
    public static async Task<Http2Wire> Connect(int port)
    {
        var client = new TcpClient("127.0.0.1", port) { NoDelay = true };
        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => TestGateway.Certificate.Equals(certificate),
        });
        var wire = new Http2Wire(tls);
        await tls.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await wire.Frame(type: 4, flags: 0, stream: 0, []);
        return wire;
    }

    /// <summary>Sends one request's headers and returns its <c>:status</c>, or null where the stream or connection was reset instead.</summary>
    public async Task<int?> Request(IEnumerable<(string Name, string Value)> fields, string? body = null, bool ends = true)
    {
        using var block = new MemoryStream();
        foreach (var (name, value) in fields)
        {
            block.WriteByte(0);
            Literal(block, name);
            Literal(block, value);
        }
        await Frame(type: 1, flags: (byte)(body is null ? 5 : 4), stream: 1, block.ToArray());
        if (body is not null) await Frame(type: 0, flags: (byte)(ends ? 1 : 0), stream: 1, Encoding.Latin1.GetBytes(body));
        return await Status();
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    async Task<int?> Status()
    {
        using var patience = new CancellationTokenSource(Wire.Patience);
        var header = new byte[9];
        try
        {
            while (true)
            {
                await stream.ReadExactlyAsync(header, patience.Token);
                var payload = new byte[header[0] << 16 | header[1] << 8 | header[2]];
                await stream.ReadExactlyAsync(payload, patience.Token);
                if (header[3] is 3 or 7) return null;
                if (header[3] == 1) return StatusOf(payload);
            }
        }
        catch (Exception closed) when (closed is IOException or EndOfStreamException) { return null; }
    }

    // The server writes `:status` first: indexed (RFC 7541, appendix A), or a literal with an indexed name.
    static int StatusOf(byte[] block)
    {
        var at = (block[0] & 0xE0) == 0x20 ? 1 : 0;
        return block[at] switch
        {
            0x88 => 200, 0x89 => 204, 0x8A => 206, 0x8B => 304, 0x8C => 400, 0x8D => 404, 0x8E => 500,
            _ => int.Parse(Encoding.ASCII.GetString(block, at + 2, 3)),
        };
    }

    static void Literal(Stream block, string text)
    {
        block.WriteByte((byte)text.Length);
        block.Write(Encoding.Latin1.GetBytes(text));
    }

    async Task Frame(byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8 | type);
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        await Write(frame);
    }

    ValueTask Write(byte[] frame) => stream.WriteAsync(frame);
}
