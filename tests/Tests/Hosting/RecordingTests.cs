using System.Text;
using Redoubt.Replay;
using Redoubt.Tests.Storage;

namespace Redoubt.Tests.Hosting;

/// <summary>Recordings of traffic, in every format that can be replayed.</summary>
public sealed class RecordingTests : IDisposable
{
    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_line_of_a_WAF_log_is_its_request_without_the_body()
    {
        var requests = Read("log.jsonl", "waf-log", """
            {"timestamp":1767225600123,"formatVersion":1,"action":"ALLOW","httpRequest":{"clientIp":"198.51.100.7","headers":[{"name":"Host","value":"shop"},{"name":"X","value":"a\r\nB: c"}],"uri":"/p","args":"q=%27","httpVersion":"HTTP/2.0","httpMethod":"POST","requestId":"1"}}
            """);

        var request = Assert.Single(requests);
        Assert.Equal("POST /p?q=%27 HTTP/1.1\r\nHost: shop\r\nX: a B: c\r\n\r\n", Encoding.Latin1.GetString(request.Raw));
        Assert.Equal(("198.51.100.7", false, 1767225600123), (request.Client, request.HasBody, request.Time!.Value.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public void An_entry_of_an_HTTP_archive_keeps_its_query_and_body_as_they_are()
    {
        var requests = Read("shop.har", "har", """
            {"log":{"version":"1.2","entries":[
              {"startedDateTime":"2026-01-01T00:00:00.5Z","request":{"method":"POST","url":"https://shop.example/a%2Fb?q=%27%20#x","headers":[{"name":":authority","value":"shop.example"},{"name":"Content-Type","value":"text/plain"}],"postData":{"mimeType":"text/plain","text":"grün"}}},
              {"request":{"method":"POST","url":"https://shop.example/","headers":[{"name":"host","value":"h"}],"bodySize":12}}]}}
            """);

        Assert.Equal("POST /a%2Fb?q=%27%20 HTTP/1.1\r\nHost: shop.example\r\nContent-Type: text/plain\r\n\r\ngrün", Encoding.UTF8.GetString(requests[0].Raw));
        Assert.Equal((true, false), (requests[0].HasBody, requests[1].HasBody));
        Assert.StartsWith("POST / HTTP/1.1\r\nhost: h\r\n", Encoding.UTF8.GetString(requests[1].Raw), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_an_access_log_is_its_request_line_referrer_and_agent()
    {
        var requests = Read("access.log", "access-log", """
            203.0.113.9 - - [20/Nov/2026:15:07:51 +0100] "GET /?q=\x22a\" HTTP/1.1" 200 12 "https://shop/" "curl/8"
            2001:db8::1 - bob [20/Nov/2026:15:07:51 +0000] "HEAD / HTTP/1.0" 304 -
            """);

        Assert.Equal("GET /?q=\"a\" HTTP/1.1\r\nHost: localhost\r\nReferer: https://shop/\r\nUser-Agent: curl/8\r\n\r\n", Encoding.Latin1.GetString(requests[0].Raw));
        Assert.Equal((new DateTimeOffset(2026, 11, 20, 14, 7, 51, TimeSpan.Zero), "2001:db8::1"), (requests[0].Time, requests[1].Client));
    }

    [Fact]
    public void Raw_requests_are_read_byte_for_byte()
    {
        var request = Assert.Single(Read("raw.jsonl", "jsonl", """{"raw":"GET / HTTP/1.1\r\nX: \u00ff\r\n\r\n","client":"198.51.100.1"}"""));

        Assert.Equal((0xFF, "198.51.100.1"), (request.Raw[19], request.Client));
    }

    [Theory]
    [InlineData("waf-log", "{\"httpRequest\":{}")]
    [InlineData("waf-log", "{}")]
    [InlineData("har", "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"no\",\"headers\":[]}}]}}")]
    [InlineData("access-log", "what is this")]
    [InlineData("jsonl", "{\"raw\":null}")]
    public void What_is_none_says_where(string format, string text)
    {
        var error = Assert.Throws<RecordingException>(() => Recorded(format, text));

        Assert.Contains(folder["none"], error.Message);

        List<RecordedTraffic> Recorded(string chosen, string content)
        {
            File.WriteAllText(folder["none"], content);
            return [.. Recording.Read(folder["none"], chosen)];
        }
    }

    List<RecordedTraffic> Read(string name, string format, string text)
    {
        File.WriteAllText(folder[name], text);
        Assert.Equal(format, Recording.Detect(folder[name]));
        return [.. Recording.Read(folder[name], format)];
    }
}
