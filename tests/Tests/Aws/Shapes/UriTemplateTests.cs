using Redoubt.Aws.Shapes;

namespace Redoubt.Tests.Aws.Shapes;

public sealed class UriTemplateTests
{
    [Theory]
    [InlineData("/{Bucket}/{Key+}", "/b/a/b%2Fc//d", "b|a/b%2Fc//d")]
    [InlineData("/{Bucket}/{Key+}", "/b//", "b|/")]
    [InlineData("/tags/{Arn}", "/tags/arn%3Aaws%2Fx", "arn%3Aaws%2Fx")]
    [InlineData("/a/{Name+}/end", "/a/b/c/end", "b/c")]
    [InlineData("/functions/", "/functions/", "")]
    [InlineData("/", "/", "")]
    [InlineData("/{Bucket}?list-type=2", "/b", "b")]
    public void Labels_are_taken_undecoded(string template, string path, string expected)
    {
        var uri = new UriTemplate(template);
        var labels = new Range[CatalogueOperation.MaxLabels];

        Assert.True(uri.TryMatchPath(path, labels));
        Assert.Equal(expected, string.Join('|', labels.Take(uri.Labels.Count).Select(label => path[label])));
    }

    [Theory]
    [InlineData("/{Bucket}/{Key+}", "/b")]
    [InlineData("/{Bucket}/{Key+}", "/b/")]
    [InlineData("/{Bucket}", "/")]
    [InlineData("/{Bucket}", "/a/b")]
    [InlineData("/a/{Name+}/end", "/a/end")]
    [InlineData("/a/b", "/a")]
    [InlineData("/a", "/a/")]
    [InlineData("/a", "/A")]
    [InlineData("/a", "a")]
    [InlineData("/a", "")]
    public void Other_paths_do_not_match(string template, string path) =>
        Assert.False(new UriTemplate(template).TryMatchPath(path, new Range[CatalogueOperation.MaxLabels]));

    [Theory]
    [InlineData("/b?acl", "acl", true)]
    [InlineData("/b?acl", "acl=", true)]
    [InlineData("/b?acl", "prefix=acl", false)]
    [InlineData("/b?list-type=2", "a=1&list-type=2", true)]
    [InlineData("/b?list-type=2", "list-type=1", false)]
    [InlineData("/b?list-type=2", "list-type", false)]
    public void Fixed_parameters_must_be_there(string template, string query, bool matches) =>
        Assert.Equal(matches, new UriTemplate(template).MatchesQuery(query));
}
