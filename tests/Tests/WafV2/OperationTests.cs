using System.Text.Json.Nodes;
using Redoubt.Services.WafV2;
using static Redoubt.Tests.WafV2.WafHarness;

namespace Redoubt.Tests.WafV2;

public sealed class OperationTests
{
    [Fact]
    public async Task What_was_sent_is_returned_to_the_letter()
    {
        await using var waf = await Start();
        var set = await waf.CreateIpSet("bad", "192.0.2.0/24");
        var rule = JsonNode.Parse("""
            {"Name":"everything","Priority":3,"Action":{"Block":{"CustomResponse":{"ResponseCode":403,"CustomResponseBodyKey":"sorry","ResponseHeaders":[{"Name":"x","Value":"y"}]}}},
             "RuleLabels":[{"Name":"a:b"}],
             "VisibilityConfig":{"SampledRequestsEnabled":false,"CloudWatchMetricsEnabled":true,"MetricName":"m"},
             "Statement":{"AndStatement":{"Statements":[
               {"ByteMatchStatement":{"SearchString":"AIDBzf8=","PositionalConstraint":"STARTS_WITH","FieldToMatch":{"Body":{}},"TextTransformations":[{"Priority":0,"Type":"NONE"}]}},
               {"SizeConstraintStatement":{"Size":0,"ComparisonOperator":"GT","FieldToMatch":{"Method":{}},"TextTransformations":[{"Priority":0,"Type":"LOWERCASE"}]}},
               {"NotStatement":{"Statement":{"IPSetReferenceStatement":{"ARN":"?","IPSetForwardedIPConfig":{"HeaderName":"x","FallbackBehavior":"MATCH","Position":"ANY"}}}}},
               {"SqliMatchStatement":{"SensitivityLevel":"HIGH","FieldToMatch":{"JsonBody":{"MatchPattern":{"IncludedPaths":["/a"]},"MatchScope":"ALL","OversizeHandling":"CONTINUE"}},"TextTransformations":[{"Priority":1,"Type":"URL_DECODE"},{"Priority":0,"Type":"NONE"}]}},
               {"RegexMatchStatement":{"RegexString":"^\\d+ä$","FieldToMatch":{"Cookies":{"MatchPattern":{"All":{}},"MatchScope":"KEY","OversizeHandling":"MATCH"}},"TextTransformations":[{"Priority":0,"Type":"NONE"}]}}
             ]}}}
            """.Replace("\"?\"", $"\"{set.ARN}\"", StringComparison.Ordinal))!;
        var request = JsonNode.Parse("""
            {"Name":"shop","Scope":"REGIONAL","Description":"a shop's rules","DefaultAction":{"Allow":{"CustomRequestHandling":{"InsertHeaders":[{"Name":"seen","Value":"1"}]}}},
             "CustomResponseBodies":{"sorry":{"ContentType":"APPLICATION_JSON","Content":"{\"a\":\"\u00e4\"}"}},
             "VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":false,"MetricName":"shop"}}
            """)!.AsObject();
        request["Rules"] = new JsonArray(rule);

        var summary = (await waf.Do<CreateWebACLResponse>("CreateWebACL", request.ToJsonString())).Summary!;
        var answer = Json.Output("GetWebACL", await waf.Do<GetWebACLResponse>("GetWebACL", $$"""{"Name":"shop","Scope":"REGIONAL","Id":"{{summary.Id}}"}"""));

        foreach (var member in new[] { "DefaultAction", "Rules", "Description", "CustomResponseBodies", "VisibilityConfig", "Name" })
            Assert.True(JsonNode.DeepEquals(request[member], answer["WebACL"]![member]), answer["WebACL"]![member]!.ToJsonString());
        Assert.Equal("awswaf:111122223333:webacl:shop:", (string?)answer["WebACL"]!["LabelNamespace"]);
        Assert.Equal($"arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/shop/{summary.Id}", (string?)answer["WebACL"]!["ARN"]);
        Assert.Equal(summary.LockToken, (string?)answer["LockToken"]);
        Assert.True((long)answer["WebACL"]!["Capacity"]! > 0);
    }

