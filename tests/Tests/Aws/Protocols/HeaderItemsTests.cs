using Redoubt.Aws.Protocols;

namespace Redoubt.Tests.Aws.Protocols;

public sealed class HeaderItemsTests
{
    [Theory]
    [InlineData("a, b,c", "a|b|c")]
    [InlineData("\"a,b\", \"c\\\"d\", e", "a,b|c\"d|e")]
    [InlineData("a,,b", "a||b")]
    [InlineData("a,", "a|")]
    public void Items_are_split_at_commas_outside_quotes(string header, string expected) =>
        Assert.Equal(expected.Split('|'), HeaderItems.Split(header, dates: false)!);

    [Theory]
    [InlineData("\"a")]
    [InlineData("\"a\\")]
    [InlineData("\"a\" b")]
    public void A_broken_quote_is_no_list(string header) => Assert.Null(HeaderItems.Split(header, dates: false));

    [Fact]
    public void Dates_keep_their_own_comma() =>
        Assert.Equal(["Mon, 16 Dec 2019 23:48:18 GMT", "Tue, 17 Dec 2019 23:48:18 GMT"],
            HeaderItems.Split("Mon, 16 Dec 2019 23:48:18 GMT, Tue, 17 Dec 2019 23:48:18 GMT", dates: true)!);
}
