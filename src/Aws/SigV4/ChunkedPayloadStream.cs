using System.Buffers;
using System.Text;

namespace Redoubt.Aws.SigV4;

/// <summary>
/// Decodes the <c>aws-chunked</c> framing: <c>size[;chunk-signature=…]</c>, data, and so on to a chunk of size 0, then trailers.
/// Memory is one small buffer whatever the chunks' size: data is hashed as it passes, and the read that would deliver a chunk's
/// last byte throws instead where the chunk's signature does not hold.
/// </summary>
/// <param name="signatures">Null where the chunks are not signed.</param>
sealed class ChunkedPayloadStream(Stream source, DeclaredPayload payload, ChunkSignatures? signatures) : PayloadStream
{
    /// <summary>The smallest chunk but the last, in bytes; S3's limit, which bounds the work per byte.</summary>
    public const int MinChunk = 8192;

    const int MaxLine = 1024;
    const int SignatureText = 64;
    static readonly byte[] Extension = ";chunk-signature="u8.ToArray();
    const string TrailerSignature = "x-amz-trailer-signature";

    readonly Dictionary<string, string> trailers = [];
    readonly byte[] signature = new byte[32];
    byte[] window = ArrayPool<byte>.Shared.Rent(8192);
    int start, end;
    int chunks;
    long chunkSize, remaining, total;
    bool inData, ended;
    AwsError? failure;

    public override IReadOnlyDictionary<string, string> Trailers => trailers;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (failure is not null) throw failure;
        try
        {
            if (buffer.IsEmpty || ended) return 0;
            if (!inData) await BeginChunk(cancellationToken);
            if (inData) return await ReadData(buffer, cancellationToken);
            await End(cancellationToken);
            return 0;
        }
        catch (AwsError error)
        {
            failure = error;
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && window.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(window);
            window = [];
            failure ??= PayloadErrors.Incomplete();
            signatures?.Dispose();
        }
        base.Dispose(disposing);
    }

    async ValueTask BeginChunk(CancellationToken ct)
    {
        if (chunks > 0 && (await ReadLine(ct)).Length != 0) throw PayloadErrors.MalformedChunk();
        var size = ParseChunkLine((await ReadLine(ct)).Span);
        chunks++;
        if (size > payload.DecodedLength - total) throw PayloadErrors.Incomplete();
        if (size > 0 && chunks > 1 && chunkSize < MinChunk) throw PayloadErrors.SmallChunk(chunks, chunkSize);
        chunkSize = remaining = size;
        inData = size > 0;
    }

    // The size has no sign or space; a signed chunk has its signature and nothing else, an unsigned chunk has nothing.
    long ParseChunkLine(ReadOnlySpan<byte> line)
    {
        if (signatures is not null)
        {
            var length = line.Length - SignatureText - Extension.Length;
            if (length <= 0 || !line[length..].StartsWith(Extension)) throw PayloadErrors.MalformedChunk();
            ReadSignature(line[^SignatureText..], PayloadErrors.MalformedChunk());
            line = line[..length];
        }
        if (line.Length is 0 or > 15) throw PayloadErrors.MalformedChunk();
        var size = 0L;
        foreach (var digit in line)
        {
            if (!char.IsAsciiHexDigit((char)digit)) throw PayloadErrors.MalformedChunk();
            size = size << 4 | (uint)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }
        return size;
    }

    void ReadSignature(ReadOnlySpan<byte> text, AwsError error)
    {
        if (text.Length != SignatureText || Convert.FromHexString(text, signature, out _, out _) != OperationStatus.Done) throw error;
    }

    async ValueTask<int> ReadData(Memory<byte> destination, CancellationToken ct)
    {
        if (destination.Length > remaining) destination = destination[..(int)remaining];
        int read;
        if (start < end)
        {
            read = Math.Min(end - start, destination.Length);
            window.AsMemory(start, read).CopyTo(destination);
            start += read;
        }
        else
        {
            read = await source.ReadAsync(destination, ct);
            if (read == 0) throw PayloadErrors.Incomplete();
        }
        signatures?.Append(destination.Span[..read]);
        total += read;
        remaining -= read;
        if (remaining > 0) return read;
        signatures?.RequireChunk(signature);
        inData = false;
        return read;
    }

    async ValueTask End(CancellationToken ct)
    {
        signatures?.RequireChunk(signature);
        await ReadTrailers(ct);
        if (total != payload.DecodedLength) throw PayloadErrors.Incomplete();
        if (start < end || await source.ReadAsync(window.AsMemory(), ct) > 0) throw PayloadErrors.MalformedChunk();
        ended = true;
    }

    async ValueTask ReadTrailers(CancellationToken ct)
    {
        var signed = payload.Kind == PayloadKind.StreamingSignedTrailer;
        var presented = false;
        while (true)
        {
            var line = await ReadLine(ct);
            if (line.Length == 0) break;
            var (name, value) = ParseTrailer(line.Span);
            if (presented) throw PayloadErrors.MalformedTrailer();
            if (signed && name == TrailerSignature)
            {
                ReadSignature(Encoding.ASCII.GetBytes(value), PayloadErrors.MalformedTrailer());
                presented = true;
                continue;
            }
            if (!Contains(payload.Trailers, name) || !trailers.TryAdd(name, value)) throw PayloadErrors.MalformedTrailer();
        }
        if (trailers.Count != payload.Trailers.Count || signed != presented) throw PayloadErrors.MalformedTrailer();
        if (signed) signatures!.RequireTrailers(CanonicalTrailers(), signature);
    }

    static (string Name, string Value) ParseTrailer(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line.ContainsAnyExceptInRange((byte)' ', (byte)'~')) throw PayloadErrors.MalformedTrailer();
        return (Encoding.ASCII.GetString(line[..colon]).ToLowerInvariant(), Encoding.ASCII.GetString(line[(colon + 1)..]).Trim());
    }

    byte[] CanonicalTrailers()
    {
        var names = new List<string>(trailers.Keys);
        names.Sort(StringComparer.Ordinal);
        var lines = new StringBuilder();
        foreach (var name in names) lines.Append(name).Append(':').Append(trailers[name]).Append('\n');
        return Encoding.ASCII.GetBytes(lines.ToString());
    }

    static bool Contains(IReadOnlyList<string> names, string name)
    {
        foreach (var declared in names)
            if (declared == name) return true;
        return false;
    }

    // A line without its CR LF; valid until the next read.
    async ValueTask<ReadOnlyMemory<byte>> ReadLine(CancellationToken ct)
    {
        var searched = 0;
        while (true)
        {
            var feed = window.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                var length = searched + feed;
                if (length == 0 || length > MaxLine || window[start + length - 1] != '\r') throw PayloadErrors.MalformedChunk();
                var line = window.AsMemory(start, length - 1);
                start += length + 1;
                return line;
            }
            searched = end - start;
            if (searched > MaxLine) throw PayloadErrors.MalformedChunk();
            window.AsSpan(start, searched).CopyTo(window);
            (start, end) = (0, searched);
            var read = await source.ReadAsync(window.AsMemory(end), ct);
            if (read == 0) throw PayloadErrors.Incomplete();
            end += read;
        }
    }
}
