using System.Buffers;
using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Redoubt.Aws.SigV4;

/// <summary>
/// The one form of a request that both sides hash: method, path, query, signed headers and payload line.
/// </summary>
static class CanonicalRequest
{
    /// <summary>The most query parameters accepted.</summary>
    public const int MaxParameters = 1024;

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownHeaders = new[]
    {
        "amz-sdk-invocation-id", "amz-sdk-request", "content-encoding", "content-length", "content-md5", "content-type", "date", "host", "range",
        "x-amz-api-version", "x-amz-checksum-crc32", "x-amz-checksum-mode", "x-amz-content-sha256", "x-amz-date", "x-amz-decoded-content-length",
        "x-amz-sdk-checksum-algorithm", "x-amz-security-token", "x-amz-target", "x-amz-trailer", "x-amz-user-agent", "x-amzn-query-mode",
    }.ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    const string WhiteCharacters = " \t\r\n\v\f";
    static readonly SearchValues<char> White = SearchValues.Create(WhiteCharacters);

    /// <summary>Computes the hash of the canonical request.</summary>
    /// <param name="signedHeaders">Lower-case names, sorted, separated by semicolons.</param>
    /// <param name="payload">The payload line: a hexadecimal hash or a constant such as <c>UNSIGNED-PAYLOAD</c>.</param>
    /// <param name="hash">32 bytes.</param>
    /// <exception cref="AwsError">The target is malformed, or a signed header is not in the request.</exception>
    public static void Hash(in SignedRequest request, ReadOnlySpan<char> signedHeaders, ReadOnlySpan<char> payload, SigningService service, Span<byte> hash)
    {
        if (!request.IsWellFormed) throw service.Errors.MalformedTarget();
        var text = new CanonicalText(stackalloc byte[2048]);
        text.Append(request.Method);
        text.Append((byte)'\n');
        AppendPath(ref text, request.Path, service);
        text.Append((byte)'\n');
        AppendQuery(ref text, request.Query, service.Errors);
        text.Append((byte)'\n');
        AppendHeaders(ref text, request, signedHeaders, service.Errors);
        text.Append((byte)'\n');
        text.Append(signedHeaders);
        text.Append((byte)'\n');
        text.Append(payload);
        SHA256.HashData(text.Written, hash);
        text.Dispose();
    }

    // S3 encodes a key once and keeps every slash and dot; the others normalise the path on the wire and encode it a second time.
    static void AppendPath(ref CanonicalText text, scoped ReadOnlySpan<char> path, SigningService service)
    {
        if (path.Length == 1)
        {
            text.Append((byte)'/');
            return;
        }
        var wire = new CanonicalText(stackalloc byte[512]);
        wire.Append(path);
        if (!service.IsS3) AppendNormalised(ref text, wire.Written);
        else if (!TryAppendKey(ref text, wire.Written)) throw service.Errors.MalformedTarget();
        wire.Dispose();
    }

    static bool TryAppendKey(ref CanonicalText text, scoped ReadOnlySpan<byte> path)
    {
        while (true)
        {
            var slash = path.IndexOf((byte)'/');
            if (slash < 0) return text.TryAppendReencoded(path);
            if (!text.TryAppendReencoded(path[..slash])) return false;
            text.Append((byte)'/');
            path = path[(slash + 1)..];
        }
    }

    // RFC 3986 section 5.2.4, with runs of slashes taken as one.
    static void AppendNormalised(ref CanonicalText text, scoped ReadOnlySpan<byte> path)
    {
        Span<Range> kept = stackalloc Range[128];
        Range[]? more = null;
        var count = 0;
        foreach (var range in path.Split((byte)'/'))
        {
            var segment = path[range];
            if (segment.IsEmpty || segment.SequenceEqual("."u8)) continue;
            if (segment.SequenceEqual(".."u8))
            {
                if (count > 0) count--;
                continue;
            }
            if (count == kept.Length)
            {
                Array.Resize(ref more, count * 2);
                kept.CopyTo(more);
                kept = more;
            }
            kept[count++] = range;
        }
        foreach (var range in kept[..count])
        {
            text.Append((byte)'/');
            text.AppendEncoded(path[range]);
        }
        if (count == 0 || path[^1] == '/') text.Append((byte)'/');
    }

