using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Redoubt.Gateway;

/// <summary>The client's body on its way to the origin: as much as fits the buffers, and no faster than the origin takes it.</summary>
sealed class RequestBody(Exchange exchange) : HttpContent
{
    const int Piece = 64 * 1024;

    readonly Lock starting = new();
    Task? sending;
    bool stopped;

    /// <summary>What went wrong on the client's side, if anything did.</summary>
    public ForwarderError Failure { get; private set; }

    /// <summary>True once the whole body has been handed over.</summary>
    public bool Sent { get; private set; }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    /// <summary>
    /// Ends the sending where the origin has answered without waiting for it, and keeps it from beginning: the platform's client may
    /// give up waiting for `100 Continue` at any time. The server uses the client's stream again once the request is over, so nobody
    /// may read from it then.
    /// </summary>
    public async ValueTask Stop()
    {
        if (sending is { IsCompleted: true }) return;
        await exchange.Deadline.CancelAsync();
        lock (starting) stopped = true;
        if (sending is not null) await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    // INVARIANT: a body is sent once; a repeated request would carry none, or half of one.
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        lock (starting)
        {
            if (sending is not null || stopped) throw new IOException("the body has been sent");
            return sending = Send(stream, cancellationToken);
        }
    }

    async Task Send(Stream origin, CancellationToken ct)
    {
        var body = exchange.Body;
        await SendHeld(origin, ct);
        while (true)
        {
            exchange.Deadline.Token.ThrowIfCancellationRequested();
            // INVARIANT: no read is left behind and each is ended, whatever the origin does: the server gives the pipe to a later request.
            if (!TryRead(body, out var read))
            {
                // Nothing more to send at the moment: what is buffered leaves now.
                await origin.FlushAsync(ct);
                read = await ReadSome(body);
            }
            exchange.Deadline.Extend(exchange.Site.Settings.ResponseTimeout);
            try
            {
                foreach (var segment in read.Buffer) await origin.WriteAsync(segment, ct);
            }
            finally
            {
                body.AdvanceTo(read.Buffer.End);
            }
            if (!read.IsCompleted) continue;
            Sent = true;
            return;
        }
    }

    // What was inspected goes first, in pieces, so that an origin that takes them slowly is not taken for one that takes none.
    async ValueTask SendHeld(Stream origin, CancellationToken ct)
    {
        if (exchange.Held is not { } held) return;
        for (var rest = held.Taken; rest.Length > 0; rest = rest[Math.Min(rest.Length, Piece)..])
        {
            exchange.Deadline.Token.ThrowIfCancellationRequested();
            exchange.Deadline.Extend(exchange.Site.Settings.ResponseTimeout);
            await origin.WriteAsync(rest[..Math.Min(rest.Length, Piece)], ct);
        }
        held.Dispose();
    }

    bool TryRead(PipeReader body, out ReadResult read)
    {
        try
        {
            return body.TryRead(out read);
        }
        catch (Exception error) when (Classify(error) is not ForwarderError.None)
        {
            throw Failed(error);
        }
    }

    async ValueTask<ReadResult> ReadSome(PipeReader body)
    {
        try
        {
            return await Read(body, 1, exchange.Deadline.Token);
        }
        catch (Exception error) when (Classify(error) is not ForwarderError.None)
        {
            throw Failed(error);
        }
    }

    IOException Failed(Exception error)
    {
        Failure = Classify(error);
        return new IOException("the client's body failed", error);
    }

    /// <summary>
    /// Waits for so many bytes of a body, or its end. A read that is cancelled by its token stays open in the server's reader, and
    /// breaks the drain that follows; one that is cancelled by the reader is ended like any other.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is consumed.</exception>
    public static async ValueTask<ReadResult> Read(PipeReader body, int minimum, CancellationToken ct)
    {
        using var cancel = ct.UnsafeRegister(static reader => Cancel((PipeReader)reader!), body);
        while (true)
        {
            var read = await body.ReadAtLeastAsync(minimum, CancellationToken.None);
            if (!read.IsCanceled) return read;
            // Also a cancellation that came too late for the read it was meant for: less than was asked for is no answer.
            body.AdvanceTo(read.Buffer.Start);
            ct.ThrowIfCancellationRequested();
        }
    }

    static void Cancel(PipeReader body)
    {
        try
        {
            body.CancelPendingRead();
        }
        // A reader that has failed says so here too, on the thread of a timer. Its reads have ended.
        catch (Exception)
        {
        }
    }

    /// <summary>What a failure to read the client's body means; none for failures that are not about the client.</summary>
    public static ForwarderError Classify(Exception error) => error switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ForwarderError.RequestTooLarge,
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => ForwarderError.RequestTimeout,
        BadHttpRequestException => ForwarderError.RequestBody,
        ConnectionResetException or ConnectionAbortedException => ForwarderError.ClientGone,
        IOException => ForwarderError.RequestBody,
        _ => ForwarderError.None,
    };
}
