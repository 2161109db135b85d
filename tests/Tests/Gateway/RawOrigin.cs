using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Redoubt.Tests.Gateway;

/// <summary>An origin that speaks TCP and does exactly what a test tells it.</summary>
sealed class RawOrigin : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly Func<Wire, Task> serve;
    readonly Task accepting;
    readonly ConcurrentBag<TcpClient> clients = [];

    RawOrigin(Func<Wire, Task> serve)
    {
        this.serve = serve;
        listener.Start(backlog: 256);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = Accept();
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>Connections accepted so far.</summary>
    public int Connections => clients.Count;

    /// <summary>Every request an answering origin got.</summary>
    public Channel<Message> Requests { get; } = Channel.CreateUnbounded<Message>();

    /// <summary>Runs a script for every connection.</summary>
    public static RawOrigin Start(Func<Wire, Task> serve) => new(serve);

    /// <summary>Records every request and answers it with the given bytes.</summary>
    public static RawOrigin Answering(string response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    {
        RawOrigin origin = null!;
        return origin = new(async wire =>
        {
            while (await wire.ReadMessage() is { } request)
            {
                await origin.Requests.Writer.WriteAsync(request);
                await wire.Send(response);
            }
        });
    }

    /// <summary>The next request that arrives.</summary>
    public async Task<Message> Received()
    {
        using var patience = new CancellationTokenSource(Wire.Patience);
        return await Requests.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        foreach (var client in clients) client.Dispose();
        await accepting;
    }

    async Task Accept()
    {
        while (true)
        {
            TcpClient client;
            try { client = await listener.AcceptTcpClientAsync(); }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException) { return; }
            client.NoDelay = true;
            clients.Add(client);
            _ = Serve(client);
        }
    }

    async Task Serve(TcpClient client)
    {
        try
        {
            await using var wire = new Wire(client.GetStream());
            await serve(wire);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException) { }
    }
}
