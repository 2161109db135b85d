namespace Redoubt.Services.WafV2;

/// <summary>The rules of tags on web ACLs and sets.</summary>
static class Tagging
{
    const int MaxTags = 50;

    static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>The tags of a request.</summary>
    /// <exception cref="AwsError">Duplicate, reserved or too many.</exception>
    public static IReadOnlyDictionary<string, string> Read(IReadOnlyList<Tag>? tags)
    {
        if (tags is null or { Count: 0 }) return None;
        if (tags.Count > MaxTags) throw TooMany();
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                throw WafV2Errors.Invalid("tags beginning with aws: are reserved", WafV2Errors.Fields.Tags, tag.Key);
            if (!read.TryAdd(tag.Key, tag.Value)) throw WafV2Errors.Invalid("a tag key occurs twice", WafV2Errors.Fields.Tags, tag.Key);
        }
        return read;
    }

    /// <summary>A resource's tags with others added or replaced.</summary>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> tags, IReadOnlyDictionary<string, string> added)
    {
        var merged = new Dictionary<string, string>(tags, StringComparer.Ordinal);
        foreach (var (name, value) in added) merged[name] = value;
        return merged.Count <= MaxTags ? merged : throw TooMany();
    }

    static AwsError TooMany() => WafV2Errors.TooMany($"a resource has at most {MaxTags} tags");
}
