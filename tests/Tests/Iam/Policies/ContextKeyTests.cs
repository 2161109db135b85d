using Redoubt.Services.Iam.Policies;

namespace Redoubt.Tests.Iam.Policies;

/// <summary>What each global key says of a call: IAM user guide, "Global condition context keys".</summary>
public sealed class ContextKeyTests
{
    static readonly Principal Tagged = Ask.Alice with { Tags = new Dictionary<string, string> { ["Team"] = "till" } };

    [Theory]
    [InlineData("StringEquals", "aws:SourceIp", "203.0.113.9")]
    [InlineData("IpAddress", "aws:SourceIp", "203.0.113.0/24")]
    [InlineData("Bool", "aws:SecureTransport", "true")]
    [InlineData("DateEquals", "aws:CurrentTime", "2026-11-20T12:00:00Z")]
    [InlineData("StringEquals", "aws:CurrentTime", "2026-11-20T12:00:00Z")]
    [InlineData("NumericEquals", "aws:EpochTime", "1795176000")]
    [InlineData("DateLessThan", "aws:EpochTime", "1795176001")]
    [InlineData("StringLike", "aws:UserAgent", "aws-cli/*")]
    [InlineData("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::111122223333:user/alice")]
    [InlineData("StringEquals", "aws:PrincipalAccount", "111122223333")]
    [InlineData("StringEquals", "aws:PrincipalType", "User")]
    [InlineData("StringEquals", "aws:userid", "AIDAEXAMPLEEXAMPLE123")]
    [InlineData("StringEquals", "AWS:UserName", "alice")]
    [InlineData("Bool", "aws:PrincipalIsAWSService", "false")]
    [InlineData("Bool", "aws:ViaAWSService", "false")]
    [InlineData("StringEquals", "aws:RequestedRegion", "eu-central-1")]
    [InlineData("StringEquals", "aws:ResourceAccount", "111122223333")]
    [InlineData("StringEquals", "aws:PrincipalTag/team", "till")]
    [InlineData("StringEquals", "aws:ResourceTag/Stage", "test")]
    [InlineData("StringEquals", "kms:ResourceTag/Stage", "test")]
    [InlineData("StringEquals", "aws:RequestTag/Owner", "alice")]
    [InlineData("ForAllValues:StringEquals", "aws:TagKeys", "Owner")]
    [InlineData("StringEquals", "kms:EncryptionContext:Dept", "shoes")]
    [InlineData("Null", "aws:MultiFactorAuthPresent", "true")]
    [InlineData("Null", "aws:TokenIssueTime", "true")]
    [InlineData("Null", "aws:PrincipalServiceName", "true")]
    [InlineData("Null", "aws:Referer", "true")]
    public void A_users_call_has_the_key(string name, string key, string value) => Assert.True(Holds(Tagged, name, key, value));

    [Theory]
    [InlineData("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/shop/clerk")]
    [InlineData("StringEquals", "aws:PrincipalType", "AssumedRole")]
    [InlineData("StringEquals", "aws:userid", "AROAEXAMPLEEXAMPLE123:till-1")]
    [InlineData("Null", "aws:username", "true")]
    [InlineData("Bool", "aws:MultiFactorAuthPresent", "true")]
    [InlineData("DateLessThan", "aws:TokenIssueTime", "2026-11-20T12:00:00Z")]
    public void A_sessions_call_has_the_key(string name, string key, string value)
    {
        var session = Ask.Session with
        {
            Session = new Dictionary<string, IReadOnlyList<string>>
            {
                ["aws:multifactorauthpresent"] = ["true"],
                ["aws:tokenissuetime"] = ["2026-11-20T11:00:00Z"],
            },
        };

        Assert.True(Holds(session, name, key, value));
    }

    [Fact]
    public void Root_is_the_account()
    {
        var call = Ask.By(Principal.Root(Ask.Here));
        var bucket = Ask.Bucket("""{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalType":"Account"}}}""");

        Assert.Equal(DecisionReason.ExplicitDeny, Evaluator.Decide(call, "s3:GetObject", bucket, PolicySet.Empty).Reason);
    }

    [Fact]
    public void A_service_cannot_pass_on_what_only_the_credential_can_say()
    {
        var resource = Ask.Bucket() with { Conditions = new Dictionary<string, IReadOnlyList<string>> { ["aws:multifactorauthpresent"] = ["true"] } };
        var policies = Ask.Policies("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}""");

        Assert.False(Evaluator.Decide(Ask.By(Ask.Alice), "s3:GetObject", resource, policies).Allowed);
    }

    [Fact]
    public void Plain_http_is_not_secure_transport()
    {
        var policies = Ask.Policies(
            """{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""");

        Assert.True(Evaluator.Decide(Ask.By(Ask.Alice), "s3:GetObject", Ask.Bucket(), policies).Allowed);
        Assert.False(Evaluator.Decide(Ask.By(Ask.Alice, tls: false), "s3:GetObject", Ask.Bucket(), policies).Allowed);
    }

    static bool Holds(Principal caller, string name, string key, string value)
    {
        var resource = Ask.Bucket() with
        {
            Tags = new Dictionary<string, string> { ["stage"] = "live", ["Stage"] = "test" },
            RequestTags = new Dictionary<string, string> { ["Owner"] = "alice" },
            Conditions = new Dictionary<string, IReadOnlyList<string>> { ["kms:encryptioncontext:dept"] = ["shoes"] },
        };
        var policies = Ask.Policies($$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"{{name}}":{"{{key}}":"{{value}}"} } }""");

        return Evaluator.Decide(Ask.By(caller), "s3:GetObject", resource, policies).Allowed;
    }
}