    // Parameters are decoded and encoded again, then sorted by encoded name and value. A plus sign is a plus sign.
    static void AppendQuery(ref CanonicalText text, scoped ReadOnlySpan<char> query, SignatureErrors errors)
    {
        if (query.IsEmpty) return;
        var wire = new CanonicalText(stackalloc byte[1024]);
        wire.Append(query);
        var encoded = new CanonicalText(stackalloc byte[1024]);
        var parameters = ArrayPool<Parameter>.Shared.Rent(16);
        var count = 0;
        foreach (var range in wire.Written.Split((byte)'&'))
        {
            var pair = wire.Written[range];
            if (pair.IsEmpty) continue;
            var equals = pair.IndexOf((byte)'=');
            var start = encoded.Length;
            if (!encoded.TryAppendReencoded(equals < 0 ? pair : pair[..equals])) throw errors.MalformedTarget();
            if (encoded.Written[start..].SequenceEqual("X-Amz-Signature"u8)) continue;
            if (count == MaxParameters) throw errors.MalformedTarget();
            var value = encoded.Length;
            if (equals >= 0 && !encoded.TryAppendReencoded(pair[(equals + 1)..])) throw errors.MalformedTarget();
            if (count == parameters.Length) Enlarge(ref parameters);
            parameters[count++] = new Parameter(start, value, encoded.Length);
        }
        AppendSorted(ref text, encoded.Written, parameters.AsSpan(0, count));
        ArrayPool<Parameter>.Shared.Return(parameters);
        encoded.Dispose();
        wire.Dispose();
    }

    static void AppendSorted(ref CanonicalText text, scoped ReadOnlySpan<byte> encoded, Span<Parameter> parameters)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(encoded.Length);
        encoded.CopyTo(bytes);
        parameters.Sort(new ByNameAndValue(bytes));
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i > 0) text.Append((byte)'&');
            text.Append(parameters[i].Name(bytes));
            text.Append((byte)'=');
            text.Append(parameters[i].Value(bytes));
        }
        ArrayPool<byte>.Shared.Return(bytes);
    }

    static void Enlarge(ref Parameter[] parameters)
    {
        var larger = ArrayPool<Parameter>.Shared.Rent(parameters.Length * 2);
        parameters.CopyTo(larger, 0);
        ArrayPool<Parameter>.Shared.Return(parameters);
        parameters = larger;
    }

    static void AppendHeaders(ref CanonicalText text, in SignedRequest request, ReadOnlySpan<char> signedHeaders, SignatureErrors errors)
    {
        foreach (var range in signedHeaders.Split(';'))
        {
            var name = signedHeaders[range];
            var values = request.Headers[KnownHeaders.TryGetValue(name, out var known) ? known : name.ToString()];
            if (values.Count == 0) throw errors.Mismatch();
            text.Append(name);
            text.Append((byte)':');
            for (var i = 0; i < values.Count; i++)
            {
                if (i > 0) text.Append((byte)',');
                AppendCollapsed(ref text, values[i]);
            }
            text.Append((byte)'\n');
        }
    }

    // Outer white space is dropped and every inner run of it is one space.
    static void AppendCollapsed(ref CanonicalText text, scoped ReadOnlySpan<char> value)
    {
        value = value.Trim(WhiteCharacters);
        while (true)
        {
            var end = value.IndexOfAny(White);
            if (end < 0)
            {
                text.Append(value);
                return;
            }
            text.Append(value[..end]);
            text.Append((byte)' ');
            value = value[end..].TrimStart(WhiteCharacters);
        }
    }

    /// <summary>A parameter as positions in the encoded query: the name begins, the value begins, the value ends.</summary>
    readonly record struct Parameter(int Start, int Middle, int End)
    {
        public ReadOnlySpan<byte> Name(byte[] text) => text.AsSpan(Start, Middle - Start);

        public ReadOnlySpan<byte> Value(byte[] text) => text.AsSpan(Middle, End - Middle);
    }

    readonly struct ByNameAndValue(byte[] text) : IComparer<Parameter>
    {
        public int Compare(Parameter x, Parameter y)
        {
            var names = x.Name(text).SequenceCompareTo(y.Name(text));
            return names != 0 ? names : x.Value(text).SequenceCompareTo(y.Value(text));
        }
    }
}
