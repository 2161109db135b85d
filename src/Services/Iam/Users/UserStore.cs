using Redoubt.Services.Iam.ManagedPolicies;
using Redoubt.Services.Iam.Policies;
using Redoubt.Storage;

namespace Redoubt.Services.Iam.Users;

/// <summary>Finds users and managed policies, compiled, and a caller's policies together.</summary>
sealed class UserStore(Documents documents) : IDisposable
{
    readonly DocumentCache<UserRecord, IamUser> users = new(documents, UserRecord.Collection, document => new IamUser(document));

    readonly DocumentCache<PolicyRecord, ManagedPolicy> policies = new(documents, PolicyRecord.Collection, document => new ManagedPolicy(document));

    /// <summary>The user, or null.</summary>
    public ValueTask<IamUser?> Find(string account, string userName, CancellationToken ct) => users.Get(account, UserRecord.Key(userName), ct);

    /// <summary>The customer managed policy of this ARN, or null.</summary>
    public async ValueTask<ManagedPolicy?> Policy(string account, string policyArn, CancellationToken ct)
    {
        if (!Arn.TryParse(policyArn, out var arn) || !arn.Service.SequenceEqual("iam") || !arn.Account.SequenceEqual(account)) return null;
        if (!arn.Resource.StartsWith("policy/")) return null;
        var found = await policies.Get(account, PolicyRecord.KeyOf(policyArn), ct);
        return found?.Record.Arn == policyArn ? found : null;
    }

    /// <summary>The identity policies of a caller; empty for root and for those who have none.</summary>
    /// <exception cref="StorageException">A policy that is attached cannot be found: what cannot be read must not be skipped.</exception>
    public ValueTask<PolicySet> PoliciesOf(Principal principal, CancellationToken ct) =>
        principal.Kind == PrincipalKind.User ? PoliciesOfUser(principal, ct) : new(PolicySet.Empty);

    public void Dispose()
    {
        users.Dispose();
        policies.Dispose();
    }

    async ValueTask<PolicySet> PoliciesOfUser(Principal principal, CancellationToken ct)
    {
        var account = principal.Account.ToString();
        var user = await Find(account, principal.UserName!, ct);
        if (user is null) return PolicySet.Empty;
        var attached = new ManagedPolicy[user.Record.AttachedPolicies.Count];
        for (var i = 0; i < attached.Length; i++)
        {
            var arn = user.Record.AttachedPolicies[i];
            var policy = await policies.Get(account, user.AttachedKeys[i], ct);
            if (policy?.Record.Arn != arn) throw new StorageException($"policy {arn} is attached to a user but cannot be found");
            attached[i] = policy;
        }
        return user.With(attached);
    }
}
