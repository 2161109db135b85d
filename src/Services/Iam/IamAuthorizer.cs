using Redoubt.Services.Iam.Policies;
using Redoubt.Services.Iam.Users;

namespace Redoubt.Services.Iam;

/// <summary>Decides calls by the policies of caller and resource.</summary>
sealed class IamAuthorizer(UserStore users) : IAuthorizer
{
    public async ValueTask Require(Call call, string action, Resource resource)
    {
        var policies = await users.PoliciesOf(call.Principal, call.Aborted);
        var decision = Evaluator.Decide(call, action, resource, policies);
        if (!decision.Allowed) throw Denial.Of(call, action, resource, policies, decision);
    }

    public async ValueTask<bool> Allows(Call call, string action, Resource resource) =>
        Evaluator.Decide(call, action, resource, await users.PoliciesOf(call.Principal, call.Aborted)).Allowed;

    public CompiledPolicy Compile(string document, PolicyKind kind) => PolicyCompiler.Compile(document, kind);
}
