using Redoubt.Services.Iam.Policies;

namespace Redoubt.Tests.Iam.Policies;

/// <summary>
/// Every operator with and without the key, alone and over sets. Sources of the truth: IAM user guide, "Condition operators"
/// (missing key: false, negated operators true, IfExists true; values OR, of negated operators NOR; ARN parts each for themselves),
/// "Multivalued context keys" (ForAllValues true for none and for an empty text, ForAnyValue false), "Null".
/// </summary>
public sealed class ConditionTests
{
    [Theory]
    // operator, value that fits, value that does not
    [InlineData("StringEquals", "\"a*\"", "a*", "ab")]
    [InlineData("StringEquals", "[\"a\",\"b\"]", "b", "B")]
    [InlineData("StringEqualsIgnoreCase", "\"aB\"", "Ab", "abc")]
    [InlineData("StringLike", "\"a*c?\"", "abcd", "aBCd")]
    [InlineData("NumericEquals", "10", "10.0", "11")]
    [InlineData("NumericLessThan", "10", "9.99", "10")]
    [InlineData("NumericLessThanEquals", "10", "10", "10.01")]
    [InlineData("NumericGreaterThan", "\"-1\"", "0", "-1")]
    [InlineData("NumericGreaterThanEquals", "\"10\"", "10", "9")]
    [InlineData("DateEquals", "\"2026-11-20T12:00:00Z\"", "2026-11-20T13:00:00+01:00", "2026-11-20T12:00:01Z")]
    [InlineData("DateEquals", "\"1795176000\"", "2026-11-20T12:00:00Z", "2026-11-20")]
    [InlineData("DateLessThan", "\"2026-11-20\"", "2026-11-19T23:59:59.999Z", "2026-11-20")]
    [InlineData("DateLessThanEquals", "\"2026-11-20\"", "2026-11-20", "2026-11-20T00:00:00.001Z")]
    [InlineData("DateGreaterThan", "\"2000-02-29\"", "2000-03-01", "2000-02-28T23:00Z")]
    [InlineData("DateGreaterThanEquals", "\"-0001\"", "0", "-0002")]
    [InlineData("Bool", "true", "true", "false")]
    [InlineData("Bool", "\"FALSE\"", "False", "true")]
    [InlineData("BinaryEquals", "\"QmluYXJ5\"", "QmluYXJ5", "QmluYXJ6")]
    [InlineData("IpAddress", "\"203.0.113.0/24\"", "203.0.113.255", "203.0.114.0")]
    [InlineData("IpAddress", "\"203.0.113.7\"", "203.0.113.7", "203.0.113.8")]
    [InlineData("IpAddress", "\"203.0.113.7/0\"", "1.2.3.4", "::1")]
    [InlineData("IpAddress", "\"2001:db8::/33\"", "2001:db8:7fff::1", "2001:db8:8000::1")]
    [InlineData("IpAddress", "\"10.0.0.0/8\"", "::ffff:10.1.1.1", "::10.1.1.1")]
    [InlineData("IpAddress", "\"10.0.0.0/8\"", "10.1.0.0/16", "10.0.0.0/7")]
    [InlineData("ArnEquals", "\"arn:aws:sns:*:1:t*\"", "arn:aws:sns:eu:1:topic:x", "arn:aws:sns:eu:x:1:topic")]
    [InlineData("ArnLike", "\"arn:aws:sns:eu:1:t?\"", "arn:aws:sns:eu:1:tx", "arn:aws:sns:eu:1:txx")]
    public void An_operator_compares_and_its_negation_contradicts(string name, string values, string fits, string other)
    {
        var negation = name switch
        {
            "StringEquals" => "StringNotEquals",
            "StringEqualsIgnoreCase" => "StringNotEqualsIgnoreCase",
            "StringLike" => "StringNotLike",
            "NumericEquals" => "NumericNotEquals",
            "DateEquals" => "DateNotEquals",
            "IpAddress" => "NotIpAddress",
            "ArnEquals" => "ArnNotEquals",
            "ArnLike" => "ArnNotLike",
            _ => null,
        };

        Assert.True(Holds(name, values, fits));
        Assert.False(Holds(name, values, other));
        Assert.False(Holds(name, values));
        Assert.True(Holds($"{name}IfExists", values));
        Assert.True(Holds($"{name}IfExists", values, fits));
        Assert.False(Holds($"{name}IfExists", values, other));
        Assert.True(Holds(name.ToUpperInvariant(), values, fits));
        if (negation is null) return;
        Assert.False(Holds(negation, values, fits));
        Assert.True(Holds(negation, values, other));
        Assert.True(Holds(negation, values));
        Assert.True(Holds($"{negation}IfExists", values));
        Assert.False(Holds($"{negation}IfExists", values, fits));
    }

