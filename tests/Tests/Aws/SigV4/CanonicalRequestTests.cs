using Microsoft.AspNetCore.Http;
using Redoubt.Aws.SigV4;

namespace Redoubt.Tests.Aws.SigV4;

/// <summary>Which spellings of a request are the same request.</summary>
public class CanonicalRequestTests
{
    [Theory]
    [InlineData("/a~b", "/a%7Eb")]
    [InlineData("/%c3%bc", "/%C3%BC")]
    [InlineData("/%C3%BC", "/ü")]
    [InlineData("/a b", "/a%20b")]
    [InlineData("/a+b", "/a%2Bb")]
    [InlineData("/k?a&b", "/k?b=&a=")]
    [InlineData("/k?a=1&&b=2&", "/k?b=2&a=1")]
    [InlineData("/k?%61=%62", "/k?a=b")]
    [InlineData("/k?a=b/c", "/k?a=b%2Fc")]
    [InlineData("/k?a=b=c", "/k?a=b%3Dc")]
    public void S3_takes_these_for_the_same(string one, string other) => Assert.Equal(Hash(one, Signing.S3), Hash(other, Signing.S3));

    [Theory]
    [InlineData("/a/b", "/a%2Fb")]
    [InlineData("/a/b", "/a//b")]
    [InlineData("/a/../b", "/b")]
    [InlineData("/a/./b", "/a/b")]
    [InlineData("/a/", "/a")]
    [InlineData("/a+b", "/a%20b")]
    [InlineData("/k?a=+", "/k?a=%20")]
    [InlineData("/k?a=1&a=2", "/k?a=2")]
    [InlineData("/k?a=b%26c=d", "/k?a=b&c=d")]
    [InlineData("/k?a=b", "/k?A=b")]
    [InlineData("/k?a-=b", "/k?a=-b")]
    public void S3_tells_these_apart(string one, string other) => Assert.NotEqual(Hash(one, Signing.S3), Hash(other, Signing.S3));

    [Theory]
    [InlineData("/a/../b", "/b")]
    [InlineData("/../../a", "/a")]
    [InlineData("/a//b/", "/a/./b/")]
    [InlineData("/", "//")]
    [InlineData("/", "/a/..")]
    public void Others_normalise_the_path(string one, string other) => Assert.Equal(Hash(one, Signing.Iam), Hash(other, Signing.Iam));

    [Theory]
    [InlineData("/a/b", "/a%2Fb")]
    [InlineData("/a/b", "/a/b/")]
    [InlineData("/a~b", "/a%7Eb")]
    [InlineData("/%2E%2E/a", "/a")]
    [InlineData("/...", "/")]
    public void Others_keep_escapes_apart(string one, string other) => Assert.NotEqual(Hash(one, Signing.Iam), Hash(other, Signing.Iam));

    [Fact]
    public void Path_of_many_segments_is_kept_whole()
    {
        var path = string.Concat(Enumerable.Range(0, 1000).Select(i => $"/{i}"));

        Assert.Equal(Hash(path, Signing.Iam), Hash(path + "/x/..", Signing.Iam));
        Assert.NotEqual(Hash(path, Signing.Iam), Hash(path[..^4], Signing.Iam));
    }

    static string Hash(string target, SigningService service)
    {
        var hash = new byte[32];
        CanonicalRequest.Hash(new SignedRequest("GET", target, new HeaderDictionary { ["Host"] = "localhost" }), "host", "UNSIGNED-PAYLOAD", service, hash);
        return Convert.ToHexString(hash);
    }
}
