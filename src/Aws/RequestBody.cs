using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Redoubt.Aws;

/// <summary>A request's whole body in a pooled buffer, bounded; disposing gives the buffer back, zeroed, since it may hold secrets.</summary>
sealed class RequestBody : IDisposable
{
    /// <summary>
    /// How much anybody may send, in bytes; it is in memory before the signature can be verified. It is also the first buffer,
    /// whatever length is promised: what a client sends beyond it is paid for by sending it.
    /// </summary>
    public const int Small = 16 * 1024;

    /// <summary>How long a larger body may take to arrive: what is held of it is held from others.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static readonly RequestBody None = new(null);

    readonly BodyBudget? budget;
    byte[] buffer = [];
    int length;
    long taken;

    RequestBody(BodyBudget? budget) => this.budget = budget;

    /// <summary>Why the body was not kept; null where it is here.</summary>
    public AwsError? Refusal { get; private init; }

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <param name="limit">The most that is read, in bytes.</param>
    /// <param name="isKnown">Whether the sender may send more than <see cref="Small"/>; asked when there is more.</param>
    /// <exception cref="BadHttpRequestException">The framing is broken, or the client was too slow.</exception>
    public static async ValueTask<RequestBody> Read(HttpRequest request, int limit, BodyBudget budget, Func<ValueTask<bool>> isKnown)
    {
        if (request.ContentLength is 0) return None;
        if (request.ContentLength > limit) return Refused(EndpointErrors.TooLarge(limit));
        if (request.ContentLength > Small && !await isKnown()) return Refused(EndpointErrors.TooLargeUnknown(Small));

        var body = new RequestBody(budget);
        try
        {
            if (await body.Fill(request, limit, isKnown) is not { } refusal) return body;
            body.Dispose();
            return Refused(refusal);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Release();
        budget?.Return(taken);
        taken = 0;
    }

    async ValueTask<AwsError?> Fill(HttpRequest request, int limit, Func<ValueTask<bool>> isKnown)
    {
        Grow((int)Math.Min(request.ContentLength + 1 ?? Small, Small));
        var reader = request.BodyReader;
        // INVARIANT: a read that is cancelled by a token stays open in the server's reader and breaks the drain that follows; the
        // reader itself ends one properly. A client that is gone ends it too.
        using var late = request.ContentLength <= Small ? null : new CancellationTokenSource(Patience);
        using var cancel = late?.Token.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), reader);
        while (true)
        {
            var read = await Next(reader);
            if (read.IsCanceled)
            {
                reader.AdvanceTo(read.Buffer.Start);
                return EndpointErrors.TooSlow();
            }
            var part = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, buffer.Length - length));
            part.CopyTo(buffer.AsSpan(length));
            length += (int)part.Length;
            var ended = read.IsCompleted && part.Length == read.Buffer.Length;
            reader.AdvanceTo(part.End);
            if (length > limit) return EndpointErrors.TooLarge(limit);
            if (ended) return null;
            if (length < buffer.Length) continue;
            if (taken == 0 && request.ContentLength is null && !await isKnown()) return EndpointErrors.TooLargeUnknown(Small);
            if (!TryGrow(Math.Min(length * 2, limit + 1))) return EndpointErrors.Saturated();
        }
    }

    static async ValueTask<ReadResult> Next(PipeReader reader)
    {
        try
        {
            return await reader.ReadAsync(CancellationToken.None);
        }
        catch
        {
            // The server's reader takes a read that failed for one that goes on, and says so in the log when it drains the body.
            try { reader.AdvanceTo(default); }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException) { }
            throw;
        }
    }

    static RequestBody Refused(AwsError refusal) => new(null) { Refusal = refusal };

    bool TryGrow(int size)
    {
        if (!budget!.TryTake(size - taken)) return false;
        taken = size;
        Grow(size);
        return true;
    }

    void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Bytes.CopyTo(larger);
        var kept = length;
        Release();
        (buffer, length) = (larger, kept);
    }

    void Release()
    {
        if (buffer.Length == 0) return;
        buffer.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        length = 0;
    }
}
