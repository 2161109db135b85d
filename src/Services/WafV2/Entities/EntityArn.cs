using Redoubt.Storage;

namespace Redoubt.Services.WafV2.Entities;

/// <summary>
/// A name such as <c>arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/1234…</c>, or <c>global/…</c> for what
/// belongs to CloudFront, whose region is always <c>us-east-1</c>.
/// </summary>
/// <param name="Kind"><c>webacl</c>, <c>rulegroup</c>, <c>ipset</c> or <c>regexpatternset</c>.</param>
sealed record EntityArn(Arn Arn, string Scope, string Kind, string Name, string Id)
{
    public const string WebAcl = "webacl", RuleGroup = "rulegroup", IpSet = "ipset", RegexPatternSet = "regexpatternset";

    /// <summary>Where CloudFront's resources are kept; the only region that may name them.</summary>
    public const string GlobalRegion = "us-east-1";

    /// <summary>Where the resource is stored: regional and global ones are apart.</summary>
    public string StorageScope => Scope == WafV2.Scope.Cloudfront ? $"{Arn.Account}/global" : $"{Arn.Account}/{Arn.Region}";

    public static EntityArn Of(string kind, string scope, string name, string id, Call call)
    {
        RequireScope(scope, call);
        return new(Redoubt.Arn.Of("wafv2", call.Region, call.Account, $"{Prefix(scope)}/{kind}/{name}/{id}"), scope, kind, name, id);
    }

    /// <summary>Where a scope's resources of the caller are stored.</summary>
    public static string StorageScopeOf(string scope, Call call)
    {
        RequireScope(scope, call);
        return scope == WafV2.Scope.Cloudfront ? $"{call.Account}/global" : call.Scope;
    }

    /// <summary>Reads the name of a web ACL, rule group or set, whoever's it is; null where it is none.</summary>
    public static EntityArn? Read(string text)
    {
        if (!Redoubt.Arn.TryParse(text, out var arn) || !arn.Partition.SequenceEqual("aws") || !arn.Service.SequenceEqual("wafv2")) return null;
        if (!AccountId.TryParse(arn.Account.ToString(), out _) || !Region.TryParse(arn.Region.ToString(), out var region)) return null;
        if (arn.Resource.ToString().Split('/') is not [var prefix, var kind, { Length: > 0 } name, { Length: > 0 } id]) return null;
        if (kind is not (WebAcl or RuleGroup or IpSet or RegexPatternSet)) return null;
        return prefix switch
        {
            "regional" => new(arn, WafV2.Scope.Regional, kind, name, id),
            "global" when region.ToString() == GlobalRegion => new(arn, WafV2.Scope.Cloudfront, kind, name, id),
            _ => null,
        };
    }

    /// <summary>Reads the name of something that is the caller's, in the region he calls.</summary>
    /// <exception cref="AwsError">It is no such name.</exception>
    public static EntityArn Own(string text, Call call) =>
        Read(text) is { } arn && arn.IsOf(call) ? arn : throw WafV2Errors.BadArn(text);

    public bool IsOf(Call call) => Arn.Account.SequenceEqual(call.Account.ToString()) && Arn.Region.SequenceEqual(call.Region.ToString());

    static string Prefix(string scope) => scope == WafV2.Scope.Cloudfront ? "global" : "regional";

    static void RequireScope(string scope, Call call)
    {
        if (scope == WafV2.Scope.Cloudfront && call.Region.ToString() != GlobalRegion) throw WafV2Errors.BadScope(scope);
    }
}
