using System.Collections.Frozen;

namespace Redoubt.Waf;

/// <summary>The transformations by AWS's names; <c>NONE</c> is not one of them.</summary>
static class TransformTable
{
    public const string None = "NONE";

    static readonly FrozenDictionary<string, Transform> ByName = new Transform[]
    {
        new Base64Decode(),
        new Base64DecodeExt(),
        new CmdLine(),
        new CompressWhiteSpace(),
        new CssDecode(),
        new EscapeSeqDecode(),
        new HexDecode(),
        new HtmlEntityDecode(),
        new JsDecode(),
        new Lowercase(),
        new Md5(),
        new NormalizePath(),
        new NormalizePathWin(),
        new RemoveNulls(),
        new ReplaceComments(),
        new ReplaceNulls(),
        new SqlHexDecode(),
        UrlDecode.Instance,
        new UrlDecodeUni(),
        new Utf8ToUnicode(),
    }.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    public static IEnumerable<Transform> All => ByName.Values;

    public static Transform? Find(string name) => name == Unwrap.TypeName ? Unwrap.Instance : ByName.GetValueOrDefault(name);
}
