namespace Redoubt.Waf;

/// <summary>Turns every C comment into one space; one that is not closed reaches to the end. A lone <c>*/</c> stays.</summary>
sealed class ReplaceComments : Transform
{
    public override string Name => "REPLACE_COMMENTS";

    public override bool Affects(ReadOnlySpan<char> text) => text.IndexOf("/*") >= 0;

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        while (text.IndexOf("/*") is >= 0 and var start)
        {
            text[..start].CopyTo(output[length..]);
            length += start;
            output[length++] = ' ';
            var end = text[(start + 2)..].IndexOf("*/");
            text = end < 0 ? default : text[(start + end + 4)..];
        }
        text.CopyTo(output[length..]);
        return length + text.Length;
    }
}
