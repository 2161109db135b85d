using Redoubt.Services.Iam.ManagedPolicies;
using Redoubt.Services.Iam.Policies;
using Redoubt.Storage;

namespace Redoubt.Services.Iam.Users;

/// <summary>A user ready for decisions: its identity, and its inline policies compiled. Immutable but for the set it remembers.</summary>
sealed class IamUser
{
    readonly NamedPolicy[] inline;
    Remembered? remembered;

    public IamUser(Versioned<UserRecord> document)
    {
        Document = document;
        inline = [.. Record.InlinePolicies.Select(policy => new NamedPolicy(policy.Key, PolicyCompiler.Compile(policy.Value, PolicyKind.Identity)))];
        AttachedKeys = [.. Record.AttachedPolicies.Select(PolicyRecord.KeyOf)];
        Principal = new Principal(PrincipalKind.User, Record.Arn, AccountId.Parse(Record.Account), Record.UserId)
        {
            UserName = Record.UserName,
            Tags = Record.Tags,
        };
        Resource = new Resource(Record.Arn) { Type = "AWS::IAM::User", Tags = Record.Tags };
    }

    /// <summary>The ids of the attached policies' records, in the record's order.</summary>
    public string[] AttachedKeys { get; }

    public Versioned<UserRecord> Document { get; }

    public UserRecord Record => Document.Value;

    public Principal Principal { get; }

    public Resource Resource { get; }

    /// <summary>The user's policies with these managed ones, made anew only when one of them is another than last time.</summary>
    /// <param name="attached">The attached policies in the record's order.</param>
    public PolicySet With(ReadOnlySpan<ManagedPolicy> attached)
    {
        if (remembered is { } last && attached.SequenceEqual(last.Attached)) return last.Set;
        var all = new List<NamedPolicy>(inline);
        foreach (var policy in attached) all.Add(policy.Named);
        var made = new Remembered(attached.ToArray(), new PolicySet(all));
        remembered = made;
        return made.Set;
    }

    sealed record Remembered(ManagedPolicy[] Attached, PolicySet Set);
}
