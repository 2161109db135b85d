using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class SizeConstraintTests
{
    [Theory]
    [InlineData(ComparisonOperator.Equal, false, true, false)]
    [InlineData(ComparisonOperator.NotEqual, true, false, true)]
    [InlineData(ComparisonOperator.LessOrEqual, true, true, false)]
    [InlineData(ComparisonOperator.Less, true, false, false)]
    [InlineData(ComparisonOperator.GreaterOrEqual, false, true, true)]
    [InlineData(ComparisonOperator.Greater, false, false, true)]
    public void The_size_stands_left_of_the_operator(ComparisonOperator comparison, bool below, bool at, bool above)
    {
        var statement = new SizeConstraintDefinition { Field = new UriPathField(), Operator = comparison, Size = 4 };

        var results = new[] { "/ab", "/abc", "/abcd" }.Select(path => Of.Matches(statement, new WireRequest(path)));

        Assert.Equal([below, at, above], results);
    }

    [Fact]
    public void A_transformed_component_counts_as_transformed()
    {
        var statement = new SizeConstraintDefinition { Field = new QueryStringField(), Operator = ComparisonOperator.Equal, Size = 1, Transformations = Of.Chain("URL_DECODE") };

        Assert.True(Of.Matches(statement, new WireRequest("/?%41")));
    }

    [Fact]
    public void A_truncated_body_counts_in_full()
    {
        var statement = new SizeConstraintDefinition { Field = new BodyField(OversizeHandling.Continue), Operator = ComparisonOperator.Greater, Size = 8192 };

        Assert.True(Of.Matches(statement, new WireRequest().WithBody("short").Truncated(whole: 10_000)));
    }
}
