using Redoubt.Storage;

namespace Redoubt.Services.Iam.ManagedPolicies;

/// <summary>That a managed policy is attached to a user; the way back from the policy to those who have it.</summary>
/// <param name="PolicyArn">The policy.</param>
/// <param name="UserName">The user's name as it was written.</param>
sealed record AttachmentRecord(string PolicyArn, string UserName)
{
    /// <summary>The scope is the account, the id made by <see cref="Key"/>.</summary>
    public static readonly Collection<AttachmentRecord> Collection = new("iam_attachments") { Indexes = ["PolicyArn"] };

    public static string Key(string policyArn, string userName) => $"{policyArn}|user/{userName.ToLowerInvariant()}";
}
