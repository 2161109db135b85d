using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.IpSets;
using Redoubt.Services.WafV2.RegexPatternSets;
using Redoubt.Services.WafV2.RuleGroups;
using Redoubt.Services.WafV2.Rules;
using Redoubt.Storage;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2.InForce;

/// <summary>Every set compiled and every rule group read once, for all web ACLs that refer to it.</summary>
sealed class CompiledSets(Documents documents, PatternCache patterns) : IDisposable
{
    // A full IP set takes half a megabyte.
    const int Kept = 1_000;

    readonly DocumentCache<IpSetRecord, CompiledSet> ipSets = new(
        documents, IpSetRecord.Collection, document => new(document.Value.Arn, IpSet.Compile(document.Value.Addresses, new List<Problem>())), Kept);

    readonly DocumentCache<RegexPatternSetRecord, CompiledSet> regexSets = new(
        documents, RegexPatternSetRecord.Collection, document => new(document.Value.Arn, RegexSet.Compile(document.Value.Patterns, patterns, new List<Problem>())), Kept);

    readonly DocumentCache<RuleGroupRecord, CompiledSet> ruleGroups = new(documents, RuleGroupRecord.Collection, Read, Kept);

    public void Dispose()
    {
        ruleGroups.Dispose();
        ipSets.Dispose();
        regexSets.Dispose();
    }

    /// <summary>
    /// The sets and rule groups of these ARNs, and the sets that the groups refer to. One that is gone or does not compile is missing,
    /// which the engine finds wrong with any ACL that names it.
    /// </summary>
    public async ValueTask<LoadedSets> Load(IReadOnlyList<string> references, CancellationToken ct)
    {
        if (references.Count == 0) return LoadedSets.None;
        var loaded = new LoadedSets();
        foreach (var reference in references)
        {
            if (await Find(reference, ct) is not { Set: { } set } found) continue;
            loaded.Add(reference, set);
            foreach (var inner in found.References)
                if (await Find(inner, ct) is { Set: { } innerSet }) loaded.Add(inner, innerSet);
        }
        return loaded;
    }

    async ValueTask<CompiledSet?> Find(string reference, CancellationToken ct)
    {
        if (EntityArn.Read(reference) is not { } arn) return null;
        var found = arn.Kind switch
        {
            EntityArn.IpSet => await ipSets.Get(arn.StorageScope, arn.Name, ct),
            EntityArn.RegexPatternSet => await regexSets.Get(arn.StorageScope, arn.Name, ct),
            EntityArn.RuleGroup => await ruleGroups.Get(arn.StorageScope, arn.Name, ct),
            _ => null,
        };
        return found?.Arn == reference ? found : null;
    }

    static CompiledSet Read(Versioned<RuleGroupRecord> document)
    {
        var record = document.Value;
        try
        {
            var rules = new RuleReader(new ActionReader(record.CustomResponseBodies)).Read(record.Rules);
            return new(record.Arn, new Waf.RuleGroup
            {
                Id = record.Arn, IsManaged = false, LabelPrefix = record.LabelNamespace, Capacity = (int)record.Capacity, Rules = rules,
            }) { References = record.References };
        }
        // What was accepted once and no longer is: the ACLs that name the group block, and say so.
        catch (AwsError)
        {
            return new(record.Arn, null);
        }
    }

    /// <param name="Set">An <see cref="IpSet"/>, <see cref="RegexSet"/> or <see cref="Waf.RuleGroup"/>; null where it does not compile.</param>
    sealed record CompiledSet(string Arn, object? Set)
    {
        /// <summary>ARNs of the sets that a rule group refers to.</summary>
        public IReadOnlyList<string> References { get; init; } = [];
    }
}
