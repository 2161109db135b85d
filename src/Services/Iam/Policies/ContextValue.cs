using System.Net;

namespace Redoubt.Services.Iam.Policies;

/// <summary>What a request has for a condition key: nothing, one value or several. Times and addresses stay what they are until text is asked for.</summary>
readonly struct ContextValue
{
    static readonly object Seconds = new();
    static readonly object Date = new();

    readonly object? data;

    ContextValue(object? data, int count)
    {
        this.data = data;
        Count = count;
    }

    public static ContextValue Absent => default;

    /// <summary>How many values there are; 0 for an absent key.</summary>
    public int Count { get; }

    /// <summary>The instant, in milliseconds since 1970, of a key that is one.</summary>
    public long? Time { get; private init; }

    /// <summary>The address of a key that is one.</summary>
    public IPAddress? Address => data as IPAddress;

    /// <summary>True for one empty text, which set operators take for no value at all.</summary>
    public bool IsEmptyText => Count == 1 && data is string { Length: 0 };

    public static ContextValue Of(string? text) => text is null ? default : new ContextValue(text, 1);

    public static ContextValue Of(bool value) => new(value ? "true" : "false", 1);

    public static ContextValue Of(IPAddress address) => new(address, 1);

    public static ContextValue Of(IReadOnlyList<string>? texts) => texts switch
    {
        null or { Count: 0 } => default,
        { Count: 1 } => new ContextValue(texts[0], 1),
        _ => new ContextValue(texts, texts.Count),
    };

    /// <param name="asEpoch">Whether its text is a number of seconds instead of a date.</param>
    public static ContextValue Of(DateTimeOffset time, bool asEpoch) => new(asEpoch ? Seconds : Date, 1) { Time = time.ToUnixTimeMilliseconds() };

    /// <summary>The value as text. Only dates and addresses are put into words here; everything else is text already.</summary>
    public string Text(int index) => data switch
    {
        string text => text,
        IReadOnlyList<string> texts => texts[index],
        IPAddress address => address.ToString(),
        _ when ReferenceEquals(data, Seconds) => (Time!.Value / 1000).ToString(),
        _ => DateTimeOffset.FromUnixTimeMilliseconds(Time!.Value).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
    };
}
