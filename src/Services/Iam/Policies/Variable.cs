namespace Redoubt.Services.Iam.Policies;

/// <summary>A policy variable, <c>${key}</c> or <c>${key, 'default'}</c>.</summary>
/// <param name="Key">The key whose single value takes the variable's place.</param>
/// <param name="Default">What takes its place where the key is absent; null for nothing, so that the text can match nothing.</param>
sealed record Variable(ConditionKey Key, string? Default)
{
    /// <summary>Reads what stands between the braces.</summary>
    /// <returns>Null where it is no variable.</returns>
    public static Variable? Parse(ReadOnlySpan<char> inside)
    {
        var comma = inside.IndexOf(',');
        var key = (comma < 0 ? inside : inside[..comma]).Trim();
        if (key.IsEmpty || key.ContainsAny('$', '{')) return null;
        if (comma < 0) return new Variable(ConditionKey.Parse(key.ToString()), null);
        var text = inside[(comma + 1)..].Trim();
        if (text.Length < 2 || text[0] != '\'' || text[^1] != '\'') return null;
        return new Variable(ConditionKey.Parse(key.ToString()), text[1..^1].ToString());
    }

    /// <summary>The text in the variable's place, or null: an absent key and one with several values have none.</summary>
    public string? Resolve(in DecisionRequest request)
    {
        var value = request.Find(Key);
        return value.Count == 1 ? value.Text(0) : value.Count == 0 ? Default : null;
    }
}
