using System.Buffers;
using System.Text.Json;

namespace Redoubt.Audit;

/// <summary>
/// Something the product did or saw by itself, such as a key deleted when its window ended or a request blocked:
/// a CloudTrail record of type <c>AwsServiceEvent</c>.
/// </summary>
/// <param name="Source">The service, such as <c>kms.amazonaws.com</c>.</param>
/// <param name="Name">The event's name, such as <c>DeleteKey</c>.</param>
public sealed record ServiceEvent(string Source, string Name, AccountId Account, Region Region, DateTimeOffset Time)
{
    public string? SourceAddress { get; init; }

    public string? UserAgent { get; init; }

    public string? RequestId { get; init; }

    public IReadOnlyList<Resource> Resources { get; init; } = [];

    /// <summary>Writes the members of <c>serviceEventDetails</c>; never secrets or matched values.</summary>
    public Action<Utf8JsonWriter>? Details { get; init; }

    public JournalEvent ToJournal()
    {
        var id = RequestId is null ? Ids.Uuid() : Ids.EventOf(RequestId);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("eventVersion"u8, "1.11");
            json.WriteStartObject("userIdentity"u8);
            json.WriteString("accountId"u8, Account.ToString());
            json.WriteString("invokedBy"u8, Source);
            json.WriteEndObject();
            json.WriteString("eventTime"u8, Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
            json.WriteString("eventSource"u8, Source);
            json.WriteString("eventName"u8, Name);
            json.WriteString("awsRegion"u8, Region.ToString());
            json.WriteString("sourceIPAddress"u8, SourceAddress ?? Source);
            json.WriteString("userAgent"u8, UserAgent ?? Source);
            json.WriteNull("requestParameters"u8);
            json.WriteNull("responseElements"u8);
            if (RequestId is { } requestId) json.WriteString("requestID"u8, requestId);
            json.WriteString("eventID"u8, id);
            json.WriteBoolean("readOnly"u8, false);
            WriteResources(json);
            json.WriteString("eventType"u8, "AwsServiceEvent");
            json.WriteBoolean("managementEvent"u8, true);
            json.WriteString("recipientAccountId"u8, Account.ToString());
            if (Details is { } details)
            {
                json.WriteStartObject("serviceEventDetails"u8);
                details(json);
                json.WriteEndObject();
            }
            json.WriteString("eventCategory"u8, "Management");
            json.WriteEndObject();
        }
        return new JournalEvent(EventKinds.ServiceEvent, Time, buffer.WrittenMemory, Keys(id));
    }

    void WriteResources(Utf8JsonWriter json)
    {
        if (Resources.Count == 0) return;
        json.WriteStartArray("resources"u8);
        foreach (var resource in Resources)
        {
            json.WriteStartObject();
            json.WriteString("accountId"u8, Account.ToString());
            if (resource.Type is { } type) json.WriteString("type"u8, type);
            json.WriteString("ARN"u8, resource.Arn.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    List<long> Keys(string id)
    {
        var keys = new List<long>
        {
            AuditKeys.All(Account, Region),
            AuditKeys.Event(Account, id),
            AuditKeys.Of(Account, Region, AuditKeys.EventName, Name),
            AuditKeys.Of(Account, Region, AuditKeys.EventSource, Source),
        };
        AuditKeys.AddResources(keys, Account, Region, Resources);
        return keys;
    }
}
