using System.Globalization;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>Timestamps as text in the three forms; a thousandth of a second is the finest that is kept.</summary>
static class Timestamps
{
    static readonly DateTimeOffset Epoch = DateTimeOffset.UnixEpoch;

    // RFC 7231's preferred form, with the fraction that Smithy adds to it.
    static readonly string[] HttpForms = ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd, dd MMM yyyy HH:mm:ss.FFF 'GMT'"];

    public static string Format(DateTimeOffset time, TimestampFormat format) => format switch
    {
        TimestampFormat.Iso8601 => time.UtcDateTime.ToString(Milliseconds(time) == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        TimestampFormat.Http => time.UtcDateTime.ToString(HttpForms[0], CultureInfo.InvariantCulture),
        _ => EpochSeconds(time).ToString(CultureInfo.InvariantCulture),
    };

    public static bool TryParse(ReadOnlySpan<char> text, TimestampFormat format, out DateTimeOffset time) => format switch
    {
        TimestampFormat.Iso8601 => TryParseIso(text, out time),
        TimestampFormat.Http => DateTimeOffset.TryParseExact(text, HttpForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time),
        _ => TryParseEpoch(text, out time),
    };

    /// <summary>Seconds since 1970 without trailing zeros: an integer where the time is a whole second.</summary>
    public static decimal EpochSeconds(DateTimeOffset time)
    {
        var milliseconds = time.ToUnixTimeMilliseconds();
        return milliseconds % 1000 == 0 ? milliseconds / 1000 : milliseconds / 1000m;
    }

    public static bool TryFromEpoch(decimal seconds, out DateTimeOffset time)
    {
        // 0001-01-01 to 9999-12-31.
        var valid = seconds is >= -62_135_596_800m and <= 253_402_300_799m;
        time = valid ? Epoch.AddMilliseconds((double)decimal.Floor(seconds * 1000)) : default;
        return valid;
    }

    static bool TryParseEpoch(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        time = default;
        return text.Length <= 40 && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var seconds) && TryFromEpoch(seconds, out time);
    }

    // RFC 3339: a zone is required, so that nobody's local time is guessed.
    static bool TryParseIso(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length is < 20 or > 40 || text[4] != '-' || text[10] is not ('T' or 't')) return false;
        var zoned = text[^1] is 'Z' or 'z' || text[^6] is '+' or '-';
        return zoned && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
            && TryFromEpoch(time.ToUnixTimeMilliseconds() / 1000m, out time);
    }

    static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() % 1000;
}
