using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Redoubt.Aws;
using Redoubt.Aws.Audit;
using Redoubt.Aws.Protocols;
using Redoubt.Aws.SigV4;
using Redoubt.Configuration;
using Redoubt.Gateway;
using Redoubt.Services.Kms;
using Redoubt.Services.Kms.Keys;
using Redoubt.Waf;

namespace Redoubt.Benchmarks;

/// <summary>The single steps of the two hot paths in this process, and a whole Encrypt through the pipeline without HTTP.</summary>
static class Micro
{
    static readonly Region Home = Region.Parse("us-east-1");

    public static async Task<int> Run()
    {
        using var folder = new TemporaryFolder();
        var free = new IPEndPoint(IPAddress.Loopback, 0);
        var settings = new ServerOptions
        {
            DataFolder = folder.Path, Region = Home, AwsListen = free, GatewayListen = free, Origin = new Uri("http://127.0.0.1:9"), LogLevel = LogLevel.Warning,
        };
        await using var server = await RedoubtServer.Start(settings, TimeProvider.System, null, CancellationToken.None);
        var services = server.Services;
        var (pipeline, key) = (services.GetRequiredService<Pipeline>(), await CreateKey(services));
        var request = Request(server, key);

        Measure.Header();
        Kms(services, request, key);
        Waf(services);
        Rates();
        await Whole(pipeline, () => Request(server, key), request);
        return 0;
    }

    static async Task<string> CreateKey(IServiceProvider services)
    {
        var account = services.GetRequiredService<HomeOptions>().Account;
        var created = (CreateKeyResponse)await services.GetRequiredService<Pipeline>().Perform(
            Wrap(new HeaderDictionary(), []), Principal.Root(account), Home, "kms", "CreateKey", new CreateKeyRequest());
        return created.KeyMetadata!.Arn!;
    }

    // A signed Encrypt by the account's root.
    static ApiRequest Request(RedoubtServer server, string key)
    {
        var body = Encoding.UTF8.GetBytes(
            $$"""{"KeyId":"{{key}}","Plaintext":"{{Convert.ToBase64String(new byte[32])}}","EncryptionContext":{"shop":"demo","purpose":"order"} }""");
        var headers = new HeaderDictionary
        {
            ["Host"] = "127.0.0.1:4566", ["Content-Type"] = "application/x-amz-json-1.1", ["X-Amz-Target"] = "TrentService.Encrypt", ["User-Agent"] = "aws-cli/2.15",
        };
        new Signer(server.Root.AccessKeyId, Encoding.UTF8.GetBytes(server.Root.SecretAccessKey), null, Home, new SigningService(SignatureFlavour.Json, "kms"))
            .Sign(new SignedRequest("POST", "/", headers), SHA256.HashData(body), TimeProvider.System.GetUtcNow());
        return Wrap(headers, body);
    }

    static ApiRequest Wrap(HeaderDictionary headers, byte[] body) => new()
    {
        Incoming = new() { Method = "POST", RawPath = "/", Headers = headers, Body = body },
        Covered = new SignedRequest("POST", "/", headers),
        BodySha256 = SHA256.HashData(body),
        RequestId = Ids.Uuid(),
        Time = TimeProvider.System.GetUtcNow(),
        SourceAddress = IPAddress.Loopback,
        UserAgent = "aws-cli/2.15",
    };

