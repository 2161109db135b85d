using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Redoubt.Tls;

/// <summary>
/// Serves HTTP and HTTPS on one port: a connection whose first byte is that of a TLS handshake record goes through TLS,
/// any other past it.
/// </summary>
static class PlainOrTls
{
    const byte HandshakeRecord = 0x16;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void UsePlainOrTls(this ListenOptions listen, SslStreamCertificateContext certificate, TimeProvider clock)
    {
        ConnectionDelegate pastTls = null!;
        listen.Use(throughTls => connection => Choose(connection, throughTls, pastTls, clock));
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = TimeSpan.FromSeconds(10),
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            }),
        });
        listen.Use(next => pastTls = next);
    }

    static async Task Choose(ConnectionContext connection, ConnectionDelegate throughTls, ConnectionDelegate pastTls, TimeProvider clock)
    {
        var first = await FirstByte(connection, clock);
        if (first is null) return;
        await (first == HandshakeRecord ? throughTls : pastTls)(connection);
    }

    // Looks at the first byte without taking it; null for a client that sends none.
    static async ValueTask<byte?> FirstByte(ConnectionContext connection, TimeProvider clock)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            // A server that stops does not wait for clients that connected ahead of need.
            var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, connection.ConnectionClosed, stopping);
            var input = connection.Transport.Input;
            var read = await input.ReadAsync(either.Token);
            byte? first = read.Buffer.IsEmpty ? null : read.Buffer.FirstSpan[0];
            input.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
            return first;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            return null;
        }
    }
}
