namespace Redoubt.Tests.Core;

public sealed class ArnTests
{
    [Fact]
    public void Parts_are_slices_of_the_text()
    {
        var arn = Arn.Parse("arn:aws:iam::123456789012:user/division/alice:x");

        Assert.Equal("aws", arn.Partition);
        Assert.Equal("iam", arn.Service);
        Assert.Equal("", arn.Region);
        Assert.Equal("123456789012", arn.Account);
        Assert.Equal("user/division/alice:x", arn.Resource);
        Assert.False(arn.IsAny);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("arn:")]
    [InlineData("arn:aws:kms")]
    [InlineData("arn:aws:kms:us-east-1:123456789012")]
    [InlineData("arn:aws:kms:us-east-1:123456789012:")]
    [InlineData("arn::kms:us-east-1:123456789012:key/1")]
    [InlineData("arn:aws::us-east-1:123456789012:key/1")]
    [InlineData("ARN:aws:kms:us-east-1:123456789012:key/1")]
    public void Text_without_six_parts_is_not_an_arn(string text) => Assert.False(Arn.TryParse(text, out _));

    [Fact]
    public void Any_is_a_star_with_empty_parts()
    {
        Assert.True(Arn.Any.IsAny);
        Assert.Equal("*", Arn.Any.ToString());
        Assert.Equal("", Arn.Any.Service);
        Assert.Equal("", Arn.Any.Account);
    }

    [Fact]
    public void Too_long_a_name_is_refused() => Assert.False(Arn.TryParse("arn:aws:s3:::" + new string('a', Arn.MaxLength), out _));
}
