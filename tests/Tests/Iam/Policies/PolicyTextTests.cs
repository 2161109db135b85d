using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Redoubt.Services.Iam.Policies;

namespace Redoubt.Tests.Iam.Policies;

/// <summary>
/// What is refused and in which words. The texts are IAM's as public test suites that were checked against AWS record them;
/// S3's and STS's for resource and trust policies.
/// </summary>
public sealed class PolicyTextTests
{
    const string Syntax = "Syntax errors in policy.";
    const string Legacy = "The policy failed legacy parsing";
    const string Version = "Policy document must be version 2012-10-17 or greater.";
    const string Prefaced = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    const string Bucket = "\"Resource\":\"arn:aws:s3:::b\"";

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Version":"2012-10-17"}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":["a"]}""")]
    [InlineData("""{"Version":"2013-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"},"Other":"x"}""")]
    [InlineData("""{"Version":"2012-10-17","Id":[],"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2012-10-17","Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}} x""")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}{}""")]
    [InlineData("""{"Version":"2012-10-17",/* */"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*",}}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Sid":"\ud800","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":[[[[[[[[["*"]]]]]]]]],"Resource":"*"}}""")]
    public void A_document_of_another_shape_has_syntax_errors(string document) => Refused(Syntax, document);

    [Theory]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Other\":1," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Maybe\",\"Action\":\"s3:Get\"," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Effect\":\"Deny\",\"Action\":\"s3:Get\"," + Bucket, Syntax)]
    [InlineData("\"Action\":\"s3:Get\"," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"NotAction\":[]," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"NotResource\":\"*\"," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":{}," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":[[]]," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":{\"a\":\"*\"}", Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Sid\":{}," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":[]," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"a\":\"b\"}," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"Like\":{\"a\":\"b\"}}," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"NullIfExists\":{\"a\":\"true\"}}," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"ForAnyValue::StringEquals\":{\"a\":\"b\"}}," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"StringEquals\":{\"a\":{}}}," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"StringEquals\":{\"a\":\"b\",\"a\":\"c\"}}," + Bucket, Syntax)]
    [InlineData("\"Effect\":\"denY\",\"Action\":\"s3:Get\"," + Bucket, Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"arn:aws:s3::b\"", Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Resource\":\"arn:aws:s3::b\"", Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"arn:aws::::b\"", Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"arn:aws::b\"", Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"arn:aws:s3:::b/${aws:username\"", Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"arn:aws:s3:::b/${aws:username,x}\"", Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"DateLessThan\":{\"a\":\"soon\"}}," + Bucket, Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"DateLessThan\":{\"a\":\"234-13\"}}," + Bucket, Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"DateLessThan\":{\"a\":\"2016-12-13t2:00:00.5+1\"}}," + Bucket, Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"DateLessThan\":{\"a\":\"2016-12-13t2:00:00.1999999999+10:59\"}}," + Bucket, Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"DateLessThan\":{\"a\":\"9223372036854775808\"}}," + Bucket, Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"NumericEquals\":{\"a\":\"one\"}}," + Bucket, Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"IpAddress\":{\"a\":\"10.0.0.0/33\"}}," + Bucket, Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"IpAddress\":{\"a\":\"10.0\"}}," + Bucket, Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"Bool\":{\"a\":\"yes\"}}," + Bucket, Legacy)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Condition\":{\"BinaryEquals\":{\"a\":\"%\"}}," + Bucket, Legacy)]
    [InlineData("\"Effect\":\"Allow\"," + Bucket, "Policy statement must contain actions.")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":[]," + Bucket, "Policy statement must contain actions.")]
    [InlineData("\"Effect\":\"Allow\"", "Policy statement must contain actions.")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\"", "Policy statement must contain resources.")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":[]", "Policy statement must contain resources.")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"Get\"," + Bucket, Prefaced)]
    [InlineData("\"Effect\":\"Allow\",\"NotAction\":\"\"," + Bucket, Prefaced)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"Get\"", Prefaced)]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"a a:Get\"," + Bucket, "Vendor a a is not valid")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get:Object\"," + Bucket, "Actions/Condition can contain only one colon.")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s:3:Get\",\"Resource\":\"here\"", "Resource here must be in ARN format or \"*\".")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"\"", "Resource  must be in ARN format or \"*\".")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"a:other\"", "Partition \"other\" is not valid for resource \"arn:other:*:*:*:*\".")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"a:b:c\"", "Partition \"b\" is not valid for resource \"arn:b:c:*:*:*\".")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"a:b:c:d:e:f:g\"", "Partition \"b\" is not valid for resource \"arn:b:c:d:e:f:g\".")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"aws:s3:::b\"", "Partition \"s3\" is not valid for resource \"arn:s3:::b:*\".")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"arn:aws\"", "Resource vendor must be fully qualified and cannot contain regexes.")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"arn:aws:iam:eu-west-1::user/a\"", "IAM resource arn:aws:iam:eu-west-1::user/a cannot contain region information.")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"arn:aws:s3:eu-west-1::b\"", "Resource arn:aws:s3:eu-west-1::b can not contain region information.")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Resource\":\"arn:aws:iam:::alice\"", "IAM resource path must either be \"*\" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Sid\":\"not-this\"," + Bucket, "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:Get\",\"Principal\":\"*\"," + Bucket, "Policy document should not specify a principal.")]
    public void A_statement_is_refused_in_AWS_words(string statement, string reason) =>
        Refused(reason, $$"""{"Version":"2012-10-17","Statement":{ {{statement}} } }""");

    [Fact]
    public void Two_statements_cannot_share_an_id() => Refused(
        "Statement IDs (SID) in a single policy must be unique.",
        """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"a","Effect":"Deny"}]}""");

    [Theory]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2008-10-17","Statement":{"Effect":"denY","Action":"*","Resource":"*"}}""")]
    public void An_identity_policy_has_the_current_version(string document) => Refused(Version, document);

    [Theory]
    [InlineData("\"Action\":\"iam: a b \",\"Resource\":[\"arn:aws:s3:::b\",\"*\"]")]
    [InlineData("\"Action\":\"a.b-c:X\",\"Resource\":\"arn:aws:elsewhere\"")]
    [InlineData("\"NotAction\":\"s3:*\",\"NotResource\":\"*\"")]
    [InlineData("\"Action\":\"*\",\"Resource\":\"arn:aws:iam::*:user/${aws:username}\"")]
    [InlineData("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"unknown\":{}}")]
    [InlineData("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"a\":[]}}")]
    [InlineData("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"a\":\"01T\"}}")]
    [InlineData("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"a\":\"2016-12-13t2:00:00.593194+23\"}}")]
    [InlineData("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"a\":\"-292275054\"}}")]
    [InlineData("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"NumericLessThan\":{\"a\":10},\"Bool\":{\"b\":true}}")]
    [InlineData("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"ForAnyValue:StringEqualsIfExists\":{\"a\":\"b\"}}")]
    public void What_AWS_takes_is_taken(string statement) =>
        Assert.Single(Ask.Identity($$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow",{{statement}} } }""").Statements);

    [Theory]
    [InlineData(PolicyKind.Resource, "no json", "Policies must be valid JSON and the first byte must be '{'")]
    [InlineData(PolicyKind.Resource, "{}", "Missing required field Statement")]
    [InlineData(PolicyKind.Resource, """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""", "Missing required field Principal")]
    [InlineData(PolicyKind.Resource, """{"Statement":{"Effect":"Allow","Principal":"*","Resource":"*"}}""", "Missing required field Action")]
    [InlineData(PolicyKind.Resource, """{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*"}}""", "Missing required field Resource")]
    [InlineData(PolicyKind.Resource, """{"Statement":{"Principal":"*","Action":"s3:*","Resource":"*"}}""", "Missing required field Effect")]
    [InlineData(PolicyKind.Resource, """{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3","Resource":"*"}}""", "Policy has invalid action")]
    [InlineData(PolicyKind.Resource, """{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"b"}}""", "Policy has invalid resource")]
    [InlineData(PolicyKind.Resource, """{"Statement":{"Effect":"Allow","Principal":{"AWS":"alice"},"Action":"s3:*","Resource":"*"}}""", "Invalid principal in policy: \"AWS\":\"alice\"")]
    [InlineData(PolicyKind.Resource, """{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/*"},"Action":"s3:*","Resource":"*"}}""", "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:user/*\"")]
    [InlineData(PolicyKind.Resource, """{"Statement":{"Effect":"Allow","Principal":{"Service":"*"},"Action":"s3:*","Resource":"*"}}""", "Invalid principal in policy: \"Service\":\"*\"")]
    [InlineData(PolicyKind.Resource, """{"Statement":{"Effect":"Allow","Principal":"alice","Action":"s3:*","Resource":"*"}}""", Syntax)]
    [InlineData(PolicyKind.Trust, """{"Statement":{""", "This policy contains invalid Json")]
    [InlineData(PolicyKind.Trust, """{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}""", "Missing required field Principal")]
    [InlineData(PolicyKind.Trust, """{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}}""", "Has prohibited field Resource")]
    [InlineData(PolicyKind.Trust, """{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:Get"}}""", "AssumeRole policy may only specify STS AssumeRole actions.")]
    public void Resource_and_trust_policies_have_words_of_their_own(PolicyKind kind, string document, string reason) => Refused(reason, document, kind);

    [Fact]
    public void A_document_that_is_too_long_is_refused_unread() =>
        Refused("Policy document must not be longer than 131072 characters.", new string('{', PolicyParser.MaxLength + 1));

    [Fact]
    public void Whatever_the_bytes_the_answer_is_a_policy_or_a_reason()
    {
        var texts = ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => Encoding.UTF8.GetString(bytes))
            .Or(ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? ""));

        Prop.ForAll(texts.ToArbitrary(), IsPolicyOrReason).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Whatever_is_cut_out_or_put_in_the_answer_is_a_policy_or_a_reason()
    {
        const string Whole = """
            {"Version":"2012-10-17","Id":"x","Statement":[{"Sid":"a","Effect":"Allow","NotPrincipal":{"AWS":["111122223333","*"]},"Action":["s3:*"],
            "NotResource":"arn:aws:s3:::b/${aws:username, 'x'}*","Condition":{"ForAllValues:StringLikeIfExists":{"aws:TagKeys":["a*",1,true]},"IpAddress":{"aws:SourceIp":"::1/8"}}}]}
            """;
        var change = from at in Gen.Choose(0, Whole.Length - 1)
                     from length in Gen.Choose(0, 8)
                     from put in Gen.Elements("", "\"", "{", "}", "[", "]", ":", ",", "\\u0000", "${", "*", "null", "9e999", "\ud800")
                     select Whole[..at] + put + Whole[Math.Min(Whole.Length, at + length)..];

        Prop.ForAll(change.ToArbitrary(), IsPolicyOrReason).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    static bool IsPolicyOrReason(string document)
    {
        foreach (var kind in Enum.GetValues<PolicyKind>())
        {
            try { PolicyCompiler.Compile(document, kind); }
            catch (PolicyFormatException e) when (e.Message.Length > 0) { }
        }
        return true;
    }

    static void Refused(string reason, string document, PolicyKind kind = PolicyKind.Identity) =>
        Assert.Equal(reason, Assert.Throws<PolicyFormatException>(() => PolicyCompiler.Compile(document, kind)).Message);
}