    static void Kms(IServiceProvider services, ApiRequest request, string keyArn)
    {
        var (router, journal) = (services.GetRequiredService<Router>(), services.GetRequiredService<IJournal>());
        var (service, name) = router.Find(request.Incoming);
        var operation = service.Operation(name!)!;
        var input = (EncryptRequest)service.Protocol.Read(operation.Shape, request.Incoming);
        var verifier = new SignatureVerifier(services.GetRequiredService<ICredentials>(), TimeProvider.System);
        var call = new Call
        {
            Service = "kms", Operation = "Encrypt", EventSource = "kms.amazonaws.com", RequestId = request.RequestId, Time = request.Time, Region = Home,
            Account = services.GetRequiredService<HomeOptions>().Account, Principal = Principal.Root(services.GetRequiredService<HomeOptions>().Account),
            SourceAddress = request.SourceAddress, UserAgent = request.UserAgent, Work = journal.Begin(),
            Authorizer = services.GetRequiredService<IAuthorizer>(), Pages = services.GetRequiredService<IPageTokens>(),
        };
        var key = services.GetRequiredService<KeyStore>().Find(keyArn, call).AsTask().GetAwaiter().GetResult();
        call.Touches(key.Resource);
        var output = new EncryptResponse { KeyId = keyArn, CiphertextBlob = key.Encrypt(input.Plaintext, input.EncryptionContext), EncryptionAlgorithm = "SYMMETRIC_DEFAULT" };
        var answer = new ArrayBufferWriter<byte>(1024);
        // Fills the caches, of which the first call of each is answered from the database.
        verifier.Verify(request.Covered, RequestSignature.Read(request.Covered, service.Signing)!, service.Signing, request.BodySha256.Span, default).AsTask().GetAwaiter().GetResult();

        Measure.Print("SHA-256 of the body", () => SHA256.HashData(request.Incoming.Body.Span));
        Measure.Print("find service and operation", () => router.Find(request.Incoming));
        Measure.Print("read and verify the signature", () => Measure.AtOnce(verifier.Verify(
            request.Covered, RequestSignature.Read(request.Covered, service.Signing)!, service.Signing, request.BodySha256.Span, default)));
        Measure.Print("read EncryptRequest", () => service.Protocol.Read(operation.Shape, request.Incoming));
        Measure.Print("check its constraints", () => Validation.Check(operation.Shape, input));
        Measure.Print("authorise (root)", () => Measure.AtOnce(call.Authorizer.Require(call, "kms:Encrypt", key.For(input.EncryptionContext))));
        Measure.Print("encrypt 32 bytes", () => key.Encrypt(input.Plaintext, input.EncryptionContext));
        Measure.Print("audit record and its keys", () => AuditRecord.Of(call, operation, input, output, null));
        Measure.Print("write EncryptResponse", () =>
        {
            answer.ResetWrittenCount();
            service.Protocol.Write(operation.Shape, output, new OutgoingResponse(new HeaderDictionary(), answer), request.RequestId);
        });
    }

    static void Waf(IServiceProvider services)
    {
        var site = services.GetRequiredService<SiteDirectory>().Current.All[0];
        var acl = services.GetRequiredService<IWebAcls>().For(site.Arn.ToString()) ?? throw new InvalidOperationException("the site has no web ACL");
        (string, Gateway.InspectedRequest)[] requests =
        [
            ("default web ACL: shop GET, 1 KB", ShopGet(site)),
            ("default web ACL: form POST, 500 bytes", FormPost(site, Traffic.Form)),
            ("default web ACL: form value of 10 KB", FormPost(site, Traffic.Value(10 << 10))),
            ("default web ACL: form value of 100 KB", FormPost(site, Traffic.Value(100 << 10))),
        ];
        foreach (var (what, request) in requests)
        {
            if (acl.Evaluate(new WafRequest(request)).Action != ActionKind.Allow) throw new InvalidOperationException($"{what} was not allowed");
            Measure.Print(what, () => acl.Evaluate(new WafRequest(request)));
        }
    }

