using Redoubt.Services.WafV2.Entities;
using Redoubt.Storage;

namespace Redoubt.Services.WafV2.RegexPatternSets;

/// <summary>A regex pattern set as it is stored.</summary>
sealed record RegexPatternSetRecord : EntityRecord
{
    /// <summary>The scope is that of the name's account and region or <c>global</c>, the id the set's name.</summary>
    public static readonly Collection<RegexPatternSetRecord> Collection = new("wafv2_regex_sets")
    {
        ResourceType = "AWS::WAFv2::RegexPatternSet",
        Arn = set => Redoubt.Arn.Parse(set.Arn),
    };

    public required IReadOnlyList<string> Patterns { get; init; }
}
