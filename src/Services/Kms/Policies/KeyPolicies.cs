using System.Text.Json;
using Redoubt.Storage;

namespace Redoubt.Services.Kms;

sealed partial class KmsService
{
    // A key has one policy, and this is its name.
    const string PolicyName = "default";

    const int MaxPolicy = 32 * 1024;

    async ValueTask<GetKeyPolicyResponse> GetKeyPolicy(GetKeyPolicyRequest request, Call call)
    {
        if (request.PolicyName is not (null or PolicyName)) throw KmsErrors.NoSuchPolicy();
        return new() { Policy = (await keys.FindById(request.KeyId, call)).Record.Policy, PolicyName = PolicyName };
    }

    async ValueTask PutKeyPolicy(PutKeyPolicyRequest request, Call call)
    {
        if (request.PolicyName is not (null or PolicyName)) throw KmsErrors.NoSuchPolicy();
        var key = NotPendingDeletion(await keys.FindById(request.KeyId, call));
        await RequirePolicy(request.Policy, key.Arn, request.BypassPolicyLockoutSafetyCheck is true, call);
        call.Update(key.Document, key.Record with { Policy = request.Policy });
    }

    async ValueTask<ListKeyPoliciesResponse> ListKeyPolicies(ListKeyPoliciesRequest request, Call call)
    {
        await keys.FindById(request.KeyId, call);
        return new() { PolicyNames = [PolicyName], Truncated = false };
    }

    // The policy must be one, and unless the caller says otherwise must let the caller change it again.
    static async ValueTask RequirePolicy(string document, Arn key, bool bypassLockoutCheck, Call call)
    {
        if (document.Length > MaxPolicy) throw new AwsError("LimitExceededException", 400, $"the key policy is longer than {MaxPolicy} bytes");
        CompiledPolicy policy;
        try
        {
            policy = call.Authorizer.Compile(document, PolicyKind.Resource);
        }
        catch (PolicyFormatException e)
        {
            throw KmsErrors.MalformedPolicy(e.Message);
        }
        if (bypassLockoutCheck) return;
        var resource = new Resource(key) { Policy = policy, PolicyRule = ResourcePolicyRule.MustDelegate };
        if (!await call.Authorizer.Allows(call, "kms:PutKeyPolicy", resource)) throw KmsErrors.Lockout();
    }

    static string DefaultPolicy(AccountId account) => JsonSerializer.Serialize(new
    {
        Version = "2012-10-17",
        Id = "key-default-1",
        Statement = new[]
        {
            new { Sid = "Enable IAM User Permissions", Effect = "Allow", Principal = new { AWS = $"arn:aws:iam::{account}:root" }, Action = "kms:*", Resource = "*" },
        },
    });
}
