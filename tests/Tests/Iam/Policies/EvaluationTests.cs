using Redoubt.Services.Iam.Policies;

namespace Redoubt.Tests.Iam.Policies;

/// <summary>
/// How grants combine: IAM user guide, "Policy evaluation logic" and "Cross-account policy evaluation logic";
/// KMS developer guide, "Key policies"; IAM user guide, "NotPrincipal".
/// </summary>
public sealed class EvaluationTests
{
    const string AllowAll = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
    const string DenyAll = """{"Effect":"Deny","Action":"*","Resource":"*"}""";
    const string Here = "\"AWS\":\"111122223333\"";
    const string HereAsRoot = "\"AWS\":\"arn:aws:iam::111122223333:root\"";
    const string There = "\"AWS\":\"444455556666\"";
    const string AliceArn = "\"AWS\":\"arn:aws:iam::111122223333:user/alice\"";
    const string AliceId = "\"AWS\":\"AIDAEXAMPLEEXAMPLE123\"";
    const string MalloryArn = "\"AWS\":\"arn:aws:iam::444455556666:user/mallory\"";
    const string RoleArn = "\"AWS\":\"arn:aws:iam::111122223333:role/shop/clerk\"";
    const string RoleId = "\"AWS\":\"AROAEXAMPLEEXAMPLE123\"";
    const string SessionArn = "\"AWS\":\"arn:aws:sts::111122223333:assumed-role/clerk/till-1\"";
    const string Everybody = "\"AWS\":\"*\"";
    const string Trail = "\"Service\":\"cloudtrail.amazonaws.com\"";

