using System.Globalization;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Redoubt.Waf;

namespace Redoubt.Gateway.Challenges;

/// <summary>
/// The pages that a browser is shown, one for each action and language, put together at the start: only the ticket and the request's
/// id are filled in later. They load nothing from anywhere. A further language is one more file among the texts.
/// </summary>
sealed class ChallengePage
{
    const string DefaultLanguage = "en";

    // What is looked at of a client's wishes.
    const int MaxWishes = 16, MaxWish = 256;

    static readonly Assembly Resources = typeof(ChallengePage).Assembly;
    static readonly string Style = Resource("style.css"), Script = Resource("page.js");
    static readonly Dictionary<string, Dictionary<string, string>> Texts = Resources.GetManifestResourceNames()
        .Where(static name => name.StartsWith("text.", StringComparison.Ordinal))
        .ToDictionary(static name => name["text.".Length..^".json".Length], static name => JsonSerializer.Deserialize<Dictionary<string, string>>(Resource(name))!, StringComparer.OrdinalIgnoreCase);

    static readonly Dictionary<string, Dictionary<string, string>>.AlternateLookup<ReadOnlySpan<char>> TextsByName = Texts.GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly Dictionary<string, ChallengePage> Challenges = All("challenge.html"), Captchas = All("captcha.html");

    readonly byte[] before, between, after;

    ChallengePage(string template, string language)
    {
        var texts = Texts[language];
        var html = template
            .Replace("{{language}}", language, StringComparison.Ordinal)
            .Replace("{{path}}", ChallengeAnswers.Path, StringComparison.Ordinal)
            .Replace("{{say}}", JsonSerializer.Serialize(texts), StringComparison.Ordinal);
        foreach (var (key, text) in texts) html = html.Replace($"{{{{{key}}}}}", WebUtility.HtmlEncode(text), StringComparison.Ordinal);
        html = html.Replace("{{style}}", Style, StringComparison.Ordinal).Replace("{{script}}", Script, StringComparison.Ordinal);
        var parts = html.Split(["{{ticket}}", "{{id}}"], StringSplitOptions.None);
        (before, between, after) = (Encoding.UTF8.GetBytes(parts[0]), Encoding.UTF8.GetBytes(parts[1]), Encoding.UTF8.GetBytes(parts[2]));
    }

    /// <summary>What the pages may do: run this very script, in this very style, and talk to the gateway.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src '{Hash(Script)}'; style-src '{Hash(Style)}'; img-src blob:; media-src blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    public static IEnumerable<string> Languages => Texts.Keys;

    /// <summary>The page for an action, in the language a client likes best of those there are.</summary>
    /// <param name="wishes">The Accept-Language header.</param>
    public static ChallengePage For(ActionKind action, string? wishes) => (action == ActionKind.Captcha ? Captchas : Challenges)[Language(wishes)];

    public byte[] Render(string ticket, string requestId) =>
        [.. before, .. Encoding.ASCII.GetBytes(ticket), .. between, .. Encoding.ASCII.GetBytes(requestId), .. after];

    // RFC 9110, 12.5.4: ranges by falling weight, and the first language we have; `de-AT` is German.
    static string Language(string? wishes)
    {
        var (best, weight) = (DefaultLanguage, 0.0);
        var rest = wishes.AsSpan();
        if (rest.Length > MaxWish) rest = rest[..MaxWish];
        var seen = 0;
        foreach (var range in rest.Split(','))
        {
            if (++seen > MaxWishes) break;
            var wish = rest[range];
            var q = 1.0;
            if (wish.IndexOf(';') is >= 0 and var semicolon)
            {
                var parameter = wish[(semicolon + 1)..].Trim();
                if (!parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase) || !double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, null, out q)) continue;
                wish = wish[..semicolon];
            }
            wish = wish.Trim();
            if (wish.IndexOf('-') is > 0 and var dash) wish = wish[..dash];
            if (q > weight && TextsByName.TryGetValue(wish, out var name, out _)) (best, weight) = (name, q);
        }
        return best;
    }

    static Dictionary<string, ChallengePage> All(string template)
    {
        var html = Resource(template);
        return Texts.Keys.ToDictionary(static language => language, language => new ChallengePage(html, language));
    }

    static string Hash(string content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

    static string Resource(string name)
    {
        using var reader = new StreamReader(Resources.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
