using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Redoubt.Aws.SigV4;

namespace Redoubt.Tests.Aws.SigV4;

public class ChunkedPayloadTests
{
    const string Time = "20130524T000000Z";
    const string Scope = "20130524/us-east-1/s3/aws4_request";
    const string Key = "AKIAIOSFODNN7EXAMPLE";
    const string Signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    const string SignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    const string UnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    static readonly SignatureVerifier Verifier = Signing.Verifier(Signing.Time(Time), Signing.LongTerm(Key, Signing.DocumentedSecret));

    // The example of the S3 documentation, "Transferring Payload in Multiple Chunks": 65 KiB of the letter a.
    [Fact]
    public async Task Documented_upload_in_chunks_verifies()
    {
        var request = new WireRequest("PUT", "/examplebucket/chunkObject.txt",
        [
            new("Host", "s3.amazonaws.com"), new("x-amz-date", Time), new("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            new("x-amz-content-sha256", Signed), new("Content-Encoding", "aws-chunked"), new("x-amz-decoded-content-length", "66560"),
            new("Content-Length", "66824"),
            new("Authorization", $"AWS4-HMAC-SHA256 Credential={Key}/{Scope},SignedHeaders=content-encoding;content-length;host;"
                + "x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,"
                + "Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"),
        ],
        [
            .. Ascii("10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"), .. A(65536), .. Ascii("\r\n"),
            .. Ascii("400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"), .. A(1024), .. Ascii("\r\n"),
            .. Ascii("0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n"),
        ]);

        var (content, trailers) = await Verifier.VerifyS3(request);

        Assert.Equal(66824, request.Body.Length);
        Assert.Equal(A(66560), content);
        Assert.Empty(trailers);
    }

    // The chunks and trailer of the S3 documentation, "Signature calculations for trailing headers", whose seed signature is given.
    [Fact]
    public async Task Documented_trailer_verifies()
    {
        byte[] body =
        [
            .. Ascii("10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n"), .. A(65536), .. Ascii("\r\n"),
            .. Ascii("400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n"), .. A(1024), .. Ascii("\r\n"),
            .. Ascii("0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"),
            .. Ascii("x-amz-checksum-crc32c:sOO8/Q==\r\n"),
            .. Ascii("x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n"),
        ];
        var seed = new RequestSignature
        {
            Kind = SignatureKind.Header, AccessKeyId = Key, Scope = Scope, Region = "us-east-1", Service = "s3", SignedHeaders = "host",
            Signature = Convert.FromHexString("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"), TimeText = Time, Time = Signing.Time(Time),
        };
        var payload = new DeclaredPayload(PayloadKind.StreamingSignedTrailer, SignedTrailer) { DecodedLength = 66560, Trailers = ["x-amz-checksum-crc32c"] };
        var signatures = new ChunkSignatures(SigningKey.Derive(Encoding.UTF8.GetBytes(Signing.DocumentedSecret), Scope), seed, Signing.S3.Errors);
        await using var stream = new ChunkedPayloadStream(new MemoryStream(body), payload, signatures);

        var content = new MemoryStream();
        await stream.CopyToAsync(content, TestContext.Current.CancellationToken);

        Assert.Equal(A(66560), content.ToArray());
        Assert.Equal("sOO8/Q==", stream.Trailers["x-amz-checksum-crc32c"]);
    }

    [Theory]
    [InlineData(Signed)]
    [InlineData(SignedTrailer)]
    [InlineData(UnsignedTrailer)]
    public async Task Body_cut_short_anywhere_is_refused(string kind)
    {
        var upload = Upload(kind, A(100));
        Assert.Equal(A(100), (await Verifier.VerifyS3(upload)).Content);

        for (var length = 0; length < upload.Body.Length; length++)
        {
            var cut = upload with { Body = upload.Body[..length] };
            Assert.Equal("IncompleteBody", (await Signing.Refused(() => Verifier.VerifyS3(cut))).Code);
        }
    }

    [Theory]
    [InlineData(Signed)]
    [InlineData(SignedTrailer)]
    public async Task Signed_body_with_any_byte_changed_is_refused(string kind)
    {
        var upload = Upload(kind, A(60));

        for (var i = 0; i < upload.Body.Length; i++)
        {
            var changed = upload with { Body = [.. upload.Body] };
            changed.Body[i] ^= 0x01;
            await Signing.Refused(() => Verifier.VerifyS3(changed));
        }
    }

    [Theory]
    [InlineData(Signed)]
    [InlineData(SignedTrailer)]
    [InlineData(UnsignedTrailer)]
    public async Task Anything_after_the_end_is_refused(string kind)
    {
        var upload = Upload(kind, A(60));

        var error = await Signing.Refused(() => Verifier.VerifyS3(upload with { Body = [.. upload.Body, (byte)'x'] }));

        Assert.Equal("InvalidRequest", error.Code);
    }

    [Theory]
    [InlineData("3;chunk-signature=00\r\nabc\r\n0\r\n\r\n")]
    [InlineData("3;x\r\nabc\r\n0\r\n\r\n")]
    [InlineData("3 \r\nabc\r\n0\r\n\r\n")]
    [InlineData("+3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("-3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("0x3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("\r\nabc\r\n0\r\n\r\n")]
    [InlineData("3\nabc\n0\n\n")]
    [InlineData("3\r\nabc0\r\n\r\n")]
    [InlineData("3\r\nabcd\r\n0\r\n\r\n")]
    [InlineData("fffffffffffffffff\r\nabc\r\n0\r\n\r\n")]
    [InlineData("0000000000000003\r\nabc\r\n0\r\n\r\n")]
    public async Task Malformed_framing_is_refused(string body)
    {
        var upload = Upload(UnsignedTrailer, A(3)) with { Body = Ascii(body) };

        var error = await Signing.Refused(() => Verifier.VerifyS3(upload));

        Assert.Equal("InvalidRequest", error.Code);
    }

    [Theory]
    [InlineData("3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n")]
    [InlineData("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\nx-amz-checksum-sha1:AAAAAA==\r\n\r\n")]
    [InlineData("3\r\nabc\r\n0\r\nx-amz-checksum-crc32\r\n\r\n")]
    [InlineData("3\r\nabc\r\n0\r\n:AAAAAA==\r\n\r\n")]
    [InlineData("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:A\0A\r\n\r\n")]
    [InlineData("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\nx-amz-trailer-signature:00\r\n\r\n")]
    public async Task Unsigned_trailers_must_be_exactly_those_announced(string body)
    {
        var upload = Upload(UnsignedTrailer, A(3)) with { Body = Ascii(body) };

        var error = await Signing.Refused(() => Verifier.VerifyS3(upload));

        Assert.Equal("MalformedTrailerError", error.Code);
    }

    [Fact]
    public async Task Signed_trailers_need_their_signature_once_and_last()
    {
        var upload = Upload(SignedTrailer, A(3));
        var text = Encoding.ASCII.GetString(upload.Body);
        var signature = text[text.IndexOf("x-amz-trailer-signature", StringComparison.Ordinal)..^2];
        string[] bodies = [text.Replace(signature, ""), text.Replace(signature, signature + signature), text.Replace(signature, signature + "x-amz-checksum-sha1:x\r\n")];

        foreach (var body in bodies)
        {
            var error = await Signing.Refused(() => Verifier.VerifyS3(upload with { Body = Ascii(body) }));
            Assert.Equal("MalformedTrailerError", error.Code);
        }
    }

    [Theory]
    [InlineData("99")]
    [InlineData("101")]
    [InlineData("0")]
    [InlineData("999999999999999999")]
    public async Task Decoded_length_must_be_the_bodys(string length)
    {
        var upload = Upload(UnsignedTrailer, A(100), length);

        var error = await Signing.Refused(() => Verifier.VerifyS3(upload));

        Assert.Equal("IncompleteBody", error.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("9999999999999999999")]
    public async Task Malformed_decoded_length_is_refused(string length)
    {
        var upload = Upload(UnsignedTrailer, A(100), length);

        var error = await Signing.Refused(() => Verifier.VerifyS3(upload));

        Assert.Equal("MissingContentLength", error.Code);
    }

    [Fact]
    public async Task Only_the_last_chunk_may_be_small()
    {
        var upload = Upload(UnsignedTrailer, A(8192 + 10)) with
        {
            Body = [.. Ascii("a\r\n"), .. A(10), .. Ascii("\r\n2000\r\n"), .. A(8192), .. Ascii("\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n")],
        };

        var error = await Signing.Refused(() => Verifier.VerifyS3(upload));

        Assert.Equal("InvalidChunkSizeError", error.Code);
        Assert.Equal("10", error.Members!["BadChunkSize"]);
    }

    [Theory]
    [InlineData("x-amz-meta-a")]
    [InlineData("x-amz-checksum-crc32,x-amz-checksum-crc32")]
    [InlineData("x-amz-checksum-crc32,")]
    [InlineData("content-length")]
    public async Task Trailers_other_than_checksums_cannot_be_announced(string trailer)
    {
        var upload = Upload(UnsignedTrailer, A(3), trailer: trailer);

        var error = await Signing.Refused(() => Verifier.VerifyS3(upload));

        Assert.Equal("The value specified in the x-amz-trailer header is not supported", error.Message);
    }

    [Fact]
    public async Task A_failed_body_stays_failed()
    {
        var upload = Upload(Signed, A(100));
        upload.Body[^1] = 0;
        var signed = upload.ToSigned();
        var signature = RequestSignature.Read(signed, Signing.S3)!;
        var verified = await Verifier.VerifyBeforeBody(signed, signature, Signing.S3, TestContext.Current.CancellationToken);
        await using var body = verified.Open(new MemoryStream(upload.Body));

        var first = await Assert.ThrowsAsync<AwsError>(() => body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
        var second = await Assert.ThrowsAsync<AwsError>(() => body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));

        Assert.Same(first, second);
    }

    [Fact]
    public async Task A_chunks_last_byte_is_withheld_until_its_signature_holds()
    {
        var upload = Upload(Signed, A(100));
        var changed = Array.IndexOf(upload.Body, (byte)'a', upload.Body.AsSpan().IndexOf((byte)'\n'));
        upload.Body[changed] = (byte)'b';
        var signed = upload.ToSigned();
        var verified = await Verifier.VerifyBeforeBody(signed, RequestSignature.Read(signed, Signing.S3)!, Signing.S3, TestContext.Current.CancellationToken);
        await using var body = verified.Open(new MemoryStream(upload.Body));

        using var released = new MemoryStream();
        await Assert.ThrowsAsync<AwsError>(() => body.CopyToAsync(released, TestContext.Current.CancellationToken));

        Assert.Equal(0, released.Length);
    }

    [Fact]
    public void Any_content_in_any_chunks_read_in_any_pieces_comes_back()
    {
        var gen =
            from kind in Gen.Elements(Signed, SignedTrailer, UnsignedTrailer)
            from chunk in Gen.Choose(8192, 20000)
            from size in Gen.Choose(0, 50000)
            from piece in Gen.Choose(1, 9000)
            select (kind, chunk, size, piece);
        Prop.ForAll(gen.ToArbitrary(), x => RoundTrips(x.kind, x.chunk, x.size, x.piece)).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public void Arbitrary_bytes_are_refused_and_nothing_else_happens()
    {
        var piece = Gen.Elements("\r\n", "\n", "0", "1f", ";chunk-signature=", new string('0', 64), "x-amz-checksum-crc32:", "x-amz-trailer-signature:", "abc", "\0", "\r");
        var gen = from kind in Gen.Elements(Signed, SignedTrailer, UnsignedTrailer)
                  from pieces in piece.ArrayOf()
                  select (kind, body: string.Concat(pieces));
        Prop.ForAll(gen.ToArbitrary(), async x =>
        {
            var upload = Upload(x.kind, A(3)) with { Body = Ascii(x.body) };
            var error = await Assert.ThrowsAsync<AwsError>(() => Verifier.VerifyS3(upload));
            return error.Status is >= 400 and < 500;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    static async Task<bool> RoundTrips(string kind, int chunk, int size, int piece)
    {
        var content = new byte[size];
        for (var i = 0; i < size; i++) content[i] = (byte)(i * 31 & 0x7F);
        var upload = Upload(kind, content, chunk: chunk);
        var signed = upload.ToSigned();
        var verified = await Verifier.VerifyBeforeBody(signed, RequestSignature.Read(signed, Signing.S3)!, Signing.S3, CancellationToken.None);
        await using var body = verified.Open(new Pieces(upload.Body, piece));
        using var read = new MemoryStream();
        await body.CopyToAsync(read, piece);
        return read.ToArray().AsSpan().SequenceEqual(content);
    }

    static WireRequest Upload(string kind, byte[] content, string? length = null, string trailer = "x-amz-checksum-crc32", int chunk = 1 << 16)
    {
        var request = new WireRequest("PUT", "/bucket/key",
            [new("Host", "localhost"), new("x-amz-decoded-content-length", length ?? $"{content.Length}")], []);
        if (kind != Signed) request = request.Adding("x-amz-trailer", trailer);
        request = Sign(request, kind);
        var authorization = request.Header("authorization")!;
        var body = new ChunkedBody(Signing.DocumentedSecret, Time, Scope, authorization[^64..]);
        foreach (var part in content.Chunk(chunk))
        {
            if (kind != UnsignedTrailer) body.Chunk(part);
            else body.Text($"{part.Length:x}\r\n").Text(Encoding.ASCII.GetString(part)).Text("\r\n");
        }
        if (kind == UnsignedTrailer) body.Text("0\r\n" + "x-amz-checksum-crc32:AAAAAA==\r\n\r\n");
        else body.Chunk([]);
        if (kind == SignedTrailer) body.Trailers("x-amz-checksum-crc32:AAAAAA==");
        if (kind != UnsignedTrailer) body.Text("\r\n");
        return request with { Body = body.Bytes };
    }

    // Signs the headers with the payload line of a streamed body.
    static WireRequest Sign(WireRequest request, string kind)
    {
        var all = request.Adding("x-amz-content-sha256", kind).Adding("x-amz-date", Time);
        var names = string.Join(';', all.Headers.Select(h => h.Key.ToLowerInvariant()).Order(StringComparer.Ordinal));
        Span<byte> hash = stackalloc byte[32];
        Span<byte> signature = stackalloc byte[32];
        CanonicalRequest.Hash(all.ToSigned(), names, kind, Signing.S3, hash);
        SigningKey.Derive(Encoding.UTF8.GetBytes(Signing.DocumentedSecret), Scope).SignRequest(Time, hash, signature);
        return all.Adding("Authorization",
            $"AWS4-HMAC-SHA256 Credential={Key}/{Scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(signature)}");
    }

    static byte[] A(int count) => Ascii(new string('a', count));

    static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    /// <summary>A source that gives at most a few bytes at a time, as a network does.</summary>
    sealed class Pieces(byte[] content, int size) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, size)], cancellationToken);
    }
}