    // One rule alone, so that what is left beside it is what every evaluation costs.
    static void Rates()
    {
        var known = new WebClient("192.0.2.7");
        var empty = Acl();
        Measure.Print("web ACL without rules", () => empty.Evaluate(known));
        var byAddress = Acl(new RateBasedDefinition(2_000_000_000, RateAggregation.Ip));
        Measure.Print("rate-based rule: address", () => byAddress.Evaluate(known));
        var byKeys = Acl(new RateBasedDefinition(2_000_000_000, RateAggregation.CustomKeys) { Keys = [new(RateKeyKind.Ip), new(RateKeyKind.Header, "User-Agent"), new(RateKeyKind.UriPath)] });
        Measure.Print("rate-based rule: address, user agent, path", () => byKeys.Evaluate(known));
        var flooded = new RateTables(TimeProvider.System).For("flood").Table("rule", new RateBasedDefinition(100, RateAggregation.Ip), "");
        var next = UInt128.One;
        Measure.Print("count one of endless keys that come once", () => flooded.Count(next += UInt128.One << 64));
    }

    static WebAcl Acl(params RateBasedDefinition[] rates) => WebAcl.Compile(new WebAclDefinition
    {
        Name = "rates", LabelPrefix = "awswaf:111122223333:webacl:rates:", DefaultAction = Redoubt.Waf.RuleAction.Allow,
        Rules = [.. rates.Select((rate, i) => new RuleDefinition { Name = $"rate{i}", Priority = i, Statement = rate, Action = Redoubt.Waf.RuleAction.Block })],
    }).Acl!;

    sealed class WebClient(string address) : Redoubt.Waf.InspectedRequest
    {
        public override string Method => "GET";

        public override string RawTarget => "/products/kettle?colour=red";

        public override string HttpVersion => "HTTP/1.1";

        public override string Scheme => "https";

        public override IPAddress ClientAddress { get; } = IPAddress.Parse(address);

        public override int HeaderCount => 1;

        public override ReadOnlyMemory<byte> Body => default;

        public override bool BodyTruncated => false;

        public override long? BodyLength => 0;

        public override string HeaderName(int index) => "User-Agent";

        public override string HeaderValue(int index) => "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    }

    static Gateway.InspectedRequest ShopGet(Site site) => new()
    {
        Site = site, RequestId = "1-1-1", Client = IPAddress.Parse("192.0.2.7"), Scheme = "https", Method = "GET", Target = Traffic.ShopTarget, Protocol = "HTTP/1.1",
        Headers = Traffic.Headers(),
    };

    static Gateway.InspectedRequest FormPost(Site site, string form)
    {
        var headers = Traffic.Headers();
        headers["Content-Type"] = "application/x-www-form-urlencoded";
        return new()
        {
            Site = site, RequestId = "1-1-1", Client = IPAddress.Parse("192.0.2.7"), Scheme = "https", Method = "POST", Target = "/checkout", Protocol = "HTTP/1.1",
            Headers = headers, Body = new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(form)),
        };
    }

    // Everything but HTTP: 64 at once, so that they share flushes as over 64 connections.
    static async Task Whole(Pipeline pipeline, Func<ApiRequest> make, ApiRequest first)
    {
        await Round(TimeSpan.FromSeconds(4), first);
        var (count, seconds, cpu, bytes) = await Round(TimeSpan.FromSeconds(8), make());
        Console.WriteLine($"\nEncrypt through the pipeline, 64 at once: {count / seconds:N0}/s, {cpu / count:F0} us CPU, {bytes / count:F0} bytes allocated each");

        async Task<(double Count, double Seconds, double Cpu, double Bytes)> Round(TimeSpan time, ApiRequest request)
        {
            using var process = Process.GetCurrentProcess();
            var (start, cpu, allocated, done) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true), 0L);
            await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
            {
                await Task.Yield();
                while (Stopwatch.GetElapsedTime(start) < time)
                {
                    var response = new OutgoingResponse(new HeaderDictionary(), new ArrayBufferWriter<byte>(1024));
                    await pipeline.Run(request, response);
                    if (response.Status != 200) throw new InvalidOperationException($"answered {response.Status}");
                    Interlocked.Increment(ref done);
                }
            }));
            process.Refresh();
            return (done, Stopwatch.GetElapsedTime(start).TotalSeconds, (process.TotalProcessorTime - cpu).TotalMicroseconds, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        }
    }
}
