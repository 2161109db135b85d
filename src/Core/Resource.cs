namespace Redoubt;

/// <summary>
/// What a call touches, as far as authorisation and audit need to know it. An <see cref="Redoubt.Arn"/> converts by itself.
/// </summary>
/// <param name="Arn">The resource's name, or <see cref="Arn.Any"/>.</param>
public sealed record Resource(Arn Arn)
{
    /// <summary>Every resource.</summary>
    public static readonly Resource Any = new(Arn.Any);

    /// <summary>Who owns the resource, where its name does not say, as a bucket's does not; null takes the name's account, then the caller's.</summary>
    public AccountId? Owner { get; init; }

    /// <summary>AWS's resource type for audit records, such as <c>AWS::KMS::Key</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The policy attached to the resource itself, such as a key policy.</summary>
    public CompiledPolicy? Policy { get; init; }

    /// <summary>How the resource's own policy and the caller's policies work together.</summary>
    public ResourcePolicyRule PolicyRule { get; init; }

    /// <summary>The resource's tags, for <c>aws:ResourceTag/…</c>.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The tags that the request asks for, for <c>aws:RequestTag/…</c>.</summary>
    public IReadOnlyDictionary<string, string>? RequestTags { get; init; }

    /// <summary>The tag names in the request, for <c>aws:TagKeys</c>; those of <see cref="RequestTags"/> unless set, as where tags are removed.</summary>
    public IReadOnlyList<string>? TagKeys { get => field ??= RequestTags is null ? null : [.. RequestTags.Keys]; init; }

    /// <summary>Condition keys that only this call on this resource has, such as <c>kms:EncryptionContext:…</c>, by lower-case name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Conditions { get; init; }

    public static implicit operator Resource(Arn arn) => arn.IsAny ? Any : new(arn);
}

/// <summary>How a resource policy and identity policies combine inside one account.</summary>
public enum ResourcePolicyRule
{
    /// <summary>Either grants: buckets, topics, secrets.</summary>
    EitherGrants,

    /// <summary>Identity policies count only where the resource policy grants the account itself: KMS keys.</summary>
    MustDelegate,

    /// <summary>
    /// Role trust policies. A grant to the caller itself decides alone; a grant to the account delegates, as for KMS keys,
    /// or everybody in the account could assume the role. A denial does not say which policy was missing, as STS does not.
    /// </summary>
    AloneDecides,
}
