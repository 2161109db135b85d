using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>The requests that are kept for an operator's questions: bounded in room and in rate.</summary>
public sealed class RecentRequestsTests
{
    static readonly WebAcl Acl = Of.Acl();

    [Fact]
    public void The_oldest_go_when_there_is_no_more_room()
    {
        var clock = new FakeClock();
        var recent = new RecentRequests(100_000, clock);

        for (var i = 0; i < 1_000; i++)
        {
            recent.Keep($"{i}", "arn", Acl, new WireRequest($"/{i}").WithBody(new string('x', 1_000)));
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Null(recent.Find("0"));
        Assert.Equal("/999", recent.Find("999")!.Request.RawTarget);
        var kept = Enumerable.Range(0, 1_000).Count(i => recent.Find($"{i}") is not null);
        Assert.InRange(kept, 30, 70);
    }

    [Fact]
    public void A_flood_is_kept_in_part()
    {
        var recent = new RecentRequests(100 << 20, new FakeClock());

        for (var i = 0; i < 1_000; i++) recent.Keep($"{i}", "arn", Acl, new WireRequest());

        Assert.Equal(200, Enumerable.Range(0, 1_000).Count(i => recent.Find($"{i}") is not null));
    }

    [Fact]
    public void A_large_body_is_kept_in_part_and_says_so()
    {
        var recent = new RecentRequests(1 << 20, new FakeClock());

        recent.Keep("a", "arn", Acl, new WireRequest(method: "POST").WithBody(new string('x', 200_000)));

        var request = recent.Find("a")!.Request;
        Assert.Equal((64 * 1024, true), (request.Body.Length, request.BodyTruncated));
    }

    [Theory]
    [InlineData("GET /a HTTP/1.1\r\nA: b\r\n\r\nbody", "GET", "/a", "body")]
    [InlineData("POST / HTTP/2\nA:  b \n\n\r\n", "POST", "/", "\r\n")]
    [InlineData("GET /", "GET", "/", "")]
    public void A_request_is_read_as_the_wire_carries_it(string raw, string method, string target, string body)
    {
        var request = RecordedRequest.Parse(System.Text.Encoding.Latin1.GetBytes(raw), "https", System.Net.IPAddress.Loopback, false)!;

        Assert.Equal((method, target, body), (request.Method, request.RawTarget, System.Text.Encoding.Latin1.GetString(request.Body.Span)));
        if (request.HeaderCount > 0) Assert.Equal(("A", "b"), (request.HeaderName(0), request.HeaderValue(0)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("GET / a b\r\n\r\n")]
    public void What_is_no_request_is_none(string raw) =>
        Assert.Null(RecordedRequest.Parse(System.Text.Encoding.Latin1.GetBytes(raw), "https", System.Net.IPAddress.Loopback, false));
}
