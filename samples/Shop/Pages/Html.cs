using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Shop;

/// <summary>
/// Markup that is safe to send. It is only ever made from an interpolated string, whose literal parts are markup and whose
/// text parts are encoded: <c>Html title = $"&lt;h1&gt;{name}&lt;/h1&gt;"</c>. A plain string does not convert to it, so text cannot
/// become markup by accident. Attribute values must be quoted.
/// </summary>
[InterpolatedStringHandler]
readonly struct Html(int literalLength, int formattedCount)
{
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    readonly StringBuilder? content = new(literalLength + formattedCount * 16);

    public static Html Empty => default;

    public void AppendLiteral(string markup) => content!.Append(markup);

    public void AppendFormatted(string? text)
    {
        if (!string.IsNullOrEmpty(text)) content!.Append(Encoder.Encode(text));
    }

    public void AppendFormatted(int number) => content!.Append(number);

    public void AppendFormatted(Money amount) => AppendFormatted(amount.ToString());

    /// <summary>A date is always shown as day, month and year, such as <c>4 March 2026</c>.</summary>
    public void AppendFormatted(DateTimeOffset date) => content!.Append(date.ToString("d MMMM yyyy"));

    public void AppendFormatted(Html markup) => content!.Append(markup.content);

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts) AppendFormatted(part);
    }

    public override string ToString() => content?.ToString() ?? "";
}
