using System.Diagnostics.CodeAnalysis;

namespace Redoubt;

/// <summary>A region's name, such as <c>eu-central-1</c>: lower-case letters, digits and hyphens, at most 32.</summary>
public readonly record struct Region
{
    readonly string? name;

    Region(string name) => this.name = name;

    /// <exception cref="FormatException">The text is not a region's name.</exception>
    public static Region Parse(string text) =>
        TryParse(text, out var region) ? region : throw new FormatException("a region is lower-case letters, digits and hyphens");

    public static bool TryParse([NotNullWhen(true)] string? text, out Region region)
    {
        var valid = text is { Length: >= 2 and <= 32 } && char.IsAsciiLetterLower(text[0]);
        for (var i = 0; valid && i < text!.Length; i++)
            valid = char.IsAsciiLetterLower(text[i]) || char.IsAsciiDigit(text[i]) || text[i] == '-';
        region = valid ? new Region(text!) : default;
        return valid;
    }

    public override string ToString() => name ?? "us-east-1";
}
