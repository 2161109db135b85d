using Redoubt.Services.Iam.Policies;
using Redoubt.Storage;

namespace Redoubt.Services.Iam.ManagedPolicies;

/// <summary>A managed policy with its default version compiled. Immutable.</summary>
sealed class ManagedPolicy
{
    public ManagedPolicy(Versioned<PolicyRecord> document)
    {
        Document = document;
        var current = Record.Versions.First(version => version.Id == Record.DefaultVersion);
        Named = new NamedPolicy(Record.Arn, PolicyCompiler.Compile(current.Document, PolicyKind.Identity));
        Resource = new Resource(Arn.Parse(Record.Arn)) { Type = "AWS::IAM::Policy", Tags = Record.Tags };
    }

    public Versioned<PolicyRecord> Document { get; }

    public PolicyRecord Record => Document.Value;

    public NamedPolicy Named { get; }

    public Resource Resource { get; }
}
