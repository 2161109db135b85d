using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Redoubt.Aws;

/// <summary>A request's whole body in a pooled buffer, bounded; disposing gives the buffer back, zeroed, since it may hold secrets.</summary>
sealed class RequestBody : IDisposable
{
    // A client that promises much and sends nothing must not cost much; what it sends is paid for by sending it.
    const int FirstBuffer = 16 * 1024;

    public static readonly RequestBody None = new();

    byte[] buffer = [];
    int length;

    /// <summary>True where the body is larger than allowed; none of it is kept then.</summary>
    public bool IsTooLarge { get; private set; }

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <exception cref="BadHttpRequestException">The framing is broken, or the client was too slow.</exception>
    public static async ValueTask<RequestBody> Read(HttpRequest request, int limit)
    {
        if (request.ContentLength is 0) return None;
        if (request.ContentLength > limit) return new RequestBody { IsTooLarge = true };

        var body = new RequestBody();
        body.Grow((int)Math.Min(request.ContentLength + 1 ?? FirstBuffer, FirstBuffer));
        while (await request.Body.ReadAsync(body.buffer.AsMemory(body.length), request.HttpContext.RequestAborted) is > 0 and var read)
        {
            body.length += read;
            if (body.length > limit)
            {
                body.Dispose();
                return new RequestBody { IsTooLarge = true };
            }
            if (body.length == body.buffer.Length) body.Grow(Math.Min(body.length * 2, limit + 1));
        }
        return body;
    }

    public void Dispose()
    {
        if (buffer.Length == 0) return;
        buffer.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        length = 0;
    }

    void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Bytes.CopyTo(larger);
        var kept = length;
        Dispose();
        (buffer, length) = (larger, kept);
    }
}
