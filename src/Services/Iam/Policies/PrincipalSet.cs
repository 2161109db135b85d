namespace Redoubt.Services.Iam.Policies;

/// <summary>How directly a resource policy's statement names the caller.</summary>
enum Grant
{
    None,

    /// <summary>The caller's account: it may hand the permission on by identity policies.</summary>
    Account,

    /// <summary>The role behind a session: the session's own limits still hold.</summary>
    Role,

    /// <summary>The caller itself, or everybody.</summary>
    Caller,
}

/// <summary>The principals of a statement, sorted by form.</summary>
sealed class PrincipalSet
{
    readonly bool everyone;
    readonly HashSet<string> accounts = [];
    readonly HashSet<string> arns = [];
    readonly HashSet<string> ids = [];
    readonly HashSet<string> services = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> providers = [];

    /// <param name="principals">Type and name, as <c>("AWS", "123456789012")</c>.</param>
    /// <exception cref="PolicyFormatException">A name is not a principal of its type.</exception>
    public PrincipalSet(IEnumerable<(string Type, string Name)> principals)
    {
        foreach (var (type, name) in principals)
        {
            if (name == "*" && type == "AWS") everyone = true;
            else if (type == "AWS") AddAws(name);
            else if (name.Length is 0 or > Arn.MaxLength || name.Contains('*')) throw PolicyTexts.InvalidPrincipal(type, name);
            else if (type == "Service") services.Add(name);
            else if (type == "Federated") providers.Add(name);
            else ids.Add(name);
        }
    }

    /// <summary>How directly the set names the caller.</summary>
    public Grant Match(Principal caller)
    {
        if (everyone) return Grant.Caller;
        switch (caller.Kind)
        {
            case PrincipalKind.Service:
                return services.Contains(caller.Id) ? Grant.Caller : Grant.None;
            case PrincipalKind.Anonymous:
                return Provider(caller) is { } provider && providers.Contains(provider) ? Grant.Caller : Grant.None;
            default:
                if (Names(caller)) return Grant.Caller;
                if (NamesRole(caller)) return Grant.Role;
                return accounts.Contains(caller.Account.ToString()) ? Grant.Account : Grant.None;
        }
    }

    /// <summary>
    /// Whether a Deny for all but this set leaves the caller alone: the set must name the caller and everything it stands for,
    /// a session with its role and account, a user with its account. Naming the account alone excepts only its root.
    /// </summary>
    public bool Excepts(Principal caller)
    {
        if (everyone || caller.Kind is PrincipalKind.Service or PrincipalKind.Anonymous) return Match(caller) != Grant.None;
        if (!accounts.Contains(caller.Account.ToString())) return false;
        if (caller.Kind == PrincipalKind.Root) return true;
        return Names(caller) && (caller.Role is null || NamesRole(caller));
    }

    // Root is named by its account.
    bool Names(Principal caller) =>
        arns.Contains(caller.Arn.ToString()) || ids.Contains(caller.Id) || (caller.Kind == PrincipalKind.Root && accounts.Contains(caller.Account.ToString()));

    // A session's id is its role's id, a colon and the session's name.
    bool NamesRole(Principal caller)
    {
        if (caller.Role is null) return false;
        if (arns.Contains(caller.Role.ToString())) return true;
        var colon = caller.Id.IndexOf(':');
        return colon > 0 && ids.Count > 0 && ids.GetAlternateLookup<ReadOnlySpan<char>>().Contains(caller.Id.AsSpan(0, colon));
    }

    // Who vouches for a caller without credentials, as in AssumeRoleWithWebIdentity.
    static string? Provider(Principal caller) =>
        caller.Session is { } session && session.TryGetValue("aws:federatedprovider", out var names) && names.Count == 1 ? names[0] : null;

    void AddAws(string name)
    {
        if (AccountId.TryParse(name, out _))
        {
            accounts.Add(name);
            return;
        }
        if (IsUniqueId(name))
        {
            ids.Add(name);
            return;
        }
        if (!Arn.TryParse(name, out var arn) || name.AsSpan().ContainsAny('*', '?') || arn.Service is not ("iam" or "sts") || arn.Region.Length > 0)
            throw PolicyTexts.InvalidPrincipal("AWS", name);
        if (arn.Service is "iam" && arn.Resource is "root") accounts.Add(arn.Account.ToString());
        else if (arn.Resource.IndexOf('/') > 0) arns.Add(name);
        else throw PolicyTexts.InvalidPrincipal("AWS", name);
    }

    // What a user's or role's name becomes in a stored policy once it is deleted: AIDA…, AROA….
    static bool IsUniqueId(string name) =>
        name.Length is >= 16 and <= 128 && name[0] == 'A' && name.AsSpan().IndexOfAnyExcept(IdCharacters) < 0;

    static readonly System.Buffers.SearchValues<char> IdCharacters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}
