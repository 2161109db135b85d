using System.Globalization;

namespace Redoubt.Aws.SigV4;

/// <summary>Times in ISO 8601's basic form, <c>20150830T123600Z</c>, as signatures carry them.</summary>
static class AmzTime
{
    const string Basic = "yyyyMMdd'T'HHmmss'Z'";

    public static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Basic, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    /// <summary>Reads the <c>Date</c> header's form, <c>Sun, 30 Aug 2015 12:36:00 GMT</c>.</summary>
    public static bool TryParseHttpDate(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(Basic, CultureInfo.InvariantCulture);

    /// <summary>S3's form in error documents, <c>2015-08-30T12:36:00Z</c>.</summary>
    public static string FormatExtended(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
