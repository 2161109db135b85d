namespace Redoubt.Waf;

/// <summary>
/// The values of the arguments of one name, in any case. The name may be percent-encoded in the request: servers decode it
/// before they look, so this does too.
/// </summary>
sealed class SingleQueryArgument(string name) : Field
{
    // An encoded byte takes three characters; a longer name cannot be this one.
    readonly int longest = name.Length * 3;

    public override string Location => "SINGLE_QUERY_ARG";

    public override string Key => $"{Location}|{name.ToLowerInvariant()}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        SplitTarget(evaluation.Request.RawTarget, out _, out var query);
        var arguments = new Arguments(query);
        while (!values.IsFull && arguments.Next())
            if (IsNamed(arguments.Name.Span)) values.Add(arguments.Name, arguments.Value);
        if (values.IsFull) values.Add(default, arguments.Rest);
    }

    bool IsNamed(ReadOnlySpan<char> text)
    {
        if (text.Length > longest) return false;
        if (Ascii.EqualsIgnoreCase(text, name)) return true;
        if (!text.ContainsAny('%', '+') || longest > 1024) return false;
        Span<char> decoded = stackalloc char[1024];
        return Ascii.EqualsIgnoreCase(decoded[..UrlDecode.Instance.Apply(text, decoded)], name);
    }
}
