using System.Buffers;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Redoubt.Gateway;

/// <summary>Looks at a connection's first message before TLS does, and leaves it where it is.</summary>
static class FingerprintListening
{
    // As long as the handshake itself may take, which begins when the message is here.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Gives every connection of a listener its <see cref="TlsFingerprint"/>, if it has one. Before <c>UseHttps</c>.</summary>
    public static void UseTlsFingerprints(this ListenOptions listener) => listener.Use(next => async connection =>
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, connection.ConnectionClosed);
        try
        {
            if (await Read(connection, end.Token) is { } fingerprint) connection.Features.Set(fingerprint);
        }
        catch (Exception error) when (error is OperationCanceledException or ConnectionAbortedException or ConnectionResetException or IOException)
        {
            return;
        }
        await next(connection);
    });

    static async Task<TlsFingerprint?> Read(ConnectionContext connection, CancellationToken ct)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var result = await input.ReadAsync(ct);
            var status = ClientHello.TryUnwrap(result.Buffer, out var message);
            var more = status == OperationStatus.NeedMoreData && !result.IsCompleted;
            // What is unexamined is given to the next reader at once.
            input.AdvanceTo(result.Buffer.Start, more ? result.Buffer.End : result.Buffer.Start);
            if (more) continue;
            return status == OperationStatus.Done && ClientHello.Read(message) is { } hello ? TlsFingerprint.Of(hello) : null;
        }
    }
}
