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

    /// <summary>Reads and compiles a web ACL whole, against the sets and groups as they are now.</summary>
    /// <exception cref="AwsError">Anything in it is invalid, missing, forbidden, too much or not supported.</exception>
    async ValueTask<(long Capacity, IReadOnlyList<string> References)> Check(string scope, string name, AclText text, Call call)
    {
        CheckBodies(text.Bodies);
        var content = AclContent.Read(name, LabelNamespace(name, call), text);
        CheckCounts(content);
        var references = References.Of(content.Rules);
        await RequireReferences(references, scope, call);
        RequireManagedGroups(content.Rules);
        var result = compiler.Compile(content, await sets.Load(references, call.Aborted));
        if (result.Acl is not { } acl) throw Problems.Error(result.Problems, content.Rules);
        if (acl.Capacity > MaxCapacity) throw OverCapacity(Fields.WebAcl, acl.Capacity);
        return (acl.Capacity, references);
    }

    // A group that is not there is said to be missing, as AWS says it, before the engine finds the rule wrong.
    void RequireManagedGroups(IReadOnlyList<Waf.RuleDefinition> rules)
    {
        foreach (var rule in rules)
            if (rule.Statement is Waf.ManagedRuleGroupDefinition group && managed.Find(group.Vendor, group.Name, group.Version) is null) throw Nonexistent();
    }

    static string LabelNamespace(string name, Call call) => $"awswaf:{call.Account}:webacl:{name}:";

    // Whoever puts a set or group into an ACL needs the operation's permission on it as well.
    async ValueTask RequireReferences(IReadOnlyList<string> references, string scope, Call call)
    {
        foreach (var reference in references)
        {
            if (EntityArn.Read(reference) is not { } arn || !arn.IsOf(call) || arn.Scope != scope) throw BadReference();
            var resource = arn.Kind switch
            {
                EntityArn.IpSet => ipSets.Describe((await ipSets.Find(arn, call)).Value),
                EntityArn.RuleGroup => ruleGroups.Describe((await ruleGroups.Find(arn, call)).Value),
                EntityArn.RegexPatternSet => regexSets.Describe((await regexSets.Find(arn, call)).Value),
                _ => throw BadReference(),
            };
            await call.Require($"wafv2:{call.Operation}", resource);
        }
    }

    /// <summary>Notes at sets and groups which of them a web ACL or group begins and ceases to use.</summary>
    async ValueTask ChangeUses(string user, IReadOnlyList<string> before, IReadOnlyList<string> after, Call call)
    {
        foreach (var begun in after.Except(before)) await ChangeUse(begun, uses => uses.With(user), call);
        foreach (var ended in before.Except(after)) await ChangeUse(ended, uses => uses.Without(user), call);
    }

    async ValueTask ChangeUse(string used, Func<UsesRecord, UsesRecord> change, Call call)
    {
        var uses = await documents.Get(UsesRecord.Collection, EntityArn.Read(used)!.StorageScope, used, call.Aborted)
            ?? throw new ConflictException(UsesRecord.Collection.Name, used);
        call.Update(uses, change(uses.Value));
    }

    static void CheckCounts(AclContent content)
    {
        if (References.Count(content.Rules) > MaxReferences) throw TooMany($"a web ACL has at most {MaxReferences} statements that refer to sets or rule groups");
        var overrides = content.Rules.Select(rule => rule.Statement).OfType<Waf.GroupDefinition>().SelectMany(group => group.Overrides.Values);
        var actions = content.Rules.Select(rule => rule.Action).OfType<Waf.RuleAction>().Concat(overrides).Append(content.Definition.DefaultAction).ToList();
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
