using FsCheck;
using FsCheck.Fluent;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>What a text reads when everything that wraps it is taken off.</summary>
public sealed class UnwrapTests
{
    [Theory]
    [InlineData("shoes for men", "")]
    [InlineData("100% cotton & more", "")]
    [InlineData("C:\\new", "")]
    [InlineData("%3Cb%3E", "<b>")]
    [InlineData("%253Cb%253E", "<b>")]
    [InlineData("&lt;b&gt;", "<b>")]
    [InlineData("&#x3c;b&#62;", "<b>")]
    [InlineData("\\u003cb\\x3e", "<b>")]
    [InlineData("PHNjcmlwdD4=", "<script>")]
    [InlineData("/PHNjcmlwdD4", "<script>")]
    [InlineData("UEhOamNtbHdkRDQ9", "<script>")]
    [InlineData("electronics", "")]
    [InlineData("c4ca4238a0b923820dcc509a6f75849b", "")]
    public void A_text_is_unwrapped_or_left_out(string text, string expected) => Assert.Equal(expected, Apply(text));

    [Fact]
    public void Any_bytes_come_out_no_longer_than_they_went_in() => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        var text = new string([.. bytes.Select(b => (char)b)]);
        return Apply(text).Length <= text.Length;
    }));

    static string Apply(string text)
    {
        var output = new char[text.Length];
        return text.Length == 0 ? "" : new string(output, 0, Unwrap.Instance.Apply(text, output));
    }
}
