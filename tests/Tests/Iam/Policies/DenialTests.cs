using System.Text.Json;
using Redoubt.Services.Iam.Policies;

namespace Redoubt.Tests.Iam.Policies;

/// <summary>The words are those of the IAM user guide, "Troubleshoot access denied error messages".</summary>
public sealed class DenialTests
{
    const string Start = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: kms:Encrypt on resource: arn:aws:kms:eu-central-1:111122223333:key/1 ";
    const string Delegate = """{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"}""";

    [Fact]
    public void No_identity_policy_allows() =>
        AssertMessage(Start + "because no identity-based policy allows the kms:Encrypt action", Ask.Key(Delegate), PolicySet.Empty);

    [Fact]
    public void No_resource_policy_allows() =>
        AssertMessage(Start + "because no resource-based policy allows the kms:Encrypt action", Ask.Key(), PolicySet.Empty);

    [Fact]
    public void An_identity_policy_denies() =>
        AssertMessage(Start + "with an explicit deny in an identity-based policy", Ask.Key(Delegate), Ask.Policies("""{"Effect":"Deny","Action":"kms:*","Resource":"*"}"""));

    [Fact]
    public void A_resource_policy_denies() => AssertMessage(
        Start + "with an explicit deny in a resource-based policy",
        Ask.Key("""{"Effect":"Deny","Principal":"*","Action":"kms:*","Resource":"*"}"""),
        PolicySet.Empty);

    [Fact]
    public void A_role_does_not_say_why_it_distrusts()
    {
        var role = Ask.Role("""{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}""");

        var error = Deny(role, PolicySet.Empty, "sts:AssumeRole");

        Assert.Equal(
            $"User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/clerk (decision id: {error.DecisionId})",
            error.Message);
    }

    [Fact]
    public void The_explanation_shows_each_statement_and_the_keys_it_looked_at()
    {
        var policies = Ask.Policies(
            """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:Unasked":"x"}}}""",
            """
            {"Sid":"Office","Effect":"Allow","Action":"kms:*","Resource":"arn:aws:kms:*:*:key/*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}},
            {"Sid":"Never","Effect":"Deny","NotAction":"iam:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"${aws:username}"}}}
            """);

        var explanation = Deny(Ask.Key(Delegate), policies).Explanation;

        Assert.Equal("no identity-based policy allows the action", explanation.Reason);
        Assert.Null(explanation.Decided);
        Assert.Equal(
            [
                "p0 identity-based policy 0  Allow Action",
                "p1 identity-based policy 0 Office Allow Condition IpAddress aws:SourceIp",
                "p1 identity-based policy 1 Never Deny Condition StringEquals aws:PrincipalTag/team",
                "arn:aws:kms:eu-central-1:111122223333:key/1 resource-based policy 0  Allow matched",
            ],
            explanation.Policies.SelectMany(policy => policy.Statements.Select(statement =>
                $"{policy.Name} {policy.Type} {statement.Statement} {statement.Sid} {statement.Effect} {statement.Mismatch ?? "matched"}")));
        Assert.Equal(
            """{"aws:PrincipalTag/team":[],"aws:SourceIp":["203.0.113.9"],"aws:username":["alice"]}""",
            JsonSerializer.Serialize(explanation.Keys));
    }

    [Fact]
    public void The_explanation_names_the_statement_that_decided()
    {
        var policies = Ask.Policies(
            """{"Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"Stop","Effect":"Deny","Action":"*","Resource":"*"}""");

        var explanation = Deny(Ask.Key(Delegate), policies).Explanation;

        Assert.Equal(new DecidingStatement("p0", 1, "Stop"), explanation.Decided);
    }

    [Fact]
    public void The_explanation_has_an_end()
    {
        var statement = """{"Effect":"Allow","Action":"kms:*","Resource":"arn:aws:s3:::x"}""";
        var policies = Ask.Policies([.. Enumerable.Repeat(string.Join(',', Enumerable.Repeat(statement, 100)), 20)]);

        Assert.Equal(500, Deny(Ask.Key(Delegate), policies).Explanation.Policies.Sum(policy => policy.Statements.Count));
    }

    static void AssertMessage(string message, Resource resource, PolicySet policies)
    {
        var error = Deny(resource, policies);

        Assert.Equal($"{message} (decision id: {error.DecisionId})", error.Message);
        Assert.Equal("AccessDenied", error.Code);
        Assert.Equal(403, error.Status);
    }

    static AccessDeniedError Deny(Resource resource, PolicySet policies, string action = "kms:Encrypt")
    {
        var call = Ask.By(Ask.Alice);
        var decision = Evaluator.Decide(call, action, resource, policies);
        Assert.False(decision.Allowed);
        return Denial.Of(call, action, resource, policies, decision);
    }
}
