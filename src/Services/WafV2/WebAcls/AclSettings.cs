using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.WebAcls;

/// <summary>The settings of a web ACL beside its rules.</summary>
static class AclSettings
{
    const int MaxTokenDomains = 10;

    // Field types that are protected as a whole, so that they take no names.
    static readonly string[] Whole = [FieldToProtectType.QueryString, FieldToProtectType.Body];

    /// <exception cref="AwsError">One of them is invalid or not supported.</exception>
    public static void Check(DataProtectionConfig? protection, IReadOnlyList<string>? tokenDomains, OnSourceDDoSProtectionConfig? ddos)
    {
        foreach (var one in protection?.DataProtections ?? []) Check(one);
        if (tokenDomains is { Count: > MaxTokenDomains }) throw TooMany($"a web ACL has at most {MaxTokenDomains} token domains");
        foreach (var domain in tokenDomains ?? []) CheckDomain(domain);
        if (ddos is not null) throw Unsupported("the reputation mode of load balancers is", Fields.LowReputationMode, "OnSourceDDoSProtectionConfig");
    }

    static void Check(DataProtection protection)
    {
        var (type, keys) = (protection.Field.FieldType, protection.Field.FieldKeys);
        if (Whole.Contains(type) && keys is { Count: > 0 }) throw Invalid("this field is protected as a whole and takes no keys", Fields.DataProtection, type);
    }

    // A host name with at least one dot: not a public suffix of one label, and no address.
    static void CheckDomain(string domain)
    {
        var valid = Uri.CheckHostName(domain) == UriHostNameType.Dns && domain.Contains('.', StringComparison.Ordinal) && !domain.EndsWith('.');
        if (!valid) throw BadFormat(Fields.TokenDomain, domain);
    }
}
