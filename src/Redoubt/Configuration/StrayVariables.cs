namespace Redoubt.Configuration;

/// <summary>Environment variables that look like settings and are none: most likely misspelt.</summary>
static class StrayVariables
{
    const string Prefix = "REDOUBT_";

    // Read elsewhere: the settings file, the choice of SQLite library, and what the repository's tests go by.
    static readonly string[] Others = ["REDOUBT_CONFIG", "REDOUBT_SQLITE", "REDOUBT_DATA", "REDOUBT_ACCEPT", "REDOUBT_TEST_POSTGRES"];

    /// <summary>A line for each, with the setting whose name is nearest; values are not shown.</summary>
    /// <param name="names">The names of all environment variables.</param>
    public static IEnumerable<string> Warnings(IEnumerable<string> names) => names
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !Others.Contains(name) && Setting.All.All(setting => setting.Variable != name))
        .Order(StringComparer.Ordinal)
        .Select(name => $"warning: {name} is not a setting and does nothing; the nearest is {Nearest(name)}");

    static string Nearest(string name) => Setting.All.Select(setting => setting.Variable).Append("REDOUBT_CONFIG").MinBy(known => Distance(name, known))!;

    // Levenshtein's, with one row.
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
