using System.Text;

namespace Redoubt.Tests.Aws.SigV4;

/// <summary>Requests recorded from the real SDKs (boto3, JavaScript v3, .NET v4), each as it was on the wire.</summary>
public class CaptureTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("boto3-1.40.72_botocore-1.43.117.txt", "secret", 23, 0)]
    [InlineData("aws-sdk-js-v3-3.116x.txt", "s", 6, 2)]
    [InlineData("aws-sdk-dotnet-v4.txt", "s", 6, 2)]
    public async Task Every_recorded_request_verifies_with_its_body(string file, string secret, int complete, int abridged)
    {
        var (verified, headOnly) = (0, 0);
        foreach (var request in Read(File.ReadAllText(SharedData.Find("kms-trail/wire/" + file))))
        {
            var service = request.Header("authorization")!.Split('/')[3];
            var verifier = Signing.Verifier(Signing.Time(request.Header("x-amz-date")!), Signing.LongTerm("AKIAIOSFODNN7EXAMPLE", secret));
            if (service != "s3")
            {
                await verifier.Verify(request, new(Redoubt.Aws.SigV4.SignatureFlavour.Json, service));
                verified++;
                continue;
            }
            if (IsAbridged(request))
            {
                // The recording leaves 70,000 bytes of data out; everything before the body is there.
                var error = await Signing.Refused(() => verifier.VerifyS3(request));
                Assert.Equal("IncompleteBody", error.Code);
                headOnly++;
                continue;
            }
            var (_, trailers) = await verifier.VerifyS3(request);
            Assert.Equal(request.Header("x-amz-trailer") is null ? 0 : 1, trailers.Count);
            verified++;
        }

        output.WriteLine($"{verified} requests verify completely, {headOnly} as far as recorded");
        Assert.Equal((complete, abridged), (verified, headOnly));
    }

    [Fact]
    public async Task First_chunk_of_a_recorded_upload_verifies()
    {
        var recorded = Read(File.ReadAllText(SharedData.Find("kms-trail/wire/aws-sdk-dotnet-v4.txt"))).First(IsAbridged);
        var line = Encoding.ASCII.GetString(recorded.Body).Split("\r\n")[0];
        var upload = recorded with { Body = [.. Encoding.ASCII.GetBytes(line + "\r\n" + new string('\0', 70_000) + "\r\n")] };
        var verifier = Signing.Verifier(Signing.Time(recorded.Header("x-amz-date")!), Signing.LongTerm("AKIAIOSFODNN7EXAMPLE", "s"));

        var truncated = await Signing.Refused(() => verifier.VerifyS3(upload));
        upload.Body[50_000] = (byte)'y';
        var changed = await Signing.Refused(() => verifier.VerifyS3(upload));

        Assert.Equal("IncompleteBody", truncated.Code);
        Assert.Equal("SignatureDoesNotMatch", changed.Code);
    }

    static bool IsAbridged(WireRequest request) => Encoding.ASCII.GetString(request.Body) is var body
        && (body.Contains("<x repeated>") || body.StartsWith("11170;", StringComparison.Ordinal));

    static IEnumerable<WireRequest> Read(string text)
    {
        foreach (var part in text.Split("#### ").Skip(1))
        {
            var request = WireRequest.Parse(part[(part.IndexOf(">>> ", StringComparison.Ordinal) + 4)..]);
            var body = Encoding.UTF8.GetString(request.Body);
            var note = body.IndexOf("\nclient error", StringComparison.Ordinal);
            body = (note < 0 ? body : body[..note]).TrimEnd('\n');
            if (request.Header("x-amz-decoded-content-length") is not null) body += "\n";
            yield return request with { Body = Encoding.UTF8.GetBytes(body) };
        }
    }
}