    [Theory]
    // who, the bucket's grant (null: no policy), identity policy allows, expected
    [InlineData("alice", null, false, nameof(DecisionReason.NoIdentityGrant))]
    [InlineData("alice", null, true, nameof(DecisionReason.IdentityGrant))]
    [InlineData("alice", AliceArn, false, nameof(DecisionReason.ResourceGrant))]
    [InlineData("alice", AliceId, false, nameof(DecisionReason.ResourceGrant))]
    [InlineData("alice", Everybody, false, nameof(DecisionReason.ResourceGrant))]
    [InlineData("alice", Here, false, nameof(DecisionReason.NoIdentityGrant))]
    [InlineData("alice", HereAsRoot, false, nameof(DecisionReason.NoIdentityGrant))]
    [InlineData("alice", Here, true, nameof(DecisionReason.IdentityGrant))]
    [InlineData("alice", RoleArn, false, nameof(DecisionReason.NoIdentityGrant))]
    [InlineData("session", RoleArn, false, nameof(DecisionReason.ResourceGrant))]
    [InlineData("session", RoleId, false, nameof(DecisionReason.ResourceGrant))]
    [InlineData("session", SessionArn, false, nameof(DecisionReason.ResourceGrant))]
    [InlineData("session", AliceArn, false, nameof(DecisionReason.NoIdentityGrant))]
    [InlineData("root", null, false, nameof(DecisionReason.Root))]
    [InlineData("root", AliceArn, false, nameof(DecisionReason.Root))]
    [InlineData("mallory", null, true, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("mallory", Here, true, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("mallory", There, true, nameof(DecisionReason.IdentityGrant))]
    [InlineData("mallory", There, false, nameof(DecisionReason.NoIdentityGrant))]
    [InlineData("mallory", MalloryArn, false, nameof(DecisionReason.NoIdentityGrant))]
    [InlineData("mallory", MalloryArn, true, nameof(DecisionReason.IdentityGrant))]
    [InlineData("mallory", Everybody, false, nameof(DecisionReason.NoIdentityGrant))]
    [InlineData("other root", Everybody, false, nameof(DecisionReason.Root))]
    [InlineData("other root", Here, false, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("anonymous", null, false, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("anonymous", Here, false, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("anonymous", Everybody, false, nameof(DecisionReason.ResourceGrant))]
    [InlineData("trail", Trail, false, nameof(DecisionReason.ResourceGrant))]
    [InlineData("trail", Here, false, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("alice", Trail, false, nameof(DecisionReason.NoIdentityGrant))]
    public void Either_side_grants_a_bucket_in_its_account(string who, string? grant, bool identity, string expected)
    {
        var bucket = Ask.Bucket(grant is null ? null : Grant(grant));

        Assert.Equal(expected, Decide(who, bucket, identity).ToString());
    }

    [Theory]
    [InlineData("alice", null, true, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("alice", HereAsRoot, true, nameof(DecisionReason.IdentityGrant))]
    [InlineData("alice", HereAsRoot, false, nameof(DecisionReason.NoIdentityGrant))]
    [InlineData("alice", AliceArn, false, nameof(DecisionReason.ResourceGrant))]
    [InlineData("alice", RoleArn, true, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("alice", There, true, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("session", RoleArn, false, nameof(DecisionReason.ResourceGrant))]
    [InlineData("root", HereAsRoot, false, nameof(DecisionReason.ResourceGrant))]
    [InlineData("root", AliceArn, false, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("root", null, false, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("mallory", There, true, nameof(DecisionReason.IdentityGrant))]
    [InlineData("mallory", There, false, nameof(DecisionReason.NoIdentityGrant))]
    [InlineData("mallory", HereAsRoot, true, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("trail", Trail, false, nameof(DecisionReason.ResourceGrant))]
    public void A_key_policy_must_hand_the_account_the_key(string who, string? grant, bool identity, string expected)
    {
        var key = Ask.Key(grant is null ? null : Grant(grant));

        Assert.Equal(expected, Decide(who, key, identity).ToString());
    }

    [Theory]
    [InlineData("alice", AliceArn, false, nameof(DecisionReason.ResourceGrant))]
    [InlineData("alice", Here, false, nameof(DecisionReason.NoIdentityGrant))]
    [InlineData("alice", Here, true, nameof(DecisionReason.IdentityGrant))]
    [InlineData("alice", RoleArn, true, nameof(DecisionReason.NoResourceGrant))]
    [InlineData("mallory", MalloryArn, false, nameof(DecisionReason.NoIdentityGrant))]
    [InlineData("mallory", MalloryArn, true, nameof(DecisionReason.IdentityGrant))]
    [InlineData("trail", Trail, false, nameof(DecisionReason.ResourceGrant))]
    public void A_trust_policy_must_trust_and_its_account_needs_permission(string who, string grant, bool identity, string expected)
    {
        var role = Ask.Role($$"""{"Effect":"Allow","Principal":{ {{grant}} },"Action":"sts:AssumeRole"}""");

        Assert.Equal(expected, Decide(who, role, identity, "sts:AssumeRole").ToString());
    }

    [Fact]
    public void A_federated_caller_is_trusted_by_its_provider()
    {
        const string Provider = "arn:aws:iam::111122223333:oidc-provider/login.shop.example";
        var role = Ask.Role($$"""{"Effect":"Allow","Principal":{"Federated":"{{Provider}}"},"Action":"sts:AssumeRoleWithWebIdentity"}""");
        var caller = Principal.Anonymous with { Session = new Dictionary<string, IReadOnlyList<string>> { ["aws:federatedprovider"] = [Provider] } };

        Assert.True(Evaluator.Decide(Ask.By(caller), "sts:AssumeRoleWithWebIdentity", role, PolicySet.Empty).Allowed);
        Assert.False(Evaluator.Decide(Ask.By(Principal.Anonymous), "sts:AssumeRoleWithWebIdentity", role, PolicySet.Empty).Allowed);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("alice")]
    [InlineData("session")]
    public void A_deny_in_the_resource_policy_holds_for_everybody(string who)
    {
        var bucket = Ask.Bucket($$"""{{Grant(Everybody)}},{"Effect":"Deny","Principal":"*","Action":"s3:Get*","Resource":"*"}""");

        Assert.Equal(DecisionReason.ExplicitDeny, Decide(who, bucket, identity: true));
    }

    [Fact]
    public void A_deny_in_an_identity_policy_holds_against_the_resources_grant()
    {
        var bucket = Ask.Bucket(Grant(AliceArn));

        var decision = Evaluator.Decide(Ask.By(Ask.Alice), "s3:GetObject", bucket, Ask.Policies(AllowAll, DenyAll));

        Assert.Equal(DecisionReason.ExplicitDeny, decision.Reason);
        Assert.Equal("p1", decision.Policy);
        Assert.Equal(0, decision.Statement?.Index);
    }

    [Theory]
    // who is named besides the account, who asks, denied
    [InlineData(AliceArn, "alice", false)]
    [InlineData(AliceArn, "session", true)]
    [InlineData(AliceArn, "root", false)]
    [InlineData(AliceArn, "mallory", true)]
    [InlineData(AliceArn, "anonymous", true)]
    [InlineData("\"AWS\":[\"arn:aws:iam::111122223333:role/shop/clerk\",\"arn:aws:sts::111122223333:assumed-role/clerk/till-1\"]", "session", false)]
    [InlineData(RoleArn, "session", true)]
    public void A_deny_for_all_but_some_excepts_who_is_named_with_role_and_account(string named, string who, bool denied)
    {
        var principals = named.Replace("\"AWS\":", "", StringComparison.Ordinal).Trim('[', ']');
        var bucket = Ask.Bucket(
            $$"""{{Grant(Everybody)}},{"Effect":"Deny","NotPrincipal":{"AWS":["111122223333",{{principals}}]},"Action":"*","Resource":"*"}""");

        Assert.Equal(denied, Decide(who, bucket, identity: true) == DecisionReason.ExplicitDeny);
    }

    [Theory]
    [InlineData("alice", false)]
    [InlineData("session", true)]
    [InlineData("anonymous", true)]
    public void An_allow_for_all_but_some_grants_everybody_else(string who, bool allowed)
    {
        var bucket = Ask.Bucket($$"""{"Effect":"Allow","NotPrincipal":{ {{AliceArn}} },"Action":"*","Resource":"*"}""");

        Assert.Equal(allowed, Decide(who, bucket, identity: false) == DecisionReason.ResourceGrant);
    }

    [Theory]
    [InlineData("\"Action\":\"S3:getobject\"", true)]
    [InlineData("\"Action\":\"s3:Get*\"", true)]
    [InlineData("\"Action\":\"s3:*ject\"", true)]
    [InlineData("\"Action\":\"*:*\"", true)]
    [InlineData("\"Action\":\"s3:Put*\"", false)]
    [InlineData("\"NotAction\":\"s3:Put*\"", true)]
    [InlineData("\"NotAction\":[\"iam:*\",\"s3:Get*\"]", false)]
    public void An_action_is_matched_whatever_its_case(string element, bool allowed)
    {
        var policies = Ask.Policies($$"""{"Effect":"Allow",{{element}},"Resource":"*"}""");

        Assert.Equal(allowed, Evaluator.Decide(Ask.By(Ask.Alice), "s3:GetObject", Ask.Bucket(), policies).Allowed);
    }

    [Theory]
    [InlineData("\"Resource\":\"arn:aws:s3:::photos\"", true)]
    [InlineData("\"Resource\":\"arn:aws:s3:::Photos\"", false)]
    [InlineData("\"Resource\":\"arn:aws:s3:*\"", true)]
    [InlineData("\"Resource\":\"arn:*:s3:::pho?os\"", true)]
    [InlineData("\"Resource\":\"arn:aws:s3:::photos/*\"", false)]
    [InlineData("\"NotResource\":\"arn:aws:s3:::photos/*\"", true)]
    [InlineData("\"NotResource\":\"arn:aws:s3:::ph*\"", false)]
    public void A_resource_is_matched_case_by_case(string element, bool allowed)
    {
        var policies = Ask.Policies($$"""{"Effect":"Allow","Action":"*",{{element}} }""");

        Assert.Equal(allowed, Evaluator.Decide(Ask.By(Ask.Alice), "s3:ListBucket", Ask.Bucket(), policies).Allowed);
    }

    [Fact]
    public void What_touches_no_resource_is_allowed_on_all_resources_only()
    {
        var all = Ask.Policies("""{"Effect":"Allow","Action":"kms:ListKeys","Resource":"*"}""");
        var some = Ask.Policies("""{"Effect":"Allow","Action":"kms:ListKeys","Resource":"arn:aws:kms:*:*:*"}""");

        Assert.True(Evaluator.Decide(Ask.By(Ask.Alice), "kms:ListKeys", Resource.Any, all).Allowed);
        Assert.False(Evaluator.Decide(Ask.By(Ask.Alice), "kms:ListKeys", Resource.Any, some).Allowed);
    }

    [Fact]
    public void Who_am_I_cannot_be_denied()
    {
        Assert.True(Evaluator.Decide(Ask.By(Ask.Alice), "sts:GetCallerIdentity", Resource.Any, Ask.Policies(DenyAll)).Allowed);
        Assert.False(Evaluator.Decide(Ask.By(Principal.Anonymous), "sts:GetCallerIdentity", Resource.Any, PolicySet.Empty).Allowed);
    }

    static string Grant(string principal) => $$"""{"Effect":"Allow","Principal":{ {{principal}} },"Action":"*","Resource":"*"}""";

    static DecisionReason Decide(string who, Resource resource, bool identity, string action = "s3:GetObject")
    {
        var caller = who switch
        {
            "alice" => Ask.Alice,
            "session" => Ask.Session,
            "root" => Principal.Root(Ask.Here),
            "mallory" => Ask.Mallory,
            "other root" => Principal.Root(Ask.There),
            "trail" => Principal.Service("cloudtrail.amazonaws.com"),
            _ => Principal.Anonymous,
        };

        return Evaluator.Decide(Ask.By(caller), action, resource, identity ? Ask.Policies(AllowAll) : PolicySet.Empty).Reason;
    }
}
