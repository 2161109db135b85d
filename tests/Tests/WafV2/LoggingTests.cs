using System.Text.Json.Nodes;
using Redoubt.Services.WafV2;
using Redoubt.Tests.Waf;
using Redoubt.Waf;
using static Redoubt.Tests.WafV2.WafHarness;

namespace Redoubt.Tests.WafV2;

public sealed class LoggingTests
{
    const string Destination = "arn:aws:logs:eu-central-1:111122223333:log-group:aws-waf-logs-shop";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Configuration_is_stored_listed_replaced_and_deleted()
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop");
        const string More = ""","RedactedFields":[{"SingleHeader":{"Name":"authorization"}},{"QueryString":{}}],"LoggingFilter":{"DefaultBehavior":"DROP","Filters":[{"Behavior":"KEEP","Requirement":"MEETS_ANY","Conditions":[{"ActionCondition":{"Action":"BLOCK"}},{"LabelNameCondition":{"LabelName":"awswaf:a"}}]}]}""";

        await waf.Do("PutLoggingConfiguration", Put(acl.ARN));
        await waf.Do("PutLoggingConfiguration", Put(acl.ARN, more: More));
        var found = Json.Output("GetLoggingConfiguration", await waf.Do<GetLoggingConfigurationResponse>("GetLoggingConfiguration", Of(acl.ARN)))["LoggingConfiguration"]!;
        var listed = await waf.Do<ListLoggingConfigurationsResponse>("ListLoggingConfigurations", """{"Scope":"REGIONAL"}""");
        await waf.Do("DeleteLoggingConfiguration", Of(acl.ARN));
        var gone = await waf.Fails("GetLoggingConfiguration", Of(acl.ARN));

