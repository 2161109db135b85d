using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.IpSets;
using Redoubt.Services.WafV2.RegexPatternSets;
using Redoubt.Storage;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2.InForce;

/// <summary>Every set compiled once, for all web ACLs that refer to it.</summary>
sealed class CompiledSets(Documents documents, PatternCache patterns) : IDisposable
{
    // A full IP set takes half a megabyte.
    const int Kept = 1_000;

    readonly DocumentCache<IpSetRecord, CompiledSet> ipSets = new(
        documents, IpSetRecord.Collection, document => new(document.Value.Arn, IpSet.Compile(document.Value.Addresses, new List<Problem>())), Kept);

    readonly DocumentCache<RegexPatternSetRecord, CompiledSet> regexSets = new(
        documents, RegexPatternSetRecord.Collection, document => new(document.Value.Arn, RegexSet.Compile(document.Value.Patterns, patterns, new List<Problem>())), Kept);

    public void Dispose()
    {
        ipSets.Dispose();
        regexSets.Dispose();
    }

    /// <summary>The sets of these ARNs. One that is gone or does not compile is missing, which the engine finds wrong with any ACL that names it.</summary>
    public async ValueTask<LoadedSets> Load(IReadOnlyList<string> references, CancellationToken ct)
    {
        if (references.Count == 0) return LoadedSets.None;
        var loaded = new LoadedSets();
        foreach (var reference in references)
        {
            if (EntityArn.Read(reference) is not { } arn) continue;
            var found = arn.Kind switch
            {
                EntityArn.IpSet => await ipSets.Get(arn.StorageScope, arn.Name, ct),
                EntityArn.RegexPatternSet => await regexSets.Get(arn.StorageScope, arn.Name, ct),
                _ => null,
            };
            if (found?.Arn == reference && found.Set is { } set) loaded.Add(reference, set);
        }
        return loaded;
    }

    /// <param name="Set">An <see cref="IpSet"/> or <see cref="RegexSet"/>; null where it does not compile.</param>
    sealed record CompiledSet(string Arn, object? Set);
}
