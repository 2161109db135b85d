namespace Redoubt.Waf;

/// <summary>Takes one component out of a request.</summary>
abstract class Field
{
    /// <summary>As logs name it, such as <c>ALL_QUERY_ARGS</c>.</summary>
    public abstract string Location { get; }

    /// <summary>Equal for fields that extract the same.</summary>
    public abstract string Key { get; }

    public abstract void Extract(Evaluation evaluation, FieldValues values);

    /// <summary>Splits a raw target at its first question mark; an absolute target loses scheme and authority.</summary>
    public static void SplitTarget(string target, out ReadOnlyMemory<char> path, out ReadOnlyMemory<char> query)
    {
        var whole = target.AsMemory();
        var mark = target.IndexOf('?');
        path = mark < 0 ? whole : whole[..mark];
        query = mark < 0 ? default : whole[(mark + 1)..];
        if (path.Length == 0 || path.Span[0] == '/') return;
        var authority = path.Span.IndexOf("://");
        if (authority <= 0) return;
        var slash = path.Span[(authority + 3)..].IndexOf('/');
        path = slash < 0 ? default : path[(authority + 3 + slash)..];
    }
}
