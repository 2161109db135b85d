using System.Security.Cryptography;
using System.Text;

namespace Redoubt;

/// <summary>What happened, as appended to the Journal.</summary>
/// <param name="Kind">One of <see cref="EventKinds"/>.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Body">UTF-8 JSON; for <see cref="EventKinds.ApiCall"/> a CloudTrail record. Never secrets or matched values.</param>
/// <param name="Keys">What the event can be found by; see <see cref="EventKey"/>.</param>
public sealed record JournalEvent(string Kind, DateTimeOffset Time, ReadOnlyMemory<byte> Body, IReadOnlyList<long> Keys);

/// <summary>An event with its place in the log.</summary>
/// <param name="Sequence">Rises by commit order; what a cursor remembers.</param>
public sealed record RecordedEvent(long Sequence, string Kind, DateTimeOffset Time, ReadOnlyMemory<byte> Body);

/// <summary>A search in the Journal by one key.</summary>
/// <param name="Key">See <see cref="EventKey"/>.</param>
public sealed record EventQuery(long Key)
{
    /// <summary>Only events before this sequence number: where the last page ended.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>Only events at or after this time.</summary>
    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Only events at or before this time.</summary>
    public DateTimeOffset To { get; init; } = DateTimeOffset.MaxValue;
}

/// <summary>The kinds of event.</summary>
public static class EventKinds
{
    /// <summary>An API call, answered or refused; the body is its CloudTrail record.</summary>
    public const string ApiCall = "api-call";

    /// <summary>Something the product did or saw itself, such as a blocked request; the body is a CloudTrail record too.</summary>
    public const string ServiceEvent = "service-event";

    /// <summary>Why a call was denied; the body is an <see cref="Explanation"/>.</summary>
    public const string Decision = "decision";

    /// <summary>A resource was created, changed or deleted.</summary>
    public const string ResourceChange = "resource-change";
}

/// <summary>
/// Keys that events are found by. A key is 64 bits of a SHA-256, so that the index stays small and even;
/// whoever searches checks the event itself, since two names can share a key.
/// </summary>
public static class EventKey
{
    /// <param name="parts">From the widest to the narrowest: account, region, attribute, value.</param>
    public static long Of(params ReadOnlySpan<string> parts)
    {
        Span<byte> hash = stackalloc byte[32];
        var text = string.Join('\0', parts!);
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = size <= 1024 ? stackalloc byte[1024] : new byte[size];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)], hash);
        return BitConverter.ToInt64(hash);
    }
}
