using Redoubt.Services.Iam.Policies;

namespace Redoubt.Tests.Iam.Policies;

/// <summary>IAM user guide, "Policy elements: variables and tags".</summary>
public sealed class VariableTests
{
    [Theory]
    [InlineData("arn:aws:s3:::b/${aws:username}/*", "alice", "arn:aws:s3:::b/alice/x", true)]
    [InlineData("arn:aws:s3:::b/${aws:username}/*", "alice", "arn:aws:s3:::b/alicia/x", false)]
    [InlineData("arn:aws:s3:::b/${aws:username}/*", "*", "arn:aws:s3:::b/alice/x", false)]
    [InlineData("arn:aws:s3:::b/${aws:username}/*", "*", "arn:aws:s3:::b/*/x", true)]
    [InlineData("arn:aws:s3:::b/${aws:username}", "a?c", "arn:aws:s3:::b/abc", false)]
    [InlineData("arn:aws:s3:::b/${aws:username}", "${aws:userid}", "arn:aws:s3:::b/AIDAEXAMPLEEXAMPLE123", false)]
    [InlineData("arn:aws:s3:::b/*${aws:username}*/${AWS:UserName}", "al", "arn:aws:s3:::b/xalx/al", true)]
    [InlineData("arn:aws:s3:::b/${aws:PrincipalTag/none}", "alice", "arn:aws:s3:::b/", false)]
    [InlineData("arn:aws:s3:::b/${aws:PrincipalTag/none, 'all'}", "alice", "arn:aws:s3:::b/all", true)]
    [InlineData("arn:aws:s3:::b/${aws:PrincipalTag/none, 'a*'}", "alice", "arn:aws:s3:::b/all", false)]
    [InlineData("arn:aws:s3:::b/${aws:username, 'all'}", "alice", "arn:aws:s3:::b/alice", true)]
    [InlineData("arn:aws:s3:::b/${*}${?}${$}*", "alice", "arn:aws:s3:::b/*?$x", true)]
    [InlineData("arn:aws:s3:::b/${*}", "alice", "arn:aws:s3:::b/x", false)]
    public void A_variable_stands_for_its_value_and_nothing_else(string pattern, string user, string resource, bool matches)
    {
        var caller = Ask.Alice with { UserName = user };
        var policies = Ask.Policies($$"""{"Effect":"Allow","Action":"*","Resource":"{{pattern}}"}""");

        var decision = Evaluator.Decide(Ask.By(caller), "s3:GetObject", new Resource(Arn.Parse(resource)) { Owner = Ask.Here }, policies);

        Assert.Equal(matches, decision.Allowed);
    }

    [Theory]
    [InlineData("StringEquals", "${aws:username}", true)]
    [InlineData("StringEqualsIgnoreCase", "${aws:username}", true)]
    [InlineData("StringLike", "${aws:username}*", true)]
    [InlineData("StringNotEquals", "${aws:username}", false)]
    [InlineData("StringEquals", "${aws:SourceIp}", false)]
    [InlineData("StringEquals", "${aws:Referer}", false)]
    [InlineData("StringNotEquals", "${aws:Referer}", true)]
    [InlineData("StringEquals", "${x:several}", false)]
    public void A_condition_compares_with_the_variables_value(string name, string value, bool holds)
    {
        var resource = Ask.Bucket() with
        {
            Conditions = new Dictionary<string, IReadOnlyList<string>> { ["x:owner"] = ["alice"], ["x:several"] = ["alice", "bob"] },
        };
        var policies = Ask.Policies($$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"{{name}}":{"x:owner":"{{value}}"} } }""");

        Assert.Equal(holds, Evaluator.Decide(Ask.By(Ask.Alice), "s3:GetObject", resource, policies).Allowed);
    }

    [Theory]
    [InlineData("${aws:username}", false)]
    [InlineData("${*}", false)]
    public void Before_2012_a_variable_is_plain_text(string text, bool matches)
    {
        var policy = PolicyCompiler.Compile(
            $$"""{"Version":"2008-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"x:owner":"{{text}}"} } } }""",
            PolicyKind.Resource);
        Resource Owned(string owner) => Ask.Bucket() with
        {
            Policy = policy,
            Conditions = new Dictionary<string, IReadOnlyList<string>> { ["x:owner"] = [owner] },
        };

        Assert.Equal(matches, Evaluator.Decide(Ask.By(Ask.Alice), "s3:GetObject", Owned("alice"), PolicySet.Empty).Allowed);
        Assert.True(Evaluator.Decide(Ask.By(Ask.Alice), "s3:GetObject", Owned(text), PolicySet.Empty).Allowed);
    }

    [Fact]
    public void A_long_value_is_filled_in_whole()
    {
        var name = new string('x', 5_000);
        var caller = Ask.Alice with { Tags = new Dictionary<string, string> { ["long"] = name } };
        var policies = Ask.Policies("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLike":{"x:owner":"a?${aws:PrincipalTag/long}*z"}}}""");
        var resource = Ask.Bucket() with { Conditions = new Dictionary<string, IReadOnlyList<string>> { ["x:owner"] = [$"ab{name}yz"] } };

        Assert.True(Evaluator.Decide(Ask.By(caller), "s3:GetObject", resource, policies).Allowed);
    }
}
