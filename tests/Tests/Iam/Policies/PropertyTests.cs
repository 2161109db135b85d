using FsCheck;
using FsCheck.Fluent;
using Redoubt.Services.Iam.Policies;

namespace Redoubt.Tests.Iam.Policies;

/// <summary>What must hold of any policies and any request.</summary>
public sealed class PropertyTests
{
    static readonly Gen<string> Conditions = Gen.Elements(
        "",
        """ ,"Condition":{"StringEquals":{"aws:username":"alice"}} """,
        """ ,"Condition":{"StringNotLike":{"x:key":["a*","b"]}} """,
        """ ,"Condition":{"ForAllValues:StringEquals":{"x:key":["a","b"]}} """,
        """ ,"Condition":{"ForAnyValue:StringEquals":{"x:key":["a"]},"Bool":{"aws:SecureTransport":"true"}} """,
        """ ,"Condition":{"IpAddressIfExists":{"x:key":"10.0.0.0/8"},"Null":{"x:key":"true"}} """);

    static readonly Gen<string> Statements =
        from action in Gen.Elements("\"Action\":\"s3:GetObject\"", "\"Action\":\"s3:*\"", "\"Action\":\"*\"", "\"NotAction\":\"s3:Put*\"", "\"NotAction\":[\"s3:G*\",\"kms:*\"]")
        from resource in Gen.Elements("\"Resource\":\"*\"", "\"Resource\":\"arn:aws:s3:::photos\"", "\"Resource\":\"arn:aws:s3:::${aws:username}/*\"", "\"NotResource\":\"arn:aws:s3:::photos/*\"")
        from condition in Conditions
        select $"{action},{resource}{condition}";

    static readonly Gen<string> Principals = Gen.Elements(
        "\"Principal\":\"*\"",
        "\"Principal\":{\"AWS\":\"111122223333\"}",
        "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/alice\"}",
        "\"Principal\":{\"AWS\":[\"444455556666\",\"arn:aws:iam::111122223333:role/shop/clerk\"]}",
        "\"Principal\":{\"Service\":\"cloudtrail.amazonaws.com\"}",
        "\"NotPrincipal\":{\"AWS\":[\"111122223333\",\"arn:aws:iam::111122223333:user/alice\"]}");

    static readonly Gen<(Principal Caller, string Action, Resource Resource)> Requests =
        from caller in Gen.Elements(
            Ask.Alice, Ask.Session, Ask.Mallory, Principal.Root(Ask.Here), Principal.Root(Ask.There), Principal.Anonymous, Principal.Service("cloudtrail.amazonaws.com"))
        from action in Gen.Elements("s3:GetObject", "s3:PutObject", "kms:Encrypt")
        from name in Gen.Elements("arn:aws:s3:::photos", "arn:aws:s3:::photos/1", "arn:aws:s3:::alice/1", "*")
        from rule in Gen.Elements(Enum.GetValues<ResourcePolicyRule>())
        from values in Gen.Elements(Array.Empty<string>(), ["a"], ["a", "c"], ["10.1.1.1"], [""])
        select (caller, action, (name == "*" ? Resource.Any : new Resource(Arn.Parse(name)) { Owner = Ask.Here }) with
        {
            PolicyRule = rule,
            Conditions = new Dictionary<string, IReadOnlyList<string>> { ["x:key"] = values },
        });

    static readonly Gen<string> Effects = Gen.Elements("Allow", "Allow", "Deny");

    static readonly Gen<string[]> Identity = Effects.Zip(Statements, (effect, rest) => $$"""{"Effect":"{{effect}}",{{rest}} }""").ListOf(4).Select(list => list.ToArray());

    static readonly Gen<string[]> Attached =
        from count in Gen.Choose(0, 3)
        from list in Effects.Zip(Statements.Zip(Principals), (effect, rest) => $$"""{"Effect":"{{effect}}",{{rest.Item2}},{{rest.Item1}} }""").ListOf(count)
        select list.ToArray();

    [Fact]
    public void A_deny_that_matches_always_wins() => ForAll((request, identity, attached) =>
    {
        var denied = Decide(request, [.. identity, """{"Effect":"Deny","Action":"*","Resource":"*"}"""], attached);
        var deniedThere = Decide(request, identity, [.. attached, """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}"""]);

        return denied.Reason == DecisionReason.ExplicitDeny && deniedThere.Reason == DecisionReason.ExplicitDeny;
    });

    [Fact]
    public void Another_allow_never_takes_away() => ForAll((request, identity, attached) =>
        !Decide(request, identity, attached).Allowed
        || (Decide(request, [.. identity, """{"Effect":"Allow","Action":"s3:*","Resource":"*"}"""], attached).Allowed
            && Decide(request, identity, [.. attached, """{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"*","Resource":"*"}"""]).Allowed));

    [Fact]
    public void Another_deny_never_gives() => ForAll((request, identity, attached) =>
        Decide(request, identity, attached).Allowed
        || !Decide(request, [.. identity, """{"Effect":"Deny","NotAction":"s3:G*","NotResource":"arn:aws:s3:::photos"}"""], attached).Allowed);

    [Fact]
    public void The_order_of_policies_and_statements_does_not_matter() => ForAll((request, identity, attached) =>
        Decide(request, identity, attached).Reason == Decide(request, [.. identity.Reverse()], [.. attached.Reverse()]).Reason);

    [Fact]
    public void Policies_together_decide_as_one_policy_with_all_statements() => ForAll((request, identity, attached) =>
        Decide(request, identity, attached).Reason == Decide(request, [string.Join(',', identity)], attached).Reason);

    [Fact]
    public void Without_policies_only_root_is_allowed() => ForAll((request, _, _) =>
        Decide(request, [], []) is { Allowed: var allowed } && (!allowed || request.Caller.Kind == PrincipalKind.Root));

    [Fact]
    public void The_explanation_agrees_with_the_decision() => ForAll((request, identity, attached) =>
    {
        var (caller, action, resource) = request;
        var call = Ask.By(caller);
        var policies = Ask.Policies(identity);
        resource = resource with { Policy = attached.Length == 0 ? null : Ask.Attached(string.Join(',', attached)) };
        var decision = Evaluator.Decide(call, action, resource, policies);

        var explanation = Denial.Of(call, action, resource, policies, decision).Explanation;

        var denies = explanation.Policies.SelectMany(policy => policy.Statements).Any(statement => statement is { Matched: true, Effect: "Deny" });
        return denies == (decision.Reason == DecisionReason.ExplicitDeny);
    });

    static Decision Decide((Principal Caller, string Action, Resource Resource) request, string[] identity, string[] attached) => Evaluator.Decide(
        Ask.By(request.Caller),
        request.Action,
        request.Resource with { Policy = attached.Length == 0 ? null : Ask.Attached(string.Join(',', attached)) },
        Ask.Policies(identity));

    static void ForAll(Func<(Principal Caller, string Action, Resource Resource), string[], string[], bool> holds)
    {
        var cases = Requests.Zip(Identity.Zip(Attached));
        Prop.ForAll(cases.ToArbitrary(), one => holds(one.Item1, one.Item2.Item1, one.Item2.Item2)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
