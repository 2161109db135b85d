using FsCheck.Fluent;

namespace Redoubt.Tests.Gateway;

/// <summary>What goes in comes out: generated requests, byte for byte, or a refusal.</summary>
public sealed class WireDiffTests
{
    const int Cases = 400;

    [Fact]
    public async Task Every_request_reaches_the_origin_unchanged_or_not_at_all()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: new Recorder(bodyLimit: 100));
        var forwarded = 0;

        foreach (var sent in Requests.Sample(Cases))
        {
            var answer = await gateway.Send(sent.ToWire());

            if (origin.Requests.Reader.TryRead(out var seen))
            {
                forwarded++;
                Assert.Equal(200, answer!.Status);
                Assert.Equal($"{sent.Method} {sent.Target} HTTP/1.1", seen.First);
                Assert.Equal(sent.Body, seen.Body);
                foreach (var name in sent.Headers.Select(h => h.Name).Distinct(StringComparer.OrdinalIgnoreCase))
                    Assert.Equal(sent.Lines(name), seen.Lines(name));
                Assert.Equal(["shop.example"], seen.Lines("Host"));
                string[] own = ["Host", "Content-Length", "Transfer-Encoding", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Request-Id"];
                Assert.All(seen.Headers, h => Assert.True(own.Contains(h.Key, StringComparer.OrdinalIgnoreCase) || sent.Lines(h.Key).Length > 0, h.Key));
            }
            else Assert.True(answer is null or { Status: >= 400 and < 500 }, $"{answer?.First}: {sent.ToWire()}");
        }

        // Most of what is generated is fit to be forwarded; otherwise nothing was shown.
        Assert.InRange(forwarded, Cases / 2, Cases);
    }

    sealed record Sent(string Method, string Target, (string Name, string Value)[] Headers, string Body, bool Chunked)
    {
        public string[] Lines(string name) => [.. Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value)];

        public string ToWire()
        {
            var headers = string.Concat(Headers.Select(h => $"{h.Name}: {h.Value}\r\n"));
            if (Body.Length == 0) return $"{Method} {Target} HTTP/1.1\r\nHost: shop.example\r\n{headers}\r\n";
            return Chunked
                ? $"{Method} {Target} HTTP/1.1\r\nHost: shop.example\r\n{headers}Transfer-Encoding: chunked\r\n\r\n{Body.Length:x}\r\n{Body}\r\n0\r\n\r\n"
                : $"{Method} {Target} HTTP/1.1\r\nHost: shop.example\r\n{headers}Content-Length: {Body.Length}\r\n\r\n{Body}";
        }
    }

    static FsCheck.Gen<Sent> Requests
    {
        get
        {
            var method = Gen.Elements("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "M-SEARCH", "Custom");
            // Mostly what a target may hold, sometimes what it may not.
            var targetChar = Gen.Frequency((60, Gen.Choose('!', '~').Select(c => (char)c)), (6, Gen.Elements('%', '/', '.', '?', '#')), (1, Gen.Elements('\u0001', '\u007F', '\u0080', '\u00FF', '\t')));
            var target = from text in targetChar.ArrayOf(12) select "/" + new string(text);
            var name = Gen.Elements("X-A", "x-a", "X-B", "Accept", "Accept-Language", "Cookie", "User-Agent", "Referer", "Content-Type", "Authorization", "Origin", "If-None-Match",
                "Range", "Cache-Control", "Pragma", "Via", "Warning", "Content-Language", "Last-Modified", "Allow", "Expires", "Date", "From", "Server", "Set-Cookie", "X!#$%&'*+.^_`|~9");
            var valueChar = Gen.Frequency((50, Gen.Choose(' ', '~').Select(c => (char)c)), (10, Gen.Choose(0x80, 0xFF).Select(c => (char)c)), (1, Gen.Constant('\t')));
            var value = from text in valueChar.ArrayOf(10) select new string(text).Trim(' ', '\t');
            var header = from n in name from v in value select (n, v);
            var body = from bytes in Gen.Choose(0, 255).ArrayOf() select new string([.. bytes.Select(b => (char)b)]);
            return from m in method
                   from t in target
                   from count in Gen.Choose(0, 8)
                   from h in header.ArrayOf(count)
                   from b in Gen.Frequency((1, Gen.Constant("")), (1, body))
                   from chunked in Gen.Elements(true, false)
                   select new Sent(m, t, h, b, chunked);
        }
    }
}
