namespace Redoubt.Services.Kms;

/// <summary>The rules of tags on keys.</summary>
static class Tagging
{
    const int MaxTags = 50;

    static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>The tags of a request.</summary>
    /// <exception cref="AwsError">TagException: duplicate, reserved or too many.</exception>
    public static IReadOnlyDictionary<string, string> Read(IReadOnlyList<Tag>? tags)
    {
        if (tags is null or { Count: 0 }) return None;
        if (tags.Count > MaxTags) throw TooMany();
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (tag.TagKey.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)) throw KmsErrors.Tag("Tags beginning with aws: are reserved");
            if (!read.TryAdd(tag.TagKey, tag.TagValue)) throw KmsErrors.Tag("Duplicate tag keys");
        }
        return read;
    }

    /// <summary>A key's tags with others added or replaced.</summary>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> tags, IReadOnlyDictionary<string, string> added)
    {
        var merged = new Dictionary<string, string>(tags, StringComparer.Ordinal);
        foreach (var (name, value) in added) merged[name] = value;
        return merged.Count <= MaxTags ? merged : throw TooMany();
    }

    static AwsError TooMany() => KmsErrors.Tag("Too many tags");
}
