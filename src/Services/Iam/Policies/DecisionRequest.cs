namespace Redoubt.Services.Iam.Policies;

/// <summary>One question to the policies: may this caller do this to that. Lives on the stack, for the length of a decision.</summary>
readonly ref struct DecisionRequest
{
    /// <summary>The longest action name, in characters.</summary>
    public const int MaxAction = 128;

    /// <param name="folded">Room for the action in lower case: <see cref="MaxAction"/> characters.</param>
    public DecisionRequest(Principal principal, string action, Resource resource, PolicySet policies, Span<char> folded)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(action.Length, MaxAction, nameof(action));
        Principal = principal;
        Action = action;
        Resource = resource;
        Policies = policies;
        Folded = folded[..action.AsSpan().ToLowerInvariant(folded)];
    }

    public Principal Principal { get; }

    public string Action { get; }

    /// <summary>The action in lower case.</summary>
    public ReadOnlySpan<char> Folded { get; }

    public Resource Resource { get; }

    /// <summary>The caller's own policies.</summary>
    public PolicySet Policies { get; }

    /// <summary>The call, for what it alone knows; null in a simulation.</summary>
    public Call? Call { get; init; }

    /// <summary>A simulation's condition keys, by lower-case name, which come before all others.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Simulated { get; init; }

    /// <summary>The account that owns the resource.</summary>
    public ReadOnlySpan<char> ResourceAccount =>
        Resource.Owner is { } owner ? owner.ToString()
        : Resource.Arn.Account is { IsEmpty: false } account ? account
        : Call is not null ? Call.Account.ToString()
        : Principal.Account.ToString();

    /// <summary>What the request has for a condition key.</summary>
    public ContextValue Find(ConditionKey key)
    {
        if (Simulated is not null && Simulated.TryGetValue(key.Lower, out var simulated)) return ContextValue.Of(simulated);
        return key.Source switch
        {
            KeySource.CurrentTime => Call is null ? default : ContextValue.Of(Call.Time, asEpoch: false),
            KeySource.EpochTime => Call is null ? default : ContextValue.Of(Call.Time, asEpoch: true),
            KeySource.SourceIp => Call is null || IsService ? default : ContextValue.Of(Call.SourceAddress),
            KeySource.SecureTransport => Call is null ? default : ContextValue.Of(Call.Tls is not null),
            KeySource.UserAgent => ContextValue.Of(Call?.UserAgent),
            KeySource.UserId => IsService ? default : ContextValue.Of(Principal.Id),
            KeySource.UserName => ContextValue.Of(Principal.UserName),
            KeySource.PrincipalArn => IsIdentity ? ContextValue.Of((Principal.Role ?? Principal.Arn).ToString()) : default,
            KeySource.PrincipalAccount => IsIdentity ? ContextValue.Of(Principal.Account.ToString()) : default,
            KeySource.PrincipalType => PrincipalType,
            KeySource.PrincipalIsAwsService => ContextValue.Of(IsService),
            KeySource.PrincipalServiceName => IsService ? ContextValue.Of(Principal.Id) : default,
            KeySource.RequestedRegion => Call is null ? default : ContextValue.Of(Call.Region.ToString()),
            KeySource.ResourceAccount => ContextValue.Of(AccountText),
            KeySource.ViaAwsService => Given(key) is { Count: > 0 } via ? via : ContextValue.Of(value: false),
            KeySource.TagKeys => ContextValue.Of(Resource.TagKeys),
            KeySource.ResourceTag => Given(key) is { Count: > 0 } given ? given : Tag(Resource.Tags, key.Tag),
            KeySource.PrincipalTag => Tag(Principal.Tags, key.Tag),
            KeySource.RequestTag => Tag(Resource.RequestTags, key.Tag),
            _ => Given(key),
        };
    }

    bool IsService => Principal.Kind == PrincipalKind.Service;

    bool IsIdentity => Principal.Kind is not (PrincipalKind.Service or PrincipalKind.Anonymous);

    ContextValue PrincipalType => Principal.Kind switch
    {
        PrincipalKind.Root => ContextValue.Of("Account"),
        PrincipalKind.User => ContextValue.Of("User"),
        PrincipalKind.AssumedRole => ContextValue.Of("AssumedRole"),
        PrincipalKind.FederatedUser => ContextValue.Of("FederatedUser"),
        PrincipalKind.Anonymous => ContextValue.Of("Anonymous"),
        _ => default,
    };

    // The owner as text without a copy where it is the caller's own account, as nearly always.
    string AccountText
    {
        get
        {
            var account = ResourceAccount;
            var own = Principal.Account.ToString();
            return account.SequenceEqual(own) ? own : account.ToString();
        }
    }

    ContextValue Given(ConditionKey key)
    {
        if (Principal.Session is { } session && session.TryGetValue(key.Lower, out var settled)) return ContextValue.Of(settled);
        return !key.SessionOnly && Resource.Conditions is { } conditions && conditions.TryGetValue(key.Lower, out var given)
            ? ContextValue.Of(given)
            : default;
    }

    // Tag names in condition keys ignore case; the exact one wins where a resource has two that differ in nothing else.
    static ContextValue Tag(IReadOnlyDictionary<string, string>? tags, string name)
    {
        if (tags is null || tags.Count == 0) return default;
        if (tags.TryGetValue(name, out var exact)) return ContextValue.Of(exact);
        if (tags is Dictionary<string, string> dictionary)
        {
            foreach (var (key, value) in dictionary)
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return ContextValue.Of(value);
            return default;
        }
        foreach (var (key, value) in tags)
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return ContextValue.Of(value);
        return default;
    }
}
