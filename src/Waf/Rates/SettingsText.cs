using System.Collections;
using System.Globalization;
using System.Text;

namespace Redoubt.Waf;

/// <summary>Writes a definition with everything in it, so that two texts are equal where the definitions are. For comparison only.</summary>
static class SettingsText
{
    public static string Of(object definition)
    {
        var text = new StringBuilder();
        Write(definition, text);
        return text.ToString();
    }

    static void Write(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case string written:
                text.Append(CultureInfo.InvariantCulture, $"{written.Length}\"{written}\"");
                break;
            case Detector detector:
                text.Append(detector.Condition);
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var item in list) Write(item, text);
                text.Append(']');
                break;
            case StatementDefinition or FieldDefinition or TransformationDefinition or RateKeyDefinition or ForwardedIpDefinition or NamePattern:
                text.Append(value.GetType().Name).Append('{');
                foreach (var property in value.GetType().GetProperties()) Write(property.GetValue(value), text);
                text.Append('}');
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{value};");
                break;
        }
    }
}