        var sent = JsonNode.Parse(Put(acl.ARN, more: More))!["LoggingConfiguration"]!.AsObject();
        foreach (var (name, value) in sent) Assert.True(JsonNode.DeepEquals(value, found[name]), name);
        Assert.Equal(("WAF_LOGS", "CUSTOMER", false), ((string?)found["LogType"], (string?)found["LogScope"], (bool)found["ManagedByFirewallManager"]!));
        Assert.Equal(acl.ARN, Assert.Single(listed.LoggingConfigurations!).ResourceArn);
        Assert.Equal("WAFNonexistentItemException", gone.Code);
    }

    [Fact]
    public async Task Configuration_goes_with_its_web_acl()
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop");
        await waf.Do("PutLoggingConfiguration", Put(acl.ARN));

        await waf.Do("DeleteWebACL", Delete(acl.Name, acl.Id, acl.LockToken));

        Assert.Empty((await waf.Do<ListLoggingConfigurationsResponse>("ListLoggingConfigurations", """{"Scope":"REGIONAL"}""")).LoggingConfigurations!);
    }

    [Theory]
    [InlineData("arn:aws:logs:eu-central-1:111122223333:log-group:shop", "isn't valid")]
    [InlineData("arn:aws:logs:eu-central-1:111122223333:log-group:aws-waf-logs-", "isn't valid")]
    [InlineData("arn:aws:logs:eu-central-1:999999999999:log-group:aws-waf-logs-shop", "isn't valid")]
    [InlineData("arn:aws:logs:us-east-1:111122223333:log-group:aws-waf-logs-shop", "isn't valid")]
    [InlineData("arn:aws:logs:eu-central-1:111122223333:log-group:aws-waf-logs-a\\\\b", "isn't valid")]
    [InlineData("arn:aws:s3:::aws-waf-logs-shop", "not supported yet")]
    [InlineData("arn:aws:firehose:eu-central-1:111122223333:deliverystream/aws-waf-logs-shop", "not supported yet")]
    [InlineData("arn:aws:s3:::shop-bucket-of-logs", "isn't valid")]
    public async Task Destination_that_is_not_written_is_refused(string destination, string reason)
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop");

        var error = await waf.Fails("PutLoggingConfiguration", Put(acl.ARN, destination));

        Assert.Equal(("WAFInvalidParameterException", "LOG_DESTINATION"), (error.Code, error.Members!["Field"]));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""","RedactedFields":[{"Body":{}}]""", "FIELD_TO_MATCH")]
    [InlineData(""","RedactedFields":[{"Method":{},"UriPath":{}}]""", "FIELD_TO_MATCH")]
    [InlineData(""","LoggingFilter":{"DefaultBehavior":"KEEP","Filters":[{"Behavior":"DROP","Requirement":"MEETS_ALL","Conditions":[{}]}]}""", "FILTER_CONDITION")]
    [InlineData(""","LogScope":"SECURITY_LAKE" """, "LOGGING_FILTER")]
    public async Task Configuration_that_means_nothing_is_refused(string more, string field)
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop");

        var error = await waf.Fails("PutLoggingConfiguration", Put(acl.ARN, more: more));

        Assert.Equal(field, error.Members!["Field"]);
    }

    [Fact]
    public async Task Record_has_aws_s_format()
    {
        await using var waf = await Start();
        var group = await waf.CreateGroup("own", 50, BlockPath("/admin"), Json.Rule("""{"SqliMatchStatement":{"FieldToMatch":{"AllQueryArguments":{}},"TextTransformations":[{"Priority":0,"Type":"URL_DECODE"}]}}""", name: "sqli", priority: 1));
        var acl = await waf.CreateAcl("shop",
            Json.Rule("""{"LabelMatchStatement":{"Scope":"LABEL","Key":"nothing"}}""", """{"Count":{}}""", "first"),
            Json.Rule("""{"ByteMatchStatement":{"SearchString":"L2Fk","PositionalConstraint":"CONTAINS","FieldToMatch":{"UriPath":{}},"TextTransformations":[{"Priority":0,"Type":"NONE"}]}}""", """{"Count":{}}""", "counts", 1, ""","RuleLabels":[{"Name":"seen"}]"""),
            Runs(Reference(group.ARN, ""","ExcludedRules":[{"Name":"path"}]""")));
        await waf.Associate(acl.ARN);
        await waf.Do("PutLoggingConfiguration", Put(acl.ARN));

        var request = new WireRequest("/admin?id=1%27%20OR%20%271%27%3D%271&x=2#frag", "POST").With("Host", "shop.example").With("User-Agent", "t\u00c3\u00a9st").WithBody("secret=1");
        waf.Send(request);
        var record = Assert.Single(await Records(waf));

        Assert.Equal((1, acl.ARN, "group", "GROUP", "BLOCK"),
            ((int)record["formatVersion"]!, (string?)record["webaclId"], (string?)record["terminatingRuleId"], (string?)record["terminatingRuleType"], (string?)record["action"]));
        Assert.Equal(waf.Clock.GetUtcNow().ToUnixTimeMilliseconds(), (long)record["timestamp"]!);
        Assert.Equal(("ALB", "111122223333-app/shop/0123456789abcdef"), ((string?)record["httpSourceName"], (string?)record["httpSourceId"]));
        Assert.Equal("""[{"ruleId":"counts","action":"COUNT","ruleMatchDetails":[]}]""", record["nonTerminatingMatchingRules"]!.ToJsonString());
        var ran = Assert.Single(record["ruleGroupList"]!.AsArray())!;
        Assert.Equal((group.ARN, "sqli", "BLOCK"), ((string?)ran["ruleGroupId"], (string?)ran["terminatingRule"]!["ruleId"], (string?)ran["terminatingRule"]!["action"]));
        Assert.Equal(("SQL_INJECTION", "LOW"), ((string?)ran["terminatingRule"]!["ruleMatchDetails"]![0]!["conditionType"], (string?)ran["terminatingRule"]!["ruleMatchDetails"]![0]!["sensitivityLevel"]));
        Assert.Equal("""[{"exclusionType":"EXCLUDED_AS_COUNT","ruleId":"path"}]""", ran["excludedRules"]!.ToJsonString());
        Assert.Equal("""[{"name":"awswaf:111122223333:webacl:shop:seen"}]""", record["labels"]!.ToJsonString());
        var seen = record["httpRequest"]!;
        Assert.Equal(("192.0.2.44", "-", "/admin", "id=1%27%20OR%20%271%27%3D%271&x=2", "frag", "POST", "shop.example", "request-1"),
            ((string?)seen["clientIp"], (string?)seen["country"], (string?)seen["uri"], (string?)seen["args"], (string?)seen["fragment"], (string?)seen["httpMethod"], (string?)seen["host"], (string?)seen["requestId"]));
        Assert.Equal("t\u00e9st", (string?)seen["headers"]![1]!["value"]);
        Assert.Equal(8, (int)record["requestBodySizeInspectedByWAF"]!);
        Assert.DoesNotContain("secret", record.ToJsonString(), StringComparison.Ordinal);
        foreach (var member in new[] { "requestHeadersInserted", "responseCodeSent" }) Assert.True(record.ContainsKey(member) && record[member] is null);
    }

    [Fact]
    public async Task What_is_redacted_or_protected_is_not_in_a_record()
    {
        await using var waf = await Start();
        const string Protection = ""","DataProtectionConfig":{"DataProtections":[{"Field":{"FieldType":"SINGLE_COOKIE","FieldKeys":["session"]},"Action":"HASH"},{"Field":{"FieldType":"SINGLE_QUERY_ARGUMENT","FieldKeys":["card number"]},"Action":"SUBSTITUTION"}]}}""";
        var acl = (await waf.Do<CreateWebACLResponse>("CreateWebACL", Acl("shop")[..^1] + Protection)).Summary!;
        await waf.Associate(acl.ARN);
        await waf.Do("PutLoggingConfiguration", Put(acl.ARN, more: ""","RedactedFields":[{"SingleHeader":{"Name":"Authorization"}},{"UriPath":{}},{"Method":{}}]"""));

        waf.Send(new WireRequest("/private?a=1&card%20number=4111&card+number=4112&b", "PUT").With("authorization", "Bearer s3cret").With("Cookie", "theme=dark; session=s3ss10n"));
        waf.Send(new WireRequest("/").With("cookie", "session=s3ss10n"));
        var records = await Records(waf);

        var seen = records[0]["httpRequest"]!;
        Assert.Equal(("REDACTED", "a=1&card%20number=REDACTED&card+number=REDACTED&b", "REDACTED"), ((string?)seen["uri"], (string?)seen["args"], (string?)seen["httpMethod"]));
        Assert.Equal("REDACTED", (string?)seen["headers"]![0]!["value"]);
        var hashed = (string)seen["headers"]![1]!["value"]!;
        Assert.Matches("^theme=dark; session=[A-Za-z0-9+/]{43}=$", hashed);
        Assert.EndsWith((string)records[1]["httpRequest"]!["headers"]![0]!["value"]!, hashed, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", string.Concat(records.Select(record => record.ToJsonString())), StringComparison.Ordinal);
        Assert.DoesNotContain("s3ss10n", string.Concat(records.Select(record => record.ToJsonString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_decides_what_is_logged()
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop", BlockPath("/admin"), Json.Rule(
            """{"ByteMatchStatement":{"SearchString":"L2NhcnQ=","PositionalConstraint":"CONTAINS","FieldToMatch":{"UriPath":{}},"TextTransformations":[{"Priority":0,"Type":"NONE"}]}}""", """{"Count":{}}""", "cart", 1, ""","RuleLabels":[{"Name":"cart"}]"""));
        await waf.Associate(acl.ARN);
        await waf.Do("PutLoggingConfiguration", Put(acl.ARN, more: """
            ,"LoggingFilter":{"DefaultBehavior":"DROP","Filters":[
              {"Behavior":"DROP","Requirement":"MEETS_ALL","Conditions":[{"ActionCondition":{"Action":"COUNT"}},{"LabelNameCondition":{"LabelName":"awswaf:111122223333:webacl:shop:other"}}]},
              {"Behavior":"KEEP","Requirement":"MEETS_ANY","Conditions":[{"ActionCondition":{"Action":"BLOCK"}},{"LabelNameCondition":{"LabelName":"awswaf:111122223333:webacl:shop:cart"}}]}]}
            """));

        foreach (var path in new[] { "/", "/admin", "/cart", "/catalogue" }) waf.Send(new WireRequest(path));
        var records = await Records(waf);

        Assert.Equal(["/admin", "/cart"], records.Select(record => (string?)record["httpRequest"]!["uri"]));
    }

    [Fact]
    public async Task Token_s_part_in_a_verdict_is_told()
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop", Json.Rule("""{"NotStatement":{"Statement":{"LabelMatchStatement":{"Scope":"LABEL","Key":"a"}}}}""", """{"Captcha":{}}"""));
        await waf.Associate(acl.ARN);
        await waf.Do("PutLoggingConfiguration", Put(acl.ARN));
        var solved = waf.Clock.GetUtcNow().AddSeconds(-10);

        waf.Send(new WireRequest());
        waf.Send(new WireRequest().WithToken(new ClientToken(TokenStatus.Valid, Captcha: solved)));
        var records = await Records(waf);

        Assert.Equal(("CAPTCHA", 405), ((string?)records[0]["action"], (int)records[0]["responseCodeSent"]!));
        Assert.Equal("""{"responseCode":405,"solveTimestamp":0,"failureReason":"TOKEN_MISSING"}""", records[0]["captchaResponse"]!.ToJsonString());
        Assert.Equal("ALLOW", (string?)records[1]["action"]);
        Assert.Equal($$"""{"responseCode":0,"solveTimestamp":{{solved.ToUnixTimeSeconds()}}}""", records[1]["nonTerminatingMatchingRules"]![0]!["captchaResponse"]!.ToJsonString());
    }

    [Fact]
    public async Task Rate_rule_tells_the_key_it_limits_by_and_hides_what_is_protected()
    {
        await using var waf = await Start();
        var acl = (await waf.Do<CreateWebACLResponse>("CreateWebACL", Acl("shop", Json.Rule("""
            {"RateBasedStatement":{"Limit":10,"EvaluationWindowSec":60,"AggregateKeyType":"CUSTOM_KEYS","CustomKeys":[{"Header":{"Name":"x-key","TextTransformations":[{"Priority":0,"Type":"NONE"}]}},{"HTTPMethod":{}}]}}
            """, name: "rate"))[..^1] + ""","DataProtectionConfig":{"DataProtections":[{"Field":{"FieldType":"SINGLE_HEADER","FieldKeys":["x-key"]},"Action":"SUBSTITUTION"}]}}""")).Summary!;
        await waf.Associate(acl.ARN);
        await waf.Do("PutLoggingConfiguration", Put(acl.ARN));

        for (var i = 0; i < 12; i++) waf.Send(new WireRequest().With("X-Key", "abc"));
        var last = (await Records(waf))[^1];

        Assert.Equal(("rate", "RATE_BASED", "BLOCK"), ((string?)last["terminatingRuleId"], (string?)last["terminatingRuleType"], (string?)last["action"]));
        var rate = Assert.Single(last["rateBasedRuleList"]!.AsArray())!;
        Assert.Equal(("rate", "CUSTOMKEYS", 10, "60"), ((string?)rate["rateBasedRuleName"], (string?)rate["limitKey"], (int)rate["maxRateAllowed"]!, (string?)rate["evaluationWindowSec"]));
        Assert.Equal("""[{"key":"HEADER","name":"x-key","value":"REDACTED"},{"key":"HTTP_METHOD","value":"GET"}]""", rate["customValues"]!.ToJsonString());
    }

    [Fact]
    public async Task Log_ends_when_its_configuration_does()
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop");
        await waf.Associate(acl.ARN);
        await waf.Do("PutLoggingConfiguration", Put(acl.ARN));
        waf.Send(new WireRequest("/one"));

        await waf.Do("DeleteLoggingConfiguration", Of(acl.ARN));
        waf.Send(new WireRequest("/two"));

        Assert.Equal("/one", (string?)Assert.Single(await Records(waf))["httpRequest"]!["uri"]);
    }

    static string Put(string? acl, string destination = Destination, string more = "") =>
        $$$$"""{"LoggingConfiguration":{"ResourceArn":"{{{{acl}}}}","LogDestinationConfigs":["{{{{destination}}}}"]{{{{more}}}}}}""";

    static string Of(string? acl) => $$"""{"ResourceArn":"{{acl}}"}""";

    // Runs the writer over what is waiting, and reads what it wrote.
    static async Task<List<JsonObject>> Records(WafHarness waf)
    {
        await waf.Log.StartAsync(Ct);
        await waf.Log.StopAsync(Ct);
        waf.Log.Dispose();
        var folder = Path.Combine(waf.Logs, "shop");
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines).Select(line => JsonNode.Parse(line)!.AsObject())];
    }
}
