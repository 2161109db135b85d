using System.Security.Cryptography;
using System.Text;

namespace Redoubt.Services.WafV2.Traffic;

/// <summary>
/// Takes what a web ACL's data protection and a log's redacted fields name out of what is shown of a request. Immutable.
/// </summary>
/// <param name="key">Of the hashes: without it, whoever reads them could try likely values.</param>
sealed class Protector(byte[] key)
{
    const string Redacted = "REDACTED";

    enum Cover { None, Hash, Replace }

    readonly Dictionary<string, Cover> headers = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, Cover> cookies = new(StringComparer.Ordinal);
    readonly Dictionary<string, Cover> arguments = new(StringComparer.Ordinal);
    Cover anyHeader, anyCookie, anyArgument, query, path, method;

    /// <param name="redacted">The log's; null where none are, as for samples.</param>
    /// <param name="covered">Headers to redact in any case.</param>
    public static Protector Of(DataProtectionConfig? config, IReadOnlyList<FieldToMatch>? redacted, byte[] key, params ReadOnlySpan<string> covered)
    {
        var protector = new Protector(key);
        foreach (var protection in config?.DataProtections ?? []) protector.Add(protection);
        foreach (var field in redacted ?? []) protector.Add(field);
        foreach (var header in covered) protector.headers[header] = Cover.Replace;
        return protector;
    }

    public string Header(string name, string value)
    {
        if (headers.GetValueOrDefault(name, anyHeader) is not Cover.None and var cover) return Apply(cover, value);
        var hasCookies = cookies.Count > 0 || anyCookie != Cover.None;
        return hasCookies && name.Equals("cookie", StringComparison.OrdinalIgnoreCase) ? Pairs(value, ';', cookies, anyCookie) : value;
    }

    public string Query(string text)
    {
        if (text.Length == 0) return text;
        if (query != Cover.None) return Apply(query, text);
        return arguments.Count == 0 && anyArgument == Cover.None ? text : Pairs(text, '&', arguments, anyArgument);
    }

    /// <summary>The value of one cookie.</summary>
    public string Cookie(string name, string value) => Apply(Stronger(cookies.GetValueOrDefault(name, anyCookie), headers.GetValueOrDefault("cookie", anyHeader)), value);

    /// <summary>The value of one query argument.</summary>
    public string Argument(string name, string value) => Apply(Stronger(arguments.GetValueOrDefault(name, anyArgument), query), value);

    public string Path(string text) => Apply(path, text);

    public string Method(string text) => Apply(method, text);

    void Add(DataProtection protection)
    {
        var cover = protection.Action == DataProtectionAction.Hash ? Cover.Hash : Cover.Replace;
        switch (protection.Field.FieldType)
        {
            case FieldToProtectType.SingleHeader: Add(headers, ref anyHeader); break;
            case FieldToProtectType.SingleCookie: Add(cookies, ref anyCookie); break;
            case FieldToProtectType.SingleQueryArgument: Add(arguments, ref anyArgument); break;
            case FieldToProtectType.QueryString: query = Stronger(query, cover); break;
            // Bodies are never shown.
            default: break;
        }

        // Without names all are meant.
        void Add(Dictionary<string, Cover> names, ref Cover any)
        {
            if (protection.Field.FieldKeys is not { Count: > 0 } keys) any = Stronger(any, cover);
            else foreach (var name in keys) names[name] = Stronger(names.GetValueOrDefault(name), cover);
        }
    }

    void Add(FieldToMatch field)
    {
        if (field.SingleHeader is { } header) headers[header.Name] = Cover.Replace;
        if (field.QueryString is not null) query = Cover.Replace;
        if (field.UriPath is not null) path = Cover.Replace;
        if (field.Method is not null) method = Cover.Replace;
    }

    static Cover Stronger(Cover left, Cover right) => left > right ? left : right;

    // A name may be written with escapes that a server undoes: it is compared as the server reads it.
    string Pairs(string text, char separator, Dictionary<string, Cover> names, Cover any)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var range in text.AsSpan().Split(separator))
        {
            var pair = text.AsSpan(range);
            if (shown.Length > 0 || range.Start.Value > 0) shown.Append(separator);
            var equals = pair.IndexOf('=');
            var name = Uri.UnescapeDataString((equals < 0 ? pair : pair[..equals]).ToString().Replace('+', ' ')).Trim();
            var cover = names.GetValueOrDefault(name, any);
            if (cover == Cover.None || equals < 0) shown.Append(pair);
            else shown.Append(pair[..(equals + 1)]).Append(Apply(cover, pair[(equals + 1)..].ToString()));
        }
        return shown.ToString();
    }

    string Apply(Cover cover, string value) => cover switch
    {
        Cover.None => value,
        Cover.Hash => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.Latin1.GetBytes(value))),
        _ => Redacted,
    };
}
