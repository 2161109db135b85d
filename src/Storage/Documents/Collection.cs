using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.Storage;

/// <summary>A collection whatever its documents' type; see <see cref="Collection{T}"/>.</summary>
public abstract class Collection
{
    readonly IReadOnlyList<string> indexes = [];
    CollectionSql? sql;

    private protected Collection(string name) => Name = Names.Collection(name);

    /// <summary>The table's name: lower-case letters, digits and underscores, such as <c>kms_keys</c>.</summary>
    public string Name { get; }

    /// <summary>JSON names of top-level members by which documents are found; strings, numbers or booleans. Adding one takes a <see cref="Migration.Index"/>.</summary>
    public IReadOnlyList<string> Indexes
    {
        get => indexes;
        init => indexes = [.. value.Select(Names.Index)];
    }

    /// <summary>AWS's type of the resource that a document is, such as <c>AWS::KMS::Key</c>; then every write also records a <see cref="ResourceChange"/>.</summary>
    public string? ResourceType { get; init; }

    /// <summary>What turns a document of shape <c>n</c> into one of shape <c>n + 1</c>, in order. Stored documents are upgraded as they are read.</summary>
    public IReadOnlyList<Action<JsonObject>> Upgrades { get; init; } = [];

    internal int Shape => Upgrades.Count;

    internal CollectionSql Sql => sql ??= new CollectionSql(this);

    /// <summary>Refuses indexes that the document's type does not have.</summary>
    internal abstract void Validate();

    /// <summary>A stored document's JSON in today's shape.</summary>
    internal byte[] Upgrade(ReadOnlySpan<byte> body, int shape)
    {
        if (shape > Shape) throw new StorageException($"`{Name}` holds a document of shape {shape}, newer than this program's {Shape}");
        var node = JsonNode.Parse(body) as JsonObject ?? throw new StorageException($"`{Name}` holds a document that is not an object");
        for (; shape < Shape; shape++) Upgrades[shape](node);
        return JsonSerializer.SerializeToUtf8Bytes(node, StoredJson.Options);
    }
}

/// <summary>
/// Documents of one type, in a table of their own. Declared once, beside the type: the record is the schema, written as JSON.
/// </summary>
/// <param name="name">The table's name; never reused for another type.</param>
public sealed class Collection<T>(string name) : Collection(name) where T : notnull
{
    /// <summary>The largest document, in bytes of JSON.</summary>
    public const int MaxDocument = 4 << 20;

    /// <summary>A document's ARN; needed with <see cref="Collection.ResourceType"/>.</summary>
    public Func<T, Arn>? Arn { get; init; }

    internal byte[] Write(T value)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Options);
        return body.Length <= MaxDocument ? body : throw new ArgumentException($"a document of `{Name}` is larger than {MaxDocument} bytes");
    }

    /// <exception cref="StorageException">The document is damaged, or a newer program wrote it.</exception>
    internal T Read(ReadOnlySpan<byte> body, int shape)
    {
        try
        {
            var current = shape == Shape ? body : Upgrade(body, shape);
            return JsonSerializer.Deserialize<T>(current, StoredJson.Options) ?? throw new JsonException("null");
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or NotSupportedException)
        {
            throw new StorageException($"a document of `{Name}` cannot be read", damaged);
        }
    }

    internal override void Validate()
    {
        if (ResourceType is not null && Arn is null) throw new ArgumentException($"`{Name}` has a resource type but no ARN");
        var members = StoredJson.Options.GetTypeInfo(typeof(T)).Properties.Select(p => p.Name).ToHashSet();
        foreach (var index in Indexes)
            if (!members.Contains(index)) throw new ArgumentException($"documents of `{Name}` have no member `{index}`");
    }
}
