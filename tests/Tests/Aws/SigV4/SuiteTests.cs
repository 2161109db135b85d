using System.Text;
using System.Text.Json;
using Redoubt.Aws.SigV4;

namespace Redoubt.Tests.Aws.SigV4;

/// <summary>The published signing suites, read backwards: every request they sign must verify, and not if any signed part of it is changed.</summary>
public class SuiteTests(ITestOutputHelper output)
{
    // A session token that was added after signing is refused: it is an x-amz- header (or a query parameter) that the signature does not cover.
    const string NotCovered = "post-sts-header-after";

    static readonly DateTimeOffset Now = Signing.Time("20150830T123700Z");
    static readonly DateTimeOffset SignedAt = Signing.Time("20150830T123600Z");
    static readonly SigningService Normalising = new(SignatureFlavour.Query, "service");
    static readonly SigningService Verbatim = new(SignatureFlavour.S3, "service");

    [Theory]
    [InlineData("header")]
    [InlineData("query")]
    public async Task Newer_suite_verifies_and_no_mutation_does(string variant)
    {
        var (cases, mutations) = (0, 0);
        foreach (var folder in Directory.GetDirectories(Path.Combine(SuiteFolder(), "aws-c-auth-signing-test-suite", "v4")).Order())
        {
            if (folder.EndsWith(NotCovered, StringComparison.Ordinal)) continue;
            var suite = Case.Read(folder);
            var request = WireRequest.Parse(Text(Path.Combine(folder, $"{variant}-signed-request.txt")));

            await Verifies(suite, request);
            mutations += await NoMutationVerifies(suite, request, variant);
            cases++;
        }

        output.WriteLine($"{variant}: {cases} of 38 cases verify, {mutations} mutations refused; not applicable: {NotCovered} (token added after signing)");
        Assert.Equal(37, cases);
    }

    [Fact]
    public void Newer_suite_is_signed_as_published()
    {
        var (headers, queries, verbatim) = (0, 0, 0);
        foreach (var folder in Directory.GetDirectories(Path.Combine(SuiteFolder(), "aws-c-auth-signing-test-suite", "v4")).Order())
        {
            var suite = Case.Read(folder);
            if (suite.PathRule == Verbatim)
            {
                verbatim++;
                continue;
            }
            var request = WireRequest.Parse(Text(Path.Combine(folder, "request.txt")));
            var signer = new Signer("AKIDEXAMPLE", Encoding.UTF8.GetBytes(Signing.SuiteSecret),
                suite.TokenIsSigned ? suite.Token : null, Region.Parse("us-east-1"), suite.PathRule);

            var url = signer.Presign(request.ToSigned(), TimeSpan.FromHours(1), SignedAt);
            var signed = (suite.SignsBody ? request.Adding("x-amz-content-sha256", Convert.ToHexStringLower(request.BodySha256)) : request).ToSigned();
            signer.Sign(signed, request.BodySha256, SignedAt);

            Assert.EndsWith("Signature=" + Text(Path.Combine(folder, "header-signature.txt")), signed.Headers.Authorization.ToString());
            headers++;
            if (request.Body.Length > 0) continue;
            Assert.EndsWith("Signature=" + Text(Path.Combine(folder, "query-signature.txt")), url);
            queries++;
        }

        output.WriteLine($"{headers} header and {queries} query signatures reproduced; not applicable: {verbatim} verbatim paths "
            + "(S3's rule, but without the body hash that S3 requires), 2 presigned requests with a body");
        Assert.Equal((31, 29, 7), (headers, queries, verbatim));
    }

    [Fact]
    public async Task A_token_added_after_signing_is_refused()
    {
        var folder = Path.Combine(SuiteFolder(), "aws-c-auth-signing-test-suite", "v4", NotCovered);
        var suite = Case.Read(folder);
        var header = WireRequest.Parse(Text(Path.Combine(folder, "header-signed-request.txt")));
        var query = WireRequest.Parse(Text(Path.Combine(folder, "query-signed-request.txt")));

        var byHeader = await Signing.Refused(() => Verifies(suite, header));
        var byQuery = await Signing.Refused(() => Verifies(suite, query));

        Assert.Equal("'x-amz-security-token' must be a 'SignedHeader' in the AWS Authorization.", byHeader.Message);
        Assert.Equal("SignatureDoesNotMatch", byQuery.Code);
    }

