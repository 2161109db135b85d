using System.Collections.Frozen;

namespace Redoubt.Waf;

/// <summary>Names in HTML and SVG that make script run.</summary>
static class HtmlNames
{
    public const int Longest = 32;

    // Elements that run script, load it, or change where a page loads things from.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Elements = Set("""
        script iframe frame frameset object embed applet meta link base style svg math xml xss isindex import layer ilayer bgsound
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

    // What events begin with, after `on`.
    static readonly string[] Events =
    [
        "abort", "activate", "after", "animation", "audioprocess", "auxclick", "before", "begin", "blur", "bounce", "cancel", "canplay", "cellchange", "change",
        "click", "close", "command", "complete", "connect", "contextmenu", "contentvisibility", "controlselect", "copy", "cuechange", "cut", "data", "dblclick",
        "deactivate", "devicemotion", "deviceorientation", "devicelight", "drag", "drop", "durationchange", "emptied", "end", "error", "exit", "fetch", "filterchange", "finish",
        "focus", "formchange", "formdata", "forminput", "fullscreen", "gamepad", "gesture", "gotpointercapture", "hashchange", "help", "input", "install", "invalid", "key",
        "languagechange", "layoutcomplete", "load", "losecapture", "lostpointercapture", "media", "message", "mouse", "move", "moz", "offline", "online", "open", "orientationchange",
        "outofsync", "page", "paste", "pause", "play", "pointer", "popstate", "popup", "progress", "propertychange", "push", "ratechange", "readystatechange",
        "rejectionhandled", "repeat", "reset", "resize", "resume", "reverse", "row", "scroll", "search", "security", "seek", "select", "show", "slotchange", "stalled", "start",
        "stop", "storage", "submit", "suspend", "syncrestored", "timeerror", "timeupdate", "toggle", "touch", "trackchange", "transition", "unhandledrejection",
        "unload", "urlflip", "undo", "redo", "update", "upgradeneeded", "userproximity", "versionchange", "visibilitychange", "volumechange", "waiting", "webkit", "wheel", "zoom",
    ];

    public static bool IsElement(ReadOnlySpan<char> name)
    {
        if (Elements.Contains(name)) return true;
        var colon = name.LastIndexOf(':');
        return colon >= 0 && Elements.Contains(name[(colon + 1)..]);
    }

    public static bool IsAddress(ReadOnlySpan<char> name) => Addresses.Contains(name);

    public static bool IsScript(ReadOnlySpan<char> name) => Script.Contains(name);

    public static bool IsEvent(ReadOnlySpan<char> name)
    {
        if (name.Length < 5 || name[0] != 'o' || name[1] != 'n') return false;
        foreach (var stem in Events)
            if (name[2..].StartsWith(stem, StringComparison.Ordinal)) return true;
        return false;
    }

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string names) =>
        names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
