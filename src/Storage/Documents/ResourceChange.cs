using System.Text.Json;

namespace Redoubt.Storage;

/// <summary>What happened to a resource.</summary>
public enum ChangeType { Created, Updated, Deleted }

/// <summary>The body of an <see cref="EventKinds.ResourceChange"/>: that a resource changed, not how.</summary>
/// <param name="Type">AWS's resource type, such as <c>AWS::KMS::Key</c>.</param>
/// <param name="Arn">The resource.</param>
/// <param name="Change">What happened.</param>
/// <param name="RequestId">The API call that did it; null where none did.</param>
public sealed record ResourceChange(string Type, Arn Arn, ChangeType Change, string? RequestId)
{
    /// <summary>The key under which a resource's changes are found.</summary>
    public static long KeyOf(Arn arn) => EventKey.Of("resource-change", arn.ToString());

    /// <exception cref="StorageException">The event is of another kind.</exception>
    public static ResourceChange Of(RecordedEvent recorded) =>
        recorded.Kind == EventKinds.ResourceChange && JsonSerializer.Deserialize<ResourceChange>(recorded.Body.Span, StoredJson.Options) is { } change
            ? change
            : throw new StorageException($"event {recorded.Sequence} is not a resource change");

    internal JournalEvent At(DateTimeOffset time) =>
        new(EventKinds.ResourceChange, time, JsonSerializer.SerializeToUtf8Bytes(this, StoredJson.Options), [KeyOf(Arn)]);
}
