namespace Redoubt.Aws.Shapes;

/// <summary>
/// An operation's URI, such as <c>/{Bucket}/{Key+}?list-type=2</c>. Matched against the raw, undecoded target:
/// an encoded slash belongs to a label, and nothing is normalised.
/// </summary>
public sealed class UriTemplate
{
    readonly Segment[] segments;
    readonly (string Name, string? Value)[] query;
    readonly string[] labels;
    readonly int greedy;

    /// <param name="text">As the model has it.</param>
    public UriTemplate(string text)
    {
        Text = text;
        var question = text.IndexOf('?');
        var path = question < 0 ? text : text[..question];
        segments = Array.ConvertAll(path.Split('/')[1..], Segment.Parse);
        labels = [.. segments.Where(segment => segment.IsLabel).Select(segment => segment.Text)];
        greedy = Array.FindIndex(segments, segment => segment.IsGreedy);
        query = question < 0 ? [] : Array.ConvertAll(text[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries), Literal);
    }

    public string Text { get; }

    /// <summary>The labels' names in order.</summary>
    public IReadOnlyList<string> Labels => labels;

    /// <summary>The place of a label among the labels, or -1.</summary>
    public int IndexOf(string label) => Array.IndexOf(labels, label);

    /// <summary>The query parameters that must be there; the value is null where any will do.</summary>
    public IReadOnlyList<(string Name, string? Value)> Query => query;

    /// <summary>
    /// How narrow the template is: literal segments, then labels, then query parameters; the higher wins where several match.
    /// </summary>
    public int Precision => segments.Sum(segment => segment.IsGreedy ? 1 : segment.IsLabel ? 1_00 : 10_000) + query.Length;

    /// <summary>Matches a raw path and takes the raw text of each label, in order.</summary>
    /// <param name="labels">Filled with as many ranges of the path as there are labels; at least 8 long.</param>
    public bool TryMatchPath(ReadOnlySpan<char> path, Span<Range> labels)
    {
        if (path.IsEmpty || path[0] != '/') return false;
        var position = 1;
        var label = 0;
        for (var i = 0; i < segments.Length; i++)
        {
            if (position > path.Length) return false;
            var end = i == greedy ? GreedyEnd(path, position, segments.Length - 1 - i) : SegmentEnd(path, position);
            if (end < position) return false;
            var text = path[position..end];
            if (segments[i].IsLabel)
            {
                if (text.IsEmpty) return false;
                labels[label++] = position..end;
            }
            else if (!text.SequenceEqual(segments[i].Text)) return false;
            position = end + 1;
        }
        return position == path.Length + 1;
    }

    /// <summary>Whether a raw query string has all the parameters that the template fixes.</summary>
    public bool MatchesQuery(ReadOnlySpan<char> rawQuery)
    {
        foreach (var (name, value) in query)
            if (!Has(rawQuery, name, value)) return false;
        return true;
    }

    public override string ToString() => Text;

    static int SegmentEnd(ReadOnlySpan<char> path, int from) => path[from..].IndexOf('/') is >= 0 and var slash ? from + slash : path.Length;

    // A greedy label leaves as many segments behind it as the template still has.
    static int GreedyEnd(ReadOnlySpan<char> path, int from, int behind)
    {
        var end = path.Length;
        for (; behind > 0; behind--)
        {
            end = path[..end].LastIndexOf('/');
            if (end < from) return -1;
        }
        return end;
    }

    internal static bool Has(ReadOnlySpan<char> rawQuery, string name, string? value)
    {
        foreach (var range in rawQuery.Split('&'))
        {
            var parameter = rawQuery[range];
            var equals = parameter.IndexOf('=');
            var given = equals < 0 ? parameter : parameter[..equals];
            if (given.SequenceEqual(name) && (value is null || (equals >= 0 && parameter[(equals + 1)..].SequenceEqual(value)))) return true;
        }
        return false;
    }

    static (string, string?) Literal(string parameter) =>
        parameter.Split('=', 2) is [var name, var value] && value.Length > 0 ? (name, value) : (parameter.TrimEnd('='), null);

    readonly record struct Segment(string Text, bool IsLabel, bool IsGreedy)
    {
        public static Segment Parse(string text) => text switch
        {
            ['{', .. var name, '+', '}'] => new(name, true, true),
            ['{', .. var name, '}'] => new(name, true, false),
            _ => new(text, false, false),
        };
    }
}
