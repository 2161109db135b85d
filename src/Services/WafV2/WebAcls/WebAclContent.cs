using System.Text;
using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.InForce;
using Redoubt.Services.WafV2.Rules;
using Redoubt.Storage;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2;

// What creating, updating and checking a web ACL have in common.
sealed partial class WafV2Service
{
    const int MaxCapacity = 5000, MaxReferences = 50;
    const int MaxBodies = 50, MaxBodySize = 4096, MaxBodiesSize = 50 * 1024;
    const int MaxCustomHeaders = 100;

    /// <summary>Reads and compiles rules whole, against the sets as they are now.</summary>
    /// <exception cref="AwsError">Anything in them is invalid, missing, forbidden, too much or not supported.</exception>
    async ValueTask<(AclContent Content, long Capacity, IReadOnlyList<string> References)> Check(
        string scope, string name, DefaultAction defaultAction, IReadOnlyList<Rule>? rules, IReadOnlyDictionary<string, CustomResponseBody>? bodies, Call call)
    {
        CheckBodies(bodies);
        var content = AclContent.Read(name, LabelNamespace(name, call), defaultAction, rules, bodies);
        CheckCounts(content);
        var references = References.Of(content.Rules);
        await RequireReferences(references, scope, call);
        var result = compiler.Compile(content, await sets.Load(references, call.Aborted));
        if (result.Acl is not { } acl) throw Problems.Error(result.Problems, content.Rules);
        if (acl.Capacity > MaxCapacity) throw TooMany($"a web ACL uses at most {MaxCapacity} capacity units, this one would use {acl.Capacity}");
        return (content, acl.Capacity, references);
    }

    static string LabelNamespace(string name, Call call) => $"awswaf:{call.Account}:webacl:{name}:";

    // Whoever puts a set into an ACL needs the operation's permission on the set as well.
    async ValueTask RequireReferences(IReadOnlyList<string> references, string scope, Call call)
    {
        foreach (var reference in references)
        {
            if (EntityArn.Read(reference) is not { } arn || !arn.IsOf(call) || arn.Scope != scope) throw BadReference();
            var resource = arn.Kind switch
            {
                EntityArn.IpSet => ipSets.Describe((await ipSets.Find(arn, call)).Value),
                EntityArn.RegexPatternSet => regexSets.Describe((await regexSets.Find(arn, call)).Value),
                _ => throw BadReference(),
            };
            await call.Require($"wafv2:{call.Operation}", resource);
        }
    }

    /// <summary>Notes at the sets which of them the ACL begins and ceases to use.</summary>
    async ValueTask ChangeUses(string aclArn, IReadOnlyList<string> before, IReadOnlyList<string> after, Call call)
    {
        foreach (var begun in after.Except(before)) await ChangeUse(begun, uses => uses.With(aclArn), call);
        foreach (var ended in before.Except(after)) await ChangeUse(ended, uses => uses.Without(aclArn), call);
    }

    async ValueTask ChangeUse(string setArn, Func<UsesRecord, UsesRecord> change, Call call)
    {
        var uses = await documents.Get(UsesRecord.Collection, EntityArn.Read(setArn)!.StorageScope, setArn, call.Aborted)
            ?? throw new ConflictException(UsesRecord.Collection.Name, setArn);
        call.Update(uses, change(uses.Value));
    }

    static void CheckCounts(AclContent content)
    {
        if (References.Count(content.Rules) > MaxReferences) throw TooMany($"a web ACL has at most {MaxReferences} statements that refer to sets");
        var actions = content.Rules.Select(rule => rule.Action).Append(content.Definition.DefaultAction).ToList();
        if (actions.Sum(action => action.InsertHeaders.Count) > MaxCustomHeaders) throw TooMany($"a web ACL has at most {MaxCustomHeaders} custom request headers");
        if (actions.Sum(action => action.Response?.Headers.Count ?? 0) > MaxCustomHeaders) throw TooMany($"a web ACL has at most {MaxCustomHeaders} custom response headers");
    }

    static void CheckBodies(IReadOnlyDictionary<string, CustomResponseBody>? bodies)
    {
        if (bodies is null) return;
        if (bodies.Count > MaxBodies) throw TooMany($"a web ACL has at most {MaxBodies} custom response bodies");
        var total = 0;
        foreach (var (key, body) in bodies)
        {
            var size = Encoding.UTF8.GetByteCount(body.Content);
            if (size > MaxBodySize) throw TooMany($"custom response body {key} is larger than {MaxBodySize} bytes");
            total += size;
        }
        if (total > MaxBodiesSize) throw TooMany($"custom response bodies are at most {MaxBodiesSize} bytes together");
    }
}
