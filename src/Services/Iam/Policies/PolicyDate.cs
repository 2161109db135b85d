using System.Globalization;

namespace Redoubt.Services.Iam.Policies;

/// <summary>
/// Dates in policies: ISO 8601 from a bare year to a fraction of a second with an offset, or seconds since 1970.
/// AWS takes every year that fits into 64 bits of milliseconds, so no type of the platform's does.
/// </summary>
static class PolicyDate
{
    const long MinYear = -292275054;
    const long MaxYear = 292278993;

    /// <param name="instant">Milliseconds since 1970; the ends of the range stand for everything beyond.</param>
    public static bool TryParse(string text, out long instant)
    {
        instant = 0;
        if (text.Length is 0 or > 64) return false;
        var span = text.AsSpan();
        var t = span.IndexOfAny('T', 't');
        if (t < 0 && !span.Contains('-'))
        {
            if (!long.TryParse(span, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
            instant = seconds > long.MaxValue / 1000 ? long.MaxValue : seconds * 1000;
            return true;
        }
        if (!Day(t < 0 ? span : span[..t], out var days)) return false;
        var time = 0L;
        if (t >= 0 && !TimeOfDay(span[(t + 1)..], out time)) return false;
        instant = (long)Int128.Clamp(((Int128)days * 86_400_000) + time, long.MinValue, long.MaxValue);
        return true;
    }

    static bool Day(ReadOnlySpan<char> text, out long days)
    {
        days = 0;
        var negative = text.StartsWith('-');
        if (negative) text = text[1..];
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, '-');
        if (count > 3 || !Number(text[parts[0]], 0, MaxYear, out var year)) return false;
        if (negative) year = -year;
        var (month, day) = (1L, 1L);
        if (year < MinYear || (count > 1 && !Number(text[parts[1]], 1, 12, out month)) || (count > 2 && !Number(text[parts[2]], 1, 31, out day))) return false;
        days = DaysSince1970(year, month, day);
        return true;
    }

    static bool TimeOfDay(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.IsEmpty) return true;
        var offset = 0L;
        var zone = text.IndexOfAny("Zz+-");
        if (zone >= 0)
        {
            if (text[zone] is 'Z' or 'z' ? zone != text.Length - 1 : !Offset(text[zone..], out offset)) return false;
            text = text[..zone];
        }
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, ':');
        var (minute, second, fraction) = (0L, 0L, 0L);
        if (count > 3 || !Number(text[parts[0]], 0, 23, out var hour) || (count > 1 && !Number(text[parts[1]], 0, 59, out minute))) return false;
        if (count > 2)
        {
            var seconds = text[parts[2]];
            var dot = seconds.IndexOf('.');
            if (dot >= 0 && !Fraction(seconds[(dot + 1)..], out fraction)) return false;
            if (!Number(dot < 0 ? seconds : seconds[..dot], 0, 59, out second)) return false;
        }
        milliseconds = (((((hour * 60) + minute) * 60) + second) * 1000) + fraction - offset;
        return true;
    }

    static bool Offset(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        var minutes = 0L;
        if (text.Length is not (3 or 6) || !Number(text[1..3], 0, 23, out var hours)) return false;
        if (text.Length == 6 && (text[3] != ':' || !Number(text[4..], 0, 59, out minutes))) return false;
        milliseconds = ((hours * 60) + minutes) * 60_000 * (text[0] == '-' ? -1 : 1);
        return true;
    }

    static bool Fraction(ReadOnlySpan<char> digits, out long milliseconds)
    {
        milliseconds = 0;
        if (digits.Length is 0 or > 9 || digits.ContainsAnyExceptInRange('0', '9')) return false;
        for (var i = 0; i < 3; i++) milliseconds = (milliseconds * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        return true;
    }

    static bool Number(ReadOnlySpan<char> digits, long min, long max, out long number) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= min && number <= max;

    // The proleptic Gregorian calendar in eras of 400 years that begin in March.
    static long DaysSince1970(long year, long month, long day)
    {
        var y = month <= 2 ? year - 1 : year;
        var era = (y >= 0 ? y : y - 399) / 400;
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
    }
}
