namespace Redoubt.Audit;

/// <summary>
/// What a record can be looked up by: the attributes of CloudTrail's LookupEvents, each within an account and region.
/// </summary>
public static class AuditKeys
{
    /// <summary>The attributes' names, as LookupEvents has them.</summary>
    public const string
        EventId = "EventId", EventName = "EventName", ReadOnly = "ReadOnly", Username = "Username", ResourceType = "ResourceType",
        ResourceName = "ResourceName", EventSource = "EventSource", AccessKeyId = "AccessKeyId";

    /// <summary>The key of every record of an account and region.</summary>
    public static long All(AccountId account, Region region) => EventKey.Of(account.ToString(), region.ToString());

    /// <summary>The key of the records with an attribute's value.</summary>
    public static long Of(AccountId account, Region region, string attribute, string value) =>
        EventKey.Of(account.ToString(), region.ToString(), attribute, value);

    /// <summary>The key of the explanation of a denial.</summary>
    public static long Decision(AccountId account, string decisionId) => EventKey.Of(account.ToString(), "decision", decisionId);

    /// <summary>The key of the record of a request, an API call's or a shopper's, by the id that its answer carried.</summary>
    public static long Request(AccountId account, string requestId) => EventKey.Of(account.ToString(), "request", requestId);

    /// <summary>The user name LookupEvents knows a caller by: a user's name, a role session's, <c>root</c>.</summary>
    public static string? Name(Principal principal) => principal.Kind switch
    {
        PrincipalKind.Anonymous => null,
        PrincipalKind.Root => "root",
        _ => principal.UserName ?? principal.Arn.ToString()[(principal.Arn.ToString().LastIndexOf('/') + 1)..],
    };

    /// <summary>The last part of a resource's name, which it is looked up by as well: a user's name, a key's id.</summary>
    public static string ShortName(Arn arn)
    {
        var name = arn.ToString();
        return name[(name.LastIndexOfAny([':', '/']) + 1)..];
    }

    /// <summary>The keys of a call's record.</summary>
    public static IReadOnlyList<long> Of(Call call, string eventId, bool readOnly)
    {
        var keys = new List<long>(9 + call.Resources.Count * 3) { All(call.Account, call.Region), Request(call.Account, call.RequestId) };
        Add(EventId, eventId);
        Add(EventName, call.Operation);
        Add(ReadOnly, readOnly ? "true" : "false");
        Add(EventSource, call.EventSource);
        if (Name(call.Principal) is { } name) Add(Username, name);
        if (call.AccessKeyId is { } key) Add(AccessKeyId, key);
        foreach (var resource in call.Resources)
        {
            Add(ResourceName, resource.Arn.ToString());
            Add(ResourceName, ShortName(resource.Arn));
            if (resource.Type is { } type) Add(ResourceType, type);
        }
        return keys;

        void Add(string attribute, string value)
        {
            var added = Of(call.Account, call.Region, attribute, value);
            if (!keys.Contains(added)) keys.Add(added);
        }
    }
}
