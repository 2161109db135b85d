using System.Buffers;

namespace Redoubt.Waf;

/// <summary>
/// Undoes what command shells ignore: drops <c>\ " ' ^</c> and white space before <c>/</c> and <c>(</c>, turns commas and
/// semicolons into spaces, runs of white space into one, and letters into lower case.
/// </summary>
sealed class CmdLine : Transform
{
    static readonly SearchValues<char> Affected = SearchValues.Create("\\\"'^,; \t\n\v\f\rABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public override string Name => "CMD_LINE";

    public override bool Affects(ReadOnlySpan<char> text) => text.ContainsAny(Affected);

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        var space = false;
        foreach (var c in text)
        {
            if (c is '\\' or '"' or '\'' or '^') continue;
            if (c is ',' or ';' || Ascii.IsWhite(c))
            {
                if (!space) output[length++] = ' ';
                space = true;
                continue;
            }
            if (space && (c is '/' or '(')) length--;
            space = false;
            output[length++] = Ascii.Lower(c);
        }
        return length;
    }
}
