namespace Redoubt.Services.Iam.Policies;

/// <summary>
/// A text in a policy, prepared for comparison: literal, with wildcards, with variables. Variables are filled in
/// at the decision and stand for themselves, whatever characters they bring.
/// </summary>
sealed class Pattern
{
    enum Shape { Any, Literal, Prefix, Wild, Template }

    readonly Shape shape;
    readonly string text;
    readonly ushort[] mask;
    readonly bool arnPrefix;
    readonly Hole[] holes;

    Pattern(string source, string text, ushort[] mask, Hole[] holes)
    {
        Source = source;
        this.text = text;
        this.mask = mask;
        this.holes = holes;
        var wild = mask.AsSpan().IndexOfAnyExcept(Wildcards.Itself);
        shape = holes.Length > 0 ? Shape.Template
            : wild < 0 ? Shape.Literal
            : wild < mask.Length - 1 || mask[wild] == Wildcards.One ? Shape.Wild
            : wild == 0 ? Shape.Any
            : Shape.Prefix;
        arnPrefix = shape == Shape.Literal || (shape == Shape.Prefix && text.AsSpan(0, text.Length - 1).Count(':') >= 5);
    }

    /// <summary>The pattern as the policy writes it.</summary>
    public string Source { get; }

    public bool IsAny => shape == Shape.Any;

    public IEnumerable<ConditionKey> Keys => holes.Select(hole => hole.Variable.Key);

    /// <summary>Reads a pattern.</summary>
    /// <param name="wildcards">Whether <c>*</c> and <c>?</c> stand for other characters.</param>
    /// <param name="variables">Whether <c>${…}</c> is a variable or an escape, as from version 2012-10-17 on.</param>
    /// <exception cref="PolicyFormatException">A variable is malformed.</exception>
    public static Pattern Parse(string source, bool wildcards, bool variables)
    {
        var text = new List<char>(source.Length);
        var mask = new List<ushort>(source.Length);
        List<Hole> holes = [];
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (variables && c == '$' && i + 1 < source.Length && source[i + 1] == '{')
            {
                var end = source.IndexOf('}', i);
                if (end < 0) throw PolicyTexts.Legacy();
                var inside = source.AsSpan(i + 2, end - i - 2);
                i = end;
                if (inside is "*" or "?" or "$")
                {
                    text.Add(inside[0]);
                    mask.Add(Wildcards.Itself);
                    continue;
                }
                holes.Add(new Hole(text.Count, Variable.Parse(inside) ?? throw PolicyTexts.Legacy()));
                continue;
            }
            var kind = !wildcards ? Wildcards.Itself : c == '*' ? Wildcards.Run : c == '?' ? Wildcards.One : Wildcards.Itself;
            if (kind == Wildcards.Run && mask is [.., Wildcards.Run] && (holes.Count == 0 || holes[^1].At < text.Count)) continue;
            text.Add(c);
            mask.Add(kind);
        }
        return new Pattern(source, new string([.. text]), [.. mask], [.. holes]);
    }

    /// <summary>Whether the value is the pattern's text or fits its wildcards.</summary>
    public bool Like(ReadOnlySpan<char> value, in DecisionRequest request) => shape switch
    {
        Shape.Any => true,
        Shape.Literal => value.SequenceEqual(text),
        Shape.Prefix => value.StartsWith(text.AsSpan(0, text.Length - 1)),
        Shape.Wild => Wildcards.Match(value, text, mask),
        _ => Filled(value, arn: false, request),
    };

    /// <summary>Whether the value is an ARN that fits, each of the six parts for itself.</summary>
    public bool LikeArn(ReadOnlySpan<char> value, in DecisionRequest request)
    {
        if (shape == Shape.Template) return Filled(value, arn: true, request);
        return shape == Shape.Any || arnPrefix ? Like(value, request) : Wildcards.MatchArn(value, text, mask);
    }

    /// <summary>Whether the value is the pattern's text but for upper and lower case.</summary>
    public bool EqualsIgnoreCase(ReadOnlySpan<char> value, in DecisionRequest request)
    {
        if (shape != Shape.Template) return value.Equals(text, StringComparison.OrdinalIgnoreCase);
        using var filled = new FilledPattern(text, mask, holes, request, stackalloc char[FilledPattern.OnStack], stackalloc ushort[FilledPattern.OnStack]);
        return filled.Complete && value.Equals(filled.Text, StringComparison.OrdinalIgnoreCase);
    }

    bool Filled(ReadOnlySpan<char> value, bool arn, in DecisionRequest request)
    {
        using var filled = new FilledPattern(text, mask, holes, request, stackalloc char[FilledPattern.OnStack], stackalloc ushort[FilledPattern.OnStack]);
        if (!filled.Complete) return false;
        return arn ? Wildcards.MatchArn(value, filled.Text, filled.Mask) : Wildcards.Match(value, filled.Text, filled.Mask);
    }
}
