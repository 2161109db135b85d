namespace Redoubt.Waf;

/// <summary>Decodes Base64 as forgiving decoders do: characters that are none are passed over.</summary>
sealed class Base64DecodeExt : Transform
{
    public override string Name => "BASE64_DECODE_EXT";

    public override bool Affects(ReadOnlySpan<char> text) => !text.IsEmpty;

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var bits = new Base64Bits();
        foreach (var c in text) bits.Add(c, output);
        return bits.Length;
    }
}
