using System.Collections.Frozen;

namespace Redoubt.Services.Iam.Policies;

/// <summary>What a condition key asks for. <see cref="Given"/> keys come from the session and the service, all others from the call.</summary>
enum KeySource
{
    Given, CurrentTime, EpochTime, SourceIp, SecureTransport, UserAgent, UserId, UserName, PrincipalArn, PrincipalAccount, PrincipalType,
    PrincipalIsAwsService, PrincipalServiceName, RequestedRegion, ResourceAccount, ViaAwsService, TagKeys, ResourceTag, PrincipalTag, RequestTag,
}

/// <summary>A condition key, resolved when the policy is read so that a decision looks nothing up by name that it can know.</summary>
/// <param name="Name">As the policy writes it; case does not matter.</param>
/// <param name="Lower">In lower case, as given keys are found.</param>
/// <param name="Tag">The tag's name, for the keys that ask for one.</param>
sealed record ConditionKey(string Name, string Lower, KeySource Source, string Tag)
{
    static readonly FrozenDictionary<string, KeySource> Known = new Dictionary<string, KeySource>
    {
        ["aws:currenttime"] = KeySource.CurrentTime,
        ["aws:epochtime"] = KeySource.EpochTime,
        ["aws:sourceip"] = KeySource.SourceIp,
        ["aws:securetransport"] = KeySource.SecureTransport,
        ["aws:useragent"] = KeySource.UserAgent,
        ["aws:userid"] = KeySource.UserId,
        ["aws:username"] = KeySource.UserName,
        ["aws:principalarn"] = KeySource.PrincipalArn,
        ["aws:principalaccount"] = KeySource.PrincipalAccount,
        ["aws:principaltype"] = KeySource.PrincipalType,
        ["aws:principalisawsservice"] = KeySource.PrincipalIsAwsService,
        ["aws:principalservicename"] = KeySource.PrincipalServiceName,
        ["aws:requestedregion"] = KeySource.RequestedRegion,
        ["aws:resourceaccount"] = KeySource.ResourceAccount,
        ["aws:viaawsservice"] = KeySource.ViaAwsService,
        ["aws:tagkeys"] = KeySource.TagKeys,
    }.ToFrozenDictionary();

    /// <summary>
    /// True for keys that say something of the caller or the connection: they come from the credential alone,
    /// so that no service can be talked into repeating what a request claims.
    /// </summary>
    public bool SessionOnly { get; } = Lower.StartsWith("aws:", StringComparison.Ordinal) && !Lower.StartsWith("aws:resource", StringComparison.Ordinal);

    public static ConditionKey Parse(string name)
    {
        var lower = name.ToLowerInvariant();
        if (Known.TryGetValue(lower, out var source)) return new ConditionKey(name, lower, source, "");
        if (TagOf(lower, "aws:principaltag/")) return new ConditionKey(name, lower, KeySource.PrincipalTag, name["aws:principaltag/".Length..]);
        if (TagOf(lower, "aws:requesttag/")) return new ConditionKey(name, lower, KeySource.RequestTag, name["aws:requesttag/".Length..]);
        var colon = lower.IndexOf(':');
        if (colon > 0 && TagOf(lower[(colon + 1)..], "resourcetag/"))
            return new ConditionKey(name, lower, KeySource.ResourceTag, name[(colon + 1 + "resourcetag/".Length)..]);
        return new ConditionKey(name, lower, KeySource.Given, "");
    }

    static bool TagOf(string lower, string prefix) => lower.Length > prefix.Length && lower.StartsWith(prefix, StringComparison.Ordinal);
}
