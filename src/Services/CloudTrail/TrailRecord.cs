using System.Text;
using System.Text.Json;
using Redoubt.Audit;

namespace Redoubt.Services.CloudTrail;

/// <summary>A CloudTrail record from the Journal, opened for reading.</summary>
sealed class TrailRecord(RecordedEvent recorded) : IDisposable
{
    readonly JsonDocument json = JsonDocument.Parse(recorded.Body);

    public string EventId => Text(json.RootElement, "eventID")!;

    public string EventName => Text(json.RootElement, "eventName")!;

    public string AwsRegion => Text(json.RootElement, "awsRegion")!;

    public string EventSource => Text(json.RootElement, "eventSource")!;

    public string ReadOnly => json.RootElement.TryGetProperty("readOnly", out var flag) && flag.GetBoolean() ? "true" : "false";

    public string? AccessKeyId => Text(Identity, "accessKeyId");

    /// <summary>The name that <see cref="AuditKeys.Name"/> gave the caller.</summary>
    public string? Username => Text(Identity, "type") switch
    {
        "Root" => "root",
        _ => Text(Identity, "userName") ?? (Text(Identity, "arn") is { } arn ? arn[(arn.LastIndexOf('/') + 1)..] : null),
    };

    public IReadOnlyList<ResourceShape> Resources => json.RootElement.TryGetProperty("resources", out var resources)
        ? [.. resources.EnumerateArray().Select(resource => new ResourceShape { ResourceType = Text(resource, "type"), ResourceName = Text(resource, "ARN") })]
        : [];

    public Event ToEvent() => new()
    {
        EventId = EventId,
        EventName = EventName,
        ReadOnly = ReadOnly,
        AccessKeyId = AccessKeyId,
        EventTime = recorded.Time,
        EventSource = EventSource,
        Username = Username,
        Resources = Resources,
        CloudTrailEvent = Encoding.UTF8.GetString(recorded.Body.Span),
    };

    public void Dispose() => json.Dispose();

    JsonElement Identity => json.RootElement.GetProperty("userIdentity");

    static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
