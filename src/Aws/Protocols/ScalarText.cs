using System.Globalization;
using System.Text;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>Single values as text: in form fields, XML elements, headers, query parameters and URI labels.</summary>
static class ScalarText
{
    const NumberStyles Fraction = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a value strictly: the whole text, in range, as the model's type writes it.</summary>
    public static bool TryParse(Shape shape, string text, TimestampFormat format, out object? value)
    {
        value = null;
        switch (shape.Kind)
        {
            case ShapeKind.String:
                value = text;
                return true;
            case ShapeKind.Integer:
                if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)) value = integer;
                break;
            case ShapeKind.Long:
                if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) value = number;
                break;
            case ShapeKind.Boolean:
                if (text is "true" or "false") value = text is "true";
                break;
            case ShapeKind.Double:
                if (TryParseDouble(text, out var wide)) value = wide;
                break;
            case ShapeKind.Float:
                if (TryParseDouble(text, out wide) && (!double.IsFinite(wide) || float.IsFinite((float)wide))) value = (float)wide;
                break;
            case ShapeKind.Blob:
                value = FromBase64(text);
                break;
            case ShapeKind.Timestamp:
                if (Timestamps.TryParse(text, format, out var time)) value = time;
                break;
            default:
                throw new NotSupportedException($"{shape} is not a single value");
        }
        return value is not null;
    }

    public static string Format(object value, TimestampFormat format) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        float number => FormatDouble(number, number.ToString("R", CultureInfo.InvariantCulture)),
        double number => FormatDouble(number, number.ToString("R", CultureInfo.InvariantCulture)),
        byte[] bytes => Convert.ToBase64String(bytes),
        DateTimeOffset time => Timestamps.Format(time, format),
        _ => throw new NotSupportedException($"{value.GetType()} is not a single value"),
    };

    /// <summary>The word that stands for a number JSON cannot write, or null for a usual number.</summary>
    public static string? Word(double number) =>
        double.IsNaN(number) ? "NaN" : double.IsPositiveInfinity(number) ? "Infinity" : double.IsNegativeInfinity(number) ? "-Infinity" : null;

    public static bool TryFromWord(string word, out double number)
    {
        number = word switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, _ => 0 };
        return number != 0;
    }

    /// <summary>The bytes, or null where the text is not base64 with padding and nothing else.</summary>
    public static byte[]? FromBase64(ReadOnlySpan<char> text)
    {
        if (text.Length % 4 != 0 || text.IndexOfAny(" \t\r\n") >= 0) return null;
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64Chars(text, bytes, out var length) ? length == bytes.Length ? bytes : bytes[..length] : null;
    }

    /// <summary>Decodes percent escapes; false for a broken escape or what is not UTF-8.</summary>
    /// <param name="plus">What a plus sign means: a space in forms and queries, itself in paths.</param>
    public static bool TryUnescape(ReadOnlySpan<char> text, char plus, out string decoded)
    {
        decoded = "";
        if (text.IsEmpty) return true;
        if (text.IndexOfAny('%', '+') < 0 && Ascii.IsValid(text))
        {
            decoded = text.ToString();
            return true;
        }
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) return false;
                bytes[length++] = (byte)((HexValue(text[i + 1]) << 4) | HexValue(text[i + 2]));
                i += 2;
            }
            else if (text[i] == '+') bytes[length++] = (byte)plus;
            else if (char.IsAscii(text[i])) bytes[length++] = (byte)text[i];
            else
            {
                if (Rune.DecodeFromUtf16(text[i..], out var rune, out var used) != System.Buffers.OperationStatus.Done) return false;
                length += rune.EncodeToUtf8(bytes.AsSpan(length));
                i += used - 1;
            }
        }
        if (!System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, length))) return false;
        decoded = Encoding.UTF8.GetString(bytes, 0, length);
        return true;
    }

    static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    static bool TryParseDouble(string text, out double number) =>
        TryFromWord(text, out number) || (double.TryParse(text, Fraction, CultureInfo.InvariantCulture, out number) && double.IsFinite(number));

    static string FormatDouble(double number, string usual) => Word(number) ?? usual;
}
