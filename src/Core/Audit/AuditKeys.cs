namespace Redoubt.Audit;

/// <summary>
/// What a record can be looked up by: attributes of CloudTrail's LookupEvents, each within an account and region.
/// A key costs every call a little, so there is none for <c>ReadOnly</c>, which half of all records would share,
/// and one for a resource's ARN and short name together.
/// </summary>
public static class AuditKeys
{
    /// <summary>The attributes' names, as LookupEvents has them.</summary>
    public const string
        EventId = "EventId", EventName = "EventName", Username = "Username", ResourceType = "ResourceType",
        ResourceName = "ResourceName", EventSource = "EventSource", AccessKeyId = "AccessKeyId";

    /// <summary>The key of every record of an account and region.</summary>
    public static long All(AccountId account, Region region) => KeyMemory.Of(account, region, "", "");

    /// <summary>The key of the records with an attribute's value.</summary>
    public static long Of(AccountId account, Region region, string attribute, string value) =>
        KeyMemory.Of(account, region, attribute, value);

    /// <summary>The key of the explanation of a denial.</summary>
    public static long Decision(AccountId account, string decisionId) => EventKey.Of(account.ToString(), "decision", decisionId);

    /// <summary>The user name LookupEvents knows a caller by: a user's name, a role session's, <c>root</c>.</summary>
    public static string? Name(Principal principal) => principal.Kind switch
    {
        PrincipalKind.Anonymous => null,
        PrincipalKind.Root => "root",
        _ => principal.UserName ?? principal.Arn.ToString()[(principal.Arn.ToString().LastIndexOf('/') + 1)..],
    };

    /// <summary>The key of one record, by its event id (see <see cref="Ids.EventOf"/>).</summary>
    public static long Event(AccountId account, string eventId) => EventKey.Of(account.ToString(), EventId, eventId);

    /// <summary>The last part of a resource's name, such as a user's name or a key's id: what the key for <c>ResourceName</c> is made of.</summary>
    public static string ShortName(string resource) => resource[(resource.LastIndexOfAny([':', '/']) + 1)..];

    /// <summary>A resource's name where its ARN ends in an id behind it, as in <c>regional/webacl/shop/1234…</c>; else null. It can be looked up by that too.</summary>
    public static string? NameBeforeId(string resource)
    {
        if (!resource.Contains(":wafv2:", StringComparison.Ordinal) && !resource.Contains(":elasticloadbalancing:", StringComparison.Ordinal)) return null;
        return resource.Split('/') is [.., var name, _] and { Length: 4 } ? name : null;
    }

    /// <summary>The keys of a call's record.</summary>
    public static IReadOnlyList<long> Of(Call call, string eventId)
    {
        var keys = new List<long>(6 + call.Resources.Count * 2)
        {
            All(call.Account, call.Region),
            Event(call.Account, eventId),
            Of(call.Account, call.Region, EventName, call.Operation),
            Of(call.Account, call.Region, EventSource, call.EventSource),
        };
        if (Name(call.Principal) is { } name) keys.Add(Of(call.Account, call.Region, Username, name));
        // A key that a stranger merely named is in the record, but is no use of the key.
        if (call.AccessKeyId is { } key && call.Principal.Kind != PrincipalKind.Anonymous) keys.Add(Of(call.Account, call.Region, AccessKeyId, key));
        AddResources(keys, call.Account, call.Region, call.Resources);
        return keys;
    }

    internal static void AddResources(List<long> keys, AccountId account, Region region, IReadOnlyList<Resource> resources)
    {
        foreach (var resource in resources)
        {
            Add(Of(account, region, ResourceName, ShortName(resource.Arn.ToString())));
            if (NameBeforeId(resource.Arn.ToString()) is { } name) Add(Of(account, region, ResourceName, name));
            if (resource.Type is { } type) Add(Of(account, region, ResourceType, type));
        }

        void Add(long key)
        {
            if (!keys.Contains(key)) keys.Add(key);
        }
    }
}