    [Theory]
    [InlineData("NumericEquals", "NumericNotEquals", "10")]
    [InlineData("DateEquals", "DateNotEquals", "\"2026-11-20\"")]
    [InlineData("IpAddress", "NotIpAddress", "\"10.0.0.0/8\"")]
    [InlineData("ArnEquals", "ArnNotEquals", "\"arn:aws:sns:eu:1:t\"")]
    public void What_cannot_be_read_as_the_type_equals_nothing(string name, string negation, string values)
    {
        Assert.False(Holds(name, values, "what?"));
        Assert.True(Holds(negation, values, "what?"));
    }

    [Theory]
    // operator, the request's values (space between), whether it holds against ["a","b"]
    [InlineData("ForAllValues:StringEquals", null, true)]
    [InlineData("ForAllValues:StringEquals", "a", true)]
    [InlineData("ForAllValues:StringEquals", "a b", true)]
    [InlineData("ForAllValues:StringEquals", "a c", false)]
    [InlineData("ForAllValues:StringEquals", "c", false)]
    [InlineData("ForAllValues:StringEquals", "", true)]
    [InlineData("ForAllValues:StringNotEquals", null, true)]
    [InlineData("ForAllValues:StringNotEquals", "c d", true)]
    [InlineData("ForAllValues:StringNotEquals", "c a", false)]
    [InlineData("ForAllValues:StringEqualsIfExists", null, true)]
    [InlineData("ForAllValues:StringEqualsIfExists", "c", false)]
    [InlineData("ForAnyValue:StringEquals", null, false)]
    [InlineData("ForAnyValue:StringEquals", "c a", true)]
    [InlineData("ForAnyValue:StringEquals", "c d", false)]
    [InlineData("ForAnyValue:StringEquals", "", false)]
    [InlineData("ForAnyValue:StringNotEquals", null, false)]
    [InlineData("ForAnyValue:StringNotEquals", "a c", true)]
    [InlineData("ForAnyValue:StringNotEquals", "a b", false)]
    [InlineData("ForAnyValue:StringEqualsIfExists", null, true)]
    [InlineData("ForAnyValue:StringEqualsIfExists", "c", false)]
    [InlineData("StringEquals", "a b", false)]
    [InlineData("StringNotEquals", "c d", false)]
    public void A_set_operator_says_how_many_values_must_fit(string name, string? values, bool holds) =>
        Assert.Equal(holds, Holds(name, """["a","b"]""", values?.Split(' ') ?? []));

    [Fact]
    public void Several_values_under_a_negated_operator_without_set_are_denied_not_allowed()
    {
        const string Condition = """ "Condition":{"StringNotEquals":{"x:key":["a"]}} """;

        Assert.False(Applies("Allow", Condition, ["b", "c"]));
        Assert.True(Applies("Deny", Condition, ["b", "c"]));
    }

    [Theory]
    [InlineData("\"true\"", false, true)]
    [InlineData("\"true\"", true, false)]
    [InlineData("false", false, false)]
    [InlineData("false", true, true)]
    [InlineData("[true,false]", true, true)]
    public void Null_asks_whether_the_key_is_there(string values, bool present, bool holds) =>
        Assert.Equal(holds, present ? Holds("Null", values, "x") : Holds("Null", values));

    [Theory]
    [InlineData("StringEquals", "a", false)]
    [InlineData("StringNotEquals", "a", true)]
    public void No_values_fit_nothing(string name, string value, bool holds) => Assert.Equal(holds, Holds(name, "[]", value));

    [Theory]
    [InlineData("a", "x", false)]
    [InlineData("a", null, false)]
    [InlineData("b", "x", true)]
    public void Operators_and_keys_must_all_hold(string first, string? second, bool holds)
    {
        var policy = Ask.Policies(
            """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"x:first":"a"},"StringEquals":{"X:Second":"x","x:first":"b"}}}""");
        var keys = new Dictionary<string, IReadOnlyList<string>> { ["x:first"] = [first] };
        if (second is not null) keys["x:second"] = [second];

        var decision = Evaluator.Decide(Ask.By(Ask.Alice), "kms:Encrypt", Ask.Bucket() with { Conditions = keys }, policy);

        Assert.Equal(holds, decision.Allowed);
    }

    static bool Holds(string name, string values, params string[] request) =>
        Applies("Allow", $$""" "Condition":{"{{name}}":{"x:Key":{{values}} } } """, request);

    static bool Applies(string effect, string condition, string[] values)
    {
        var resource = Ask.Bucket() with
        {
            Conditions = values.Length == 0 ? null : new Dictionary<string, IReadOnlyList<string>> { ["x:key"] = values },
        };
        var policies = Ask.Policies(
            $$"""{"Effect":"{{effect}}","Action":"*","Resource":"*",{{condition}} }""",
            effect == "Deny" ? """{"Effect":"Allow","Action":"*","Resource":"*"}""" : """{"Effect":"Deny","Action":"x:none","Resource":"*"}""");

        return Evaluator.Decide(Ask.By(Ask.Alice), "kms:Encrypt", resource, policies).Statement is { } decided && decided.Denies == (effect == "Deny");
    }
}
