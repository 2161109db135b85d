using System.Collections.Frozen;

namespace Redoubt.Waf;

/// <summary>Names in HTML and SVG that make script run.</summary>
static class HtmlNames
{
    public const int Longest = 64;

    // Elements that run script, load it, or change where a page loads things from.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Elements = Set("""
        script iframe frame frameset object embed applet meta link base style math xml xss isindex import layer ilayer bgsound
        animate animatetransform animatemotion set foreignobject vmlframe handler listener noscript portal comment plaintext
        image fencedframe
        """);

    // Attributes that hold an address.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Addresses = Set("""
        href src action formaction xlink:href data background poster lowsrc dynsrc code codebase archive classid longdesc usemap cite
        to from by values content url profile manifest icon ping srcset folder handler
        """);

    // Attributes that are script or markup themselves, or load it, whatever their value.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Script = Set("srcdoc fscommand seeksegmenttime datasrc dataformatas datafld xmlns:xlink ev:event");

    public static bool IsElement(ReadOnlySpan<char> name)
    {
        if (Elements.Contains(name)) return true;
        var colon = name.LastIndexOf(':');
        return colon >= 0 && (Elements.Contains(name[(colon + 1)..]) || name[..colon] is "svg" or "xsl");
    }

    public static bool IsAddress(ReadOnlySpan<char> name) => Addresses.Contains(name);

    public static bool IsScript(ReadOnlySpan<char> name) => Script.Contains(name);

    /// <summary>Browsers gain events faster than a list of them: every attribute that is named like one counts.</summary>
    public static bool IsEvent(ReadOnlySpan<char> name) =>
        name.Length >= 5 && name.StartsWith("on", StringComparison.Ordinal) && !name[2..].ContainsAnyExceptInRange('a', 'z');

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string names) =>
        names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
