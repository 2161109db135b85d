namespace Redoubt.Services.Iam;

/// <summary>The rules of tags on users and policies: names differ in more than case, at most 50, none beginning with <c>aws:</c>.</summary>
static class Tagging
{
    const int MaxTags = 50;

    static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    public static IReadOnlyDictionary<string, string> Read(IReadOnlyList<Tag>? tags)
    {
        if (tags is null or { Count: 0 }) return None;
        var read = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var tag in tags)
        {
            if (tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)) throw IamErrors.InvalidInput("System tags cannot be added/updated by requester.");
            if (!read.TryAdd(tag.Key, tag.Value)) throw IamErrors.InvalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        }
        return read.Count <= MaxTags ? read : throw TooMany();
    }

    /// <summary>Tags with others added; one whose name differs only in case is replaced, name and value.</summary>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> tags, IReadOnlyDictionary<string, string> added)
    {
        var merged = new Dictionary<string, string>(tags, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in added)
        {
            merged.Remove(name);
            merged[name] = value;
        }
        return merged.Count <= MaxTags ? merged : throw TooMany();
    }

    /// <summary>Tags without those named.</summary>
    public static IReadOnlyDictionary<string, string> Without(IReadOnlyDictionary<string, string> tags, IReadOnlyList<string> names) =>
        tags.Where(tag => !names.Contains(tag.Key, StringComparer.OrdinalIgnoreCase)).ToDictionary();

    public static List<Tag> Write(IEnumerable<KeyValuePair<string, string>> tags) =>
        [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];

    static AwsError TooMany() => IamErrors.LimitExceeded($"The number of tags has reached the maximum limit: {MaxTags}.");
}
