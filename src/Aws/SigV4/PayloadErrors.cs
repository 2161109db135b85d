namespace Redoubt.Aws.SigV4;

/// <summary>What can be wrong with a body that S3 receives, in S3's codes and words.</summary>
static class PayloadErrors
{
    public static AwsError MissingHash() => new("InvalidRequest", 400, "Missing required header for this request: x-amz-content-sha256");

    public static AwsError MalformedHash() => new("InvalidArgument", 400,
        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, "
        + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.")
    { Members = new Dictionary<string, string> { ["ArgumentName"] = "x-amz-content-sha256" } };

    public static AwsError MissingLength() => new("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");

    public static AwsError UnsupportedTrailer() => new("InvalidRequest", 400, "The value specified in the x-amz-trailer header is not supported");

    public static AwsError HashMismatch(ReadOnlySpan<byte> declared, ReadOnlySpan<byte> computed) => new("XAmzContentSHA256Mismatch", 400,
        "The provided 'x-amz-content-sha256' header does not match what was computed.")
    {
        Members = new Dictionary<string, string>
        {
            ["ClientComputedContentSHA256"] = Convert.ToHexStringLower(declared), ["S3ComputedContentSHA256"] = Convert.ToHexStringLower(computed),
        },
    };

    /// <summary>The body ended early, or is not as long as it was declared.</summary>
    public static AwsError Incomplete() => new("IncompleteBody", 400, "The request body terminated unexpectedly");

    /// <summary>The chunk framing is wrong, or something follows the last chunk.</summary>
    public static AwsError MalformedChunk() => new("InvalidRequest", 400, "the aws-chunked framing of the body is malformed");

    /// <param name="chunk">The number of the chunk after the small one, from 1.</param>
    public static AwsError SmallChunk(int chunk, long size) => new("InvalidChunkSizeError", 403,
        "Only the last chunk is allowed to have a size less than 8192 bytes")
    {
        Members = new Dictionary<string, string> { ["Chunk"] = $"{chunk}", ["BadChunkSize"] = $"{size}" },
    };

    public static AwsError MalformedTrailer() => new("MalformedTrailerError", 400,
        "The request contained trailing data that was not well-formed or did not conform to our published schema.");
}