    [Fact]
    public async Task What_was_left_out_stays_out()
    {
        await using var waf = await Start();
        var summary = (await waf.Do<CreateWebACLResponse>("CreateWebACL", """
            {"Name":"shop","Scope":"REGIONAL","DefaultAction":{"Allow":{}},"VisibilityConfig":{"SampledRequestsEnabled":false,"CloudWatchMetricsEnabled":false,"MetricName":"m"}}
            """)).Summary!;

        var acl = Json.Output("GetWebACL", await waf.Do<GetWebACLResponse>("GetWebACL", $$"""{"ARN":"{{summary.ARN}}"}"""))["WebACL"]!.AsObject();

        Assert.Equal("", (string?)acl["Description"]);
        Assert.Empty(acl["Rules"]!.AsArray());
        Assert.Equal("""{"Allow":{}}""", acl["DefaultAction"]!.ToJsonString());
        Assert.DoesNotContain(acl, member => member.Key.EndsWith("Config", StringComparison.Ordinal) && member.Key != "VisibilityConfig" || member.Key == "CustomResponseBodies");
    }

    [Fact]
    public async Task Ip_set_returns_its_addresses_as_they_were_sent()
    {
        await using var waf = await Start();
        var set = (await waf.Do<CreateIPSetResponse>("CreateIPSet", """
            {"Name":"six","Scope":"REGIONAL","IPAddressVersion":"IPV6","Addresses":["2001:DB8:0:0:0:0:0:1/128","2001:db8::/32"],"Tags":[{"Key":"k","Value":""}]}
            """)).Summary!;

        var found = (await waf.Do<GetIPSetResponse>("GetIPSet", $$"""{"Name":"six","Scope":"REGIONAL","Id":"{{set.Id}}"}""")).IPSet!;

        Assert.Equal(["2001:DB8:0:0:0:0:0:1/128", "2001:db8::/32"], found.Addresses);
        Assert.Equal("IPV6", found.IPAddressVersion);
        Assert.Contains(waf.Required, r => r.StartsWith("wafv2:TagResource", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("192.0.2.1/24")]
    [InlineData("0.0.0.0/0")]
    [InlineData("2001:db8::/32")]
    [InlineData("192.0.2.0/33")]
    [InlineData("shop")]
    public async Task Address_that_is_no_block_of_the_set_s_version_is_refused(string address)
    {
        await using var waf = await Start();

        var error = await waf.Fails("CreateIPSet", $$"""{"Name":"a","Scope":"REGIONAL","IPAddressVersion":"IPV4","Addresses":["192.0.2.0/24","{{address}}"]}""");

        Assert.Equal($"Error reason: The parameter contains formatting that is not valid., field: IP_ADDRESS, parameter: {address}", error.Message);
    }

    [Fact]
    public async Task Limits_are_kept()
    {
        await using var waf = await Start();
        string[] addresses = [.. Enumerable.Range(0, 10_001).Select(i => $"10.{i >> 8}.{i & 255}.0/24")];
        string[] expensive = [.. Enumerable.Range(0, 126).Select(i => Json.Rule(
            """{"XssMatchStatement":{"FieldToMatch":{"UriPath":{}},"TextTransformations":[{"Priority":0,"Type":"NONE"}]}}""", name: $"r{i}", priority: i))];
        var set = await waf.CreateIpSet("full", addresses[..10_000]);
        string[] references = [.. Enumerable.Range(0, 51).Select(i => Json.Rule("{\"IPSetReferenceStatement\":{\"ARN\":\"" + set.ARN + "\"}}", name: $"r{i}", priority: i))];

        var errors = new[]
        {
            await waf.Fails("CreateIPSet", $$"""{"Name":"a","Scope":"REGIONAL","IPAddressVersion":"IPV4","Addresses":{{List(addresses)}} }"""),
            await waf.Fails("CreateWebACL", Acl("a", references)),
            await waf.Fails("CreateRegexPatternSet", """{"Name":"a","Scope":"REGIONAL","RegularExpressionList":[""" + string.Join(',', Enumerable.Repeat("{\"RegexString\":\"a\"}", 11)) + "]}"),
            await waf.Fails("CreateWebACL", Acl("a").Replace("\"Rules\"", $"\"CustomResponseBodies\":{{\"b\":{{\"ContentType\":\"TEXT_PLAIN\",\"Content\":\"{new string('x', 4097)}\"}}}},\"Rules\"", StringComparison.Ordinal)),
        };

        Assert.All(errors, error => Assert.Equal("WAFLimitsExceededException", error.Code));
        Assert.Equal(
            "Error reason: You exceeded the capacity limit for a rule group or web ACL., field: WEB_ACL, parameter: 5040",
            (await waf.Fails("CreateWebACL", Acl("a", expensive))).Message);
        Assert.Equal(5000, (await waf.Do<CheckCapacityResponse>("CheckCapacity", $$"""{"Scope":"REGIONAL","Rules":[{{string.Join(',', expensive[..125])}}]}""")).Capacity);
    }

    [Fact]
    public async Task Changing_needs_the_latest_lock_token()
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop");
        var set = await waf.CreateIpSet("set", "192.0.2.0/24");
        await waf.Do("UpdateWebACL", Update(acl, acl.LockToken));

        var update = await waf.Fails("UpdateWebACL", Update(acl, acl.LockToken));
        var delete = await waf.Fails("DeleteWebACL", Delete(acl.Name, acl.Id, acl.LockToken));
        var other = await waf.Fails("DeleteIPSet", Delete(set.Name, set.Id, acl.LockToken));

        Assert.All([update, delete, other], error => Assert.Equal("WAFOptimisticLockException", error.Code));
    }

    [Fact]
    public async Task Name_is_unique_in_its_scope_and_each_scope_is_apart()
    {
        await using var waf = await Start();
        var regional = await waf.Do<CreateIPSetResponse>("CreateIPSet", Set("REGIONAL"), "us-east-1");
        var global = await waf.Do<CreateIPSetResponse>("CreateIPSet", Set("CLOUDFRONT"), "us-east-1");

        var taken = await waf.Fails("CreateIPSet", Set("CLOUDFRONT"), "us-east-1");
        var mixed = await waf.Fails("GetIPSet", $$"""{"Name":"a","Scope":"REGIONAL","Id":"{{global.Summary!.Id}}"}""", "us-east-1");
        var elsewhere = await waf.Fails("ListIPSets", """{"Scope":"CLOUDFRONT"}""");

        Assert.Equal("WAFDuplicateItemException", taken.Code);
        Assert.Equal("WAFNonexistentItemException", mixed.Code);
        Assert.Equal("Error reason: The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT", elsewhere.Message);
        Assert.Equal($"arn:aws:wafv2:us-east-1:111122223333:regional/ipset/a/{regional.Summary!.Id}", regional.Summary.ARN);
        Assert.Equal($"arn:aws:wafv2:us-east-1:111122223333:global/ipset/a/{global.Summary.Id}", global.Summary.ARN);

        static string Set(string scope) => $$"""{"Name":"a","Scope":"{{scope}}","IPAddressVersion":"IPV4","Addresses":[]}""";
    }

    [Fact]
    public async Task Used_set_and_associated_acl_cannot_be_deleted_until_they_are_free()
    {
        await using var waf = await Start();
        var set = await waf.CreateIpSet("set", "192.0.2.0/24");
        var acl = await waf.CreateAcl("shop", BlockSet(set.ARN));
        await waf.Associate(acl.ARN);

        var usedSet = await waf.Fails("DeleteIPSet", Delete(set.Name, set.Id, set.LockToken));
        var usedAcl = await waf.Fails("DeleteWebACL", Delete(acl.Name, acl.Id, acl.LockToken));
        var token = (await waf.Do<UpdateWebACLResponse>("UpdateWebACL", Update(acl, acl.LockToken))).NextLockToken;
        await waf.Do("DeleteIPSet", Delete(set.Name, set.Id, set.LockToken));
        await waf.Do("DisassociateWebACL", $$"""{"ResourceArn":"{{LoadBalancer}}"}""");
        await waf.Do("DeleteWebACL", Delete(acl.Name, acl.Id, token));

        Assert.All([usedSet, usedAcl], error => Assert.Equal("WAFAssociatedItemException", error.Code));
        Assert.Empty((await waf.Do<ListWebACLsResponse>("ListWebACLs", """{"Scope":"REGIONAL"}""")).WebACLs!);
    }

    [Fact]
    public async Task Deleting_an_acl_frees_its_sets()
    {
        await using var waf = await Start();
        var set = await waf.CreateIpSet("set", "192.0.2.0/24");
        var acl = await waf.CreateAcl("shop", BlockSet(set.ARN));

        await waf.Do("DeleteWebACL", Delete(acl.Name, acl.Id, acl.LockToken));

        await waf.Do("DeleteIPSet", Delete(set.Name, set.Id, set.LockToken));
    }

    [Fact]
    public async Task Of_a_deletion_and_a_new_use_that_race_only_the_first_commits()
    {
        await using var waf = await Start();
        var set = await waf.CreateIpSet("set", "192.0.2.0/24");
        var acl = await waf.CreateAcl("shop");
        var uses = await waf.Prepare("CreateWebACL", Acl("other", BlockSet(set.ARN)));
        var deletesSet = await waf.Prepare("DeleteIPSet", Delete(set.Name, set.Id, set.LockToken));
        var deletesAcl = await waf.Prepare("DeleteWebACL", Delete(acl.Name, acl.Id, acl.LockToken));
        var associates = await waf.Prepare("AssociateWebACL", Association(acl.ARN));

        await uses.Call.Work.Commit(TestContext.Current.CancellationToken);
        await deletesAcl.Call.Work.Commit(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ConflictException>(async () => await deletesSet.Call.Work.Commit(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ConflictException>(async () => await associates.Call.Work.Commit(TestContext.Current.CancellationToken));
        Assert.Equal("WAFAssociatedItemException", (await waf.Fails("DeleteIPSet", Delete(set.Name, set.Id, set.LockToken))).Code);
        Assert.Equal("WAFNonexistentItemException", (await waf.Fails("AssociateWebACL", Association(acl.ARN))).Code);
    }

    [Fact]
    public async Task Of_two_that_race_for_a_name_the_second_is_a_duplicate()
    {
        await using var waf = await Start();
        var first = await waf.Prepare("CreateWebACL", Acl("shop"));
        var second = await waf.Prepare("CreateWebACL", Acl("shop"));
        await first.Call.Work.Commit(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ConflictException>(async () => await second.Call.Work.Commit(TestContext.Current.CancellationToken));

        Assert.Equal("WAFDuplicateItemException", (await waf.Fails("CreateWebACL", Acl("shop"))).Code);
    }

    [Fact]
    public async Task Association_replaces_the_one_before_and_is_listed()
    {
        await using var waf = await Start();
        var (one, two) = (await waf.CreateAcl("one"), await waf.CreateAcl("two"));

        await waf.Associate(one.ARN);
        await waf.Associate(two.ARN);
        await waf.Associate(two.ARN);

        Assert.Empty((await Listed(one)).ResourceArns!);
        Assert.Equal([LoadBalancer], (await Listed(two)).ResourceArns!);
        Assert.Equal(two.ARN, (await waf.Do<GetWebACLForResourceResponse>("GetWebACLForResource", Resource(LoadBalancer))).WebACL!.ARN);
        Assert.Null((await waf.Do<GetWebACLForResourceResponse>("GetWebACLForResource", Resource(OtherLoadBalancer))).WebACL);
        await waf.Do("DeleteWebACL", Delete(one.Name, one.Id, one.LockToken));

        Task<ListResourcesForWebACLResponse> Listed(WebACLSummary acl) => waf.Do<ListResourcesForWebACLResponse>("ListResourcesForWebACL", $$"""{"WebACLArn":"{{acl.ARN}}"}""");
        static string Resource(string arn) => $$"""{"ResourceArn":"{{arn}}"}""";
    }

    [Theory]
    [InlineData("arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/gone/0123456789abcdef", "WAFNonexistentItemException")]
    [InlineData("arn:aws:elasticloadbalancing:eu-central-1:999999999999:loadbalancer/app/shop/0123456789abcdef", "WAFInvalidParameterException")]
    [InlineData("arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/shop/0123456789abcdef", "WAFInvalidParameterException")]
    [InlineData("arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/net/shop/0123456789abcdef", "WAFInvalidParameterException")]
    [InlineData("arn:aws:apigateway:eu-central-1::/restapis/abc/stages/prod", "WAFInvalidParameterException")]
    public async Task Only_a_load_balancer_that_exists_is_associated(string resource, string code)
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop");

        Assert.Equal(code, (await waf.Fails("AssociateWebACL", Association(acl.ARN, resource))).Code);
    }

    [Fact]
    public async Task Rule_may_only_refer_to_sets_of_its_own_scope_that_exist()
    {
        await using var waf = await Start();
        var set = await waf.CreateIpSet("set", "192.0.2.0/24");
        var acl = await waf.CreateAcl("shop");

        Assert.Equal("WAFNonexistentItemException", (await waf.Fails("CreateWebACL", Acl("a", BlockSet(set.ARN![..^1] + "x")))).Code);
        Assert.Contains("A reference in your rule statement is not valid.", (await waf.Fails("CreateWebACL", Acl("a", BlockSet(acl.ARN)))).Message, StringComparison.Ordinal);
        foreach (var foreign in new[] { set.ARN!.Replace("regional/", "global/", StringComparison.Ordinal), set.ARN!.Replace("111122223333", "999999999999", StringComparison.Ordinal), "not-an-arn-at-all-no-no" })
            Assert.Contains("A reference in your rule statement is not valid.", (await waf.Fails("CreateWebACL", Acl("a", BlockSet(foreign)))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OnSourceDDoSProtectionConfig", """{"ALBLowReputationMode":"ALWAYS_ON"}""")]
    public async Task Setting_that_is_not_there_yet_is_refused(string member, string value)
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("there");

        var created = await waf.Fails("CreateWebACL", With(Acl("shop")));
        var updated = await waf.Fails("UpdateWebACL", With(Update(acl, acl.LockToken)));

        Assert.All([created, updated], error => Assert.Contains("not supported yet", error.Message, StringComparison.Ordinal));

        string With(string json) => $"{json[..^1]},\"{member}\":{value}}}";
    }

    [Fact]
    public async Task Settings_beside_the_rules_are_stored_and_returned()
    {
        await using var waf = await Start();
        const string Settings = """
            {"CaptchaConfig":{"ImmunityTimeProperty":{"ImmunityTime":60}},"ChallengeConfig":{"ImmunityTimeProperty":{"ImmunityTime":600}},"TokenDomains":["example.com","shop.example.org"],
             "AssociationConfig":{"RequestBody":{"CLOUDFRONT":{"DefaultSizeInspectionLimit":"KB_64"}}},"ApplicationConfig":{"Attributes":[{"Name":"a","Values":["b"]}]},
             "DataProtectionConfig":{"DataProtections":[{"Field":{"FieldType":"SINGLE_HEADER","FieldKeys":["authorization"]},"Action":"HASH"}]}}
            """;

        var acl = (await waf.Do<CreateWebACLResponse>("CreateWebACL", $"{Acl("shop")[..^1]},{Settings.Trim()[1..]}")).Summary!;
        await waf.Do("UpdateWebACL", $"{Update(acl, acl.LockToken)[..^1]},{Settings.Trim()[1..]}");

        var found = Json.Output("GetWebACL", await waf.Do<GetWebACLResponse>("GetWebACL", $$"""{"ARN":"{{acl.ARN}}"}"""))["WebACL"]!;
        foreach (var (name, value) in JsonNode.Parse(Settings)!.AsObject())
            Assert.True(JsonNode.DeepEquals(value, found[name]), found[name]?.ToJsonString());
    }

    [Theory]
    [InlineData("\"TokenDomains\":[\"com\"]", "TOKEN_DOMAIN")]
    [InlineData("\"TokenDomains\":[\"192.0.2.1\"]", "TOKEN_DOMAIN")]
    [InlineData("\"ChallengeConfig\":{\"ImmunityTimeProperty\":{\"ImmunityTime\":100}}", "WEB_ACL")]
    [InlineData("\"DataProtectionConfig\":{\"DataProtections\":[{\"Field\":{\"FieldType\":\"BODY\",\"FieldKeys\":[\"a\"]},\"Action\":\"HASH\"}]}", "DATA_PROTECTION_CONFIG")]
    public async Task Setting_that_means_nothing_is_refused(string setting, string field)
    {
        await using var waf = await Start();

        var error = await waf.Fails("CreateWebACL", $"{Acl("shop")[..^1]},{setting}}}");

        Assert.Equal(("WAFInvalidParameterException", field), (error.Code, error.Members!["Field"]));
    }

    [Fact]
    public async Task Setting_that_says_nothing_is_accepted_and_returned()
    {
        await using var waf = await Start();
        const string Empty = "\"CaptchaConfig\":{},\"ChallengeConfig\":{},\"AssociationConfig\":{},\"TokenDomains\":[]";

        var acl = (await waf.Do<CreateWebACLResponse>("CreateWebACL", $"{Acl("shop")[..^1]},{Empty}}}")).Summary!;
        await waf.Do("UpdateWebACL", $"{Update(acl, acl.LockToken)[..^1]},{Empty}}}");

        var found = Json.Output("GetWebACL", await waf.Do<GetWebACLResponse>("GetWebACL", $$"""{"ARN":"{{acl.ARN}}"}"""))["WebACL"]!.ToJsonString();
        foreach (var setting in Empty.Split(',')) Assert.Contains(setting, found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_resource_an_operation_touches_needs_its_permission()
    {
        await using var waf = await Start();
        var set = await waf.CreateIpSet("set", "192.0.2.0/24");
        var acl = await waf.CreateAcl("shop");

        waf.Denied = $"wafv2:CreateWebACL {set.ARN}";
        Assert.Equal("AccessDenied", (await waf.Fails("CreateWebACL", Acl("a", BlockSet(set.ARN)))).Code);
        waf.Denied = $"wafv2:UpdateWebACL {set.ARN}";
        Assert.Equal("AccessDenied", (await waf.Fails("UpdateWebACL", Update(acl, acl.LockToken, BlockSet(set.ARN)))).Code);
        waf.Denied = $"wafv2:AssociateWebACL {LoadBalancer}";
        Assert.Equal("AccessDenied", (await waf.Fails("AssociateWebACL", Association(acl.ARN))).Code);
        waf.Denied = $"wafv2:AssociateWebACL {acl.ARN}";
        Assert.Equal("AccessDenied", (await waf.Fails("AssociateWebACL", Association(acl.ARN))).Code);
        waf.Denied = "wafv2:TagResource";
        Assert.Equal("AccessDenied", (await waf.Fails("CreateWebACL", Acl("a").Replace("\"Rules\"", "\"Tags\":[{\"Key\":\"k\",\"Value\":\"v\"}],\"Rules\"", StringComparison.Ordinal))).Code);
        waf.Denied = "wafv2:CreateWebACL arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/a/";
        Assert.Equal("AccessDenied", (await waf.Fails("CreateWebACL", Acl("a"))).Code);
    }

    [Fact]
    public async Task Listing_goes_on_where_it_ended_and_markers_stay_short_and_in_their_scope()
    {
        await using var waf = await Start();
        string[] names = ["a", "b", new('c', 128), new('d', 128)];
        foreach (var name in names) await waf.Do("CreateWebACL", Acl(name), "us-east-1");

        var first = await waf.Do<ListWebACLsResponse>("ListWebACLs", """{"Scope":"REGIONAL","Limit":3}""", "us-east-1");
        var second = await waf.Do<ListWebACLsResponse>("ListWebACLs", $$"""{"Scope":"REGIONAL","Limit":3,"NextMarker":"{{first.NextMarker}}"}""", "us-east-1");
        var other = await waf.Fails("ListWebACLs", $$"""{"Scope":"CLOUDFRONT","NextMarker":"{{first.NextMarker}}"}""", "us-east-1");

        Assert.Equal(names, first.WebACLs!.Concat(second.WebACLs!).Select(acl => acl.Name));
        Assert.Null(second.NextMarker);
        Assert.InRange(first.NextMarker!.Length, 1, 256);
        Assert.Equal("WAFInvalidParameterException", other.Code);
    }

    [Fact]
    public async Task Tags_are_added_replaced_removed_and_listed_without_touching_the_lock_token()
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("shop");

        await waf.Do("TagResource", $$"""{"ResourceARN":"{{acl.ARN}}","Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"},{"Key":"c","Value":""}]}""");
        await waf.Do("TagResource", $$"""{"ResourceARN":"{{acl.ARN}}","Tags":[{"Key":"a","Value":"3"}]}""");
        await waf.Do("UntagResource", $$"""{"ResourceARN":"{{acl.ARN}}","TagKeys":["b","x"]}""");
        var first = await waf.Do<ListTagsForResourceResponse>("ListTagsForResource", $$"""{"ResourceARN":"{{acl.ARN}}","Limit":1}""");
        var second = await waf.Do<ListTagsForResourceResponse>("ListTagsForResource", $$"""{"ResourceARN":"{{acl.ARN}}","Limit":1,"NextMarker":"{{first.NextMarker}}"}""");

        Assert.Equal([("a", "3"), ("c", "")], first.TagInfoForResource!.TagList!.Concat(second.TagInfoForResource!.TagList!).Select(tag => (tag.Key, tag.Value)));
        Assert.Null(second.NextMarker);
        await waf.Do("UpdateWebACL", Update(acl, acl.LockToken));
    }

    [Fact]
    public async Task Capacity_is_the_same_whether_asked_or_used()
    {
        await using var waf = await Start();
        var rule = Json.Rule("""{"XssMatchStatement":{"FieldToMatch":{"AllQueryArguments":{}},"TextTransformations":[{"Priority":0,"Type":"URL_DECODE"}]}}""",
            """{"Block":{"CustomResponse":{"ResponseCode":400,"CustomResponseBodyKey":"elsewhere"}}}""");
        var asked = (await waf.Do<CheckCapacityResponse>("CheckCapacity", $$"""{"Scope":"REGIONAL","Rules":[{{rule}}]}""")).Capacity;

        var created = await waf.CreateAcl("shop", rule.Replace(",\"CustomResponseBodyKey\":\"elsewhere\"", "", StringComparison.Ordinal));

        Assert.Equal(asked, (await waf.Do<GetWebACLResponse>("GetWebACL", $$"""{"ARN":"{{created.ARN}}"}""")).WebACL!.Capacity);
        Assert.Equal("WAFInvalidParameterException", (await waf.Fails("CreateWebACL", Acl("other", rule))).Code);
    }
}