    [Fact]
    public async Task Older_suite_verifies_and_no_mutation_does()
    {
        var (cases, mutations, left) = (0, 0, new List<string>());
        foreach (var file in Directory.GetFiles(Path.Combine(SuiteFolder(), "botocore-aws4_testsuite"), "*.sreq", SearchOption.AllDirectories).Order())
        {
            var name = Path.GetFileNameWithoutExtension(file);
            // One .sreq file has a made-up signature; the .authz files are right throughout.
            var request = WireRequest.Parse(Text(file)).With("authorization", _ => Text(Path.ChangeExtension(file, ".authz")));
            if (name == NotCovered)
            {
                left.Add(name);
                continue;
            }
            var suite = new Case(Normalising, request.Header("x-amz-security-token"), TokenIsSigned: true, SignsBody: false);

            await Verifies(suite, request);
            mutations += await NoMutationVerifies(suite, request, "header");
            cases++;
        }

        output.WriteLine($"{cases} cases verify, {mutations} mutations refused; not applicable: {string.Join(", ", left)} (token added after signing)");
        Assert.Equal(33, cases);
    }

    [Fact]
    public async Task Identity_requests_verify_and_no_mutation_does()
    {
        using var file = JsonDocument.Parse(Text(Path.Combine(SuiteFolder(), "sigv4-identity-kat.json")));
        var (cases, mutations) = (0, 0);
        foreach (var vector in file.RootElement.GetProperty("vectors").EnumerateArray())
        {
            var url = new Uri(vector.GetProperty("signed_url").GetString()!);
            var target = vector.GetProperty("signed_url").GetString()!;
            var request = new WireRequest(vector.GetProperty("method").GetString()!, target[target.IndexOf('/', "https://".Length)..],
                [.. vector.GetProperty("signed_headers").EnumerateObject().Select(h => KeyValuePair.Create(h.Name, h.Value.GetString()!))],
                Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!));
            request = request.Adding("Host", url.Authority);
            var service = new SigningService(SignatureFlavour.Query, vector.GetProperty("service").GetString()!);
            var suite = new Case(service, vector.GetProperty("session_token").GetString(), TokenIsSigned: true, SignsBody: false, Signing.Time("20261120T070000Z"));

            var verified = await Verifies(suite, request);
            mutations += await NoMutationVerifies(suite, request, vector.GetProperty("presigned").GetBoolean() ? "query" : "header");

            Assert.Equal(vector.GetProperty("region").GetString(), verified.Region.ToString());
            cases++;
        }

        output.WriteLine($"{cases} of 14 identity requests verify, {mutations} mutations refused");
        Assert.Equal(14, cases);
    }

    static async Task<VerifiedRequest> Verifies(Case suite, WireRequest request) => await suite.Verifier.Verify(request, suite.PathRule);

    static async Task<int> NoMutationVerifies(Case suite, WireRequest request, string variant)
    {
        var count = 0;
        foreach (var (what, mutated) in Mutations.Of(request, variant))
        {
            try
            {
                await Verifies(suite, mutated);
            }
            catch (AwsError)
            {
                count++;
                continue;
            }
            Assert.Fail($"{request.Method} {request.Target}: verified with another {what}");
        }
        return count;
    }

    static string Text(string path) => File.ReadAllText(path);

    static string SuiteFolder() => Path.Combine(SharedData.Unpack("identity/sigv4-suites.tar.xz"), "sigv4");

    sealed record Case(SigningService PathRule, string? Token, bool TokenIsSigned, bool SignsBody, DateTimeOffset? At = null)
    {
        public SignatureVerifier Verifier { get; } = Signing.Verifier(At ?? Now, Token is null
            ? Signing.LongTerm("AKIDEXAMPLE", Signing.SuiteSecret)
            : Signing.Temporary("AKIDEXAMPLE", Signing.SuiteSecret));

        public static Case Read(string folder)
        {
            using var context = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "context.json")));
            var root = context.RootElement;
            return new Case(
                root.GetProperty("normalize").GetBoolean() ? Normalising : Verbatim,
                root.GetProperty("credentials").TryGetProperty("token", out var token) ? token.GetString() : null,
                !root.TryGetProperty("omit_session_token", out var omit) || !omit.GetBoolean(),
                root.GetProperty("sign_body").GetBoolean());
        }
    }
}
