using System.Buffers;
using System.Text.Json;
using Redoubt.Audit;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Audit;

/// <summary>
/// Makes CloudTrail records, version 1.11 ("CloudTrail record contents"), and the keys they are found by.
/// </summary>
public static class AuditRecord
{
    const string Version = "1.11";

    // Who may do nothing may not fill the disk with what he asked for.
    const int MaxRefusedParameters = 4 * 1024;

    // CloudTrail's bounds, in bytes or characters.
    const int MaxParameters = 100 * 1024, MaxUserAgent = 1024, MaxError = 1024;

    static readonly JsonWriterOptions Trusted = new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The record of a call, whether it succeeded or was refused.</summary>
    /// <param name="call">Who, where, when.</param>
    /// <param name="operation">Null where nobody implements it or it does not exist.</param>
    /// <param name="input">Null where it could not be read.</param>
    /// <param name="output">Null where the call failed.</param>
    /// <param name="error">Null where it succeeded.</param>
    public static JournalEvent Of(Call call, Operation? operation, object? input, object? output, AwsError? error)
    {
        var id = Ids.EventOf(call.RequestId);
        var buffer = new ArrayBufferWriter<byte>(1536);
        using (var json = new Utf8JsonWriter(buffer, Trusted))
        {
            json.WriteStartObject();
            json.WriteString("eventVersion"u8, Version);
            WriteIdentity(json, call);
            json.WriteString("eventTime"u8, Time(call.Time));
            json.WriteString("eventSource"u8, call.EventSource);
            json.WriteString("eventName"u8, call.Operation);
            json.WriteString("awsRegion"u8, call.Region.ToString());
            json.WriteString("sourceIPAddress"u8, call.SourceAddress.ToString());
            if (call.UserAgent is { } agent) json.WriteString("userAgent"u8, Cut(agent, MaxUserAgent));
            if (error is not null)
            {
                json.WriteString("errorCode"u8, error.Code);
                json.WriteString("errorMessage"u8, Cut(error.Message, MaxError));
            }
            WriteMembers(json, "requestParameters"u8, operation?.Shape.Input, input, call.RequestParameters, error is null ? MaxParameters : MaxRefusedParameters);
            WriteMembers(json, "responseElements"u8, operation is { IsReadOnly: false, Shape.HasOutput: true } ? operation.Shape.Output : null, output, null, MaxParameters);
            WriteAdditional(json, call);
            json.WriteString("requestID"u8, call.RequestId);
            json.WriteString("eventID"u8, id);
            json.WriteBoolean("readOnly"u8, operation?.IsReadOnly ?? false);
            WriteResources(json, call);
            json.WriteString("eventType"u8, "AwsApiCall");
            json.WriteBoolean("managementEvent"u8, true);
            json.WriteString("recipientAccountId"u8, call.Account.ToString());
            json.WriteString("eventCategory"u8, "Management");
            WriteTls(json, call.Tls);
            json.WriteEndObject();
        }
        return new JournalEvent(EventKinds.ApiCall, call.Time, buffer.WrittenMemory, AuditKeys.Of(call, id));
    }

    /// <summary>A time as records have it: whole seconds, UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    static void WriteIdentity(Utf8JsonWriter json, Call call)
    {
        var who = call.Principal;
        json.WriteStartObject("userIdentity"u8);
        json.WriteString("type"u8, TypeName(who.Kind));
        if (who.Kind != PrincipalKind.Anonymous)
        {
            json.WriteString("principalId"u8, who.Id);
            json.WriteString("arn"u8, who.Arn.ToString());
            json.WriteString("accountId"u8, who.Account.ToString());
        }
        if (call.AccessKeyId is { } key) json.WriteString("accessKeyId"u8, key);
        if (who.UserName is { } name) json.WriteString("userName"u8, name);
        json.WriteEndObject();
    }

    static string TypeName(PrincipalKind kind) => kind switch
    {
        PrincipalKind.Root => "Root",
        PrincipalKind.User => "IAMUser",
        PrincipalKind.AssumedRole => "AssumedRole",
        PrincipalKind.FederatedUser => "FederatedUser",
        PrincipalKind.Service => "AWSService",
        _ => "Unknown",
    };

    static void WriteMembers(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, StructureShape? shape, object? value, IReadOnlyDictionary<string, string>? more, int limit)
    {
        if (shape is null || value is null)
        {
            json.WriteNull(name);
            return;
        }
        var members = new ArrayBufferWriter<byte>(512);
        using (var part = new Utf8JsonWriter(members, Trusted)) RecordMembers.Write(part, shape, value, more);
        json.WritePropertyName(name);
        if (members.WrittenCount == 2) json.WriteNullValue();
        else if (members.WrittenCount <= limit) json.WriteRawValue(members.WrittenSpan, skipInputValidation: true);
        else WriteOmitted(json, members.WrittenCount, limit);
    }

    static void WriteOmitted(Utf8JsonWriter json, int size, int limit)
    {
        json.WriteStartObject();
        json.WriteBoolean("omitted"u8, true);
        json.WriteNumber("originalSize"u8, size);
        json.WriteString("reason"u8, $"larger than {limit} bytes");
        json.WriteEndObject();
    }

    static void WriteAdditional(Utf8JsonWriter json, Call call)
    {
        if (call.AdditionalEventData is not { Count: > 0 } data) return;
        json.WriteStartObject("additionalEventData"u8);
        foreach (var (name, value) in data) json.WriteString(name, value);
        json.WriteEndObject();
    }

    static void WriteResources(Utf8JsonWriter json, Call call)
    {
        if (call.Resources.Count == 0) return;
        json.WriteStartArray("resources"u8);
        foreach (var resource in call.Resources)
        {
            json.WriteStartObject();
            json.WriteString("accountId"u8, resource.Arn.Account.IsEmpty ? call.Account.ToString().AsSpan() : resource.Arn.Account);
            if (resource.Type is { } type) json.WriteString("type"u8, type);
            json.WriteString("ARN"u8, resource.Arn.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteTls(Utf8JsonWriter json, TlsDetails? tls)
    {
        if (tls is null) return;
        json.WriteStartObject("tlsDetails"u8);
        json.WriteString("tlsVersion"u8, tls.Version);
        json.WriteString("cipherSuite"u8, tls.CipherSuite);
        json.WriteString("clientProvidedHostHeader"u8, Cut(tls.ClientProvidedHost, 255));
        json.WriteEndObject();
    }

    static ReadOnlySpan<char> Cut(string text, int length) => text.AsSpan(0, Math.Min(text.Length, length));
}
