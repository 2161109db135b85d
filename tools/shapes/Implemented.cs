using System.Text.RegularExpressions;

namespace Redoubt.Tools.Shapes;

/// <summary>
/// Which operations the services implement, as their maps say. A map is a file below src/Services with
/// <c>base(KmsShapes.Service</c>, which names the service; each of its lines that begins
/// <c>Add(Encrypt, (EncryptRequest r</c> (with or without <c>async</c> and a second parameter) names an operation.
/// Lines are read as text, so that a map may be ahead of its shapes.
/// </summary>
sealed partial class Implemented
{
    readonly SortedDictionary<string, SortedSet<string>> operations = new(StringComparer.Ordinal);

    public static Implemented Scan(string folder)
    {
        var found = new Implemented();
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            if (file.EndsWith(".g.cs", StringComparison.Ordinal)) continue;
            var text = File.ReadAllText(file);
            var service = Base().Match(text);
            if (!service.Success) continue;
            foreach (Match line in Add().Matches(text)) found.Add(service.Groups[1].Value, line.Groups[1].Value);
        }
        return found;
    }

    public void Add(string prefix, string operation)
    {
        if (!operations.TryGetValue(prefix, out var set)) operations[prefix] = set = new(StringComparer.Ordinal);
        set.Add(operation);
    }

    public IReadOnlyCollection<string> Of(string prefix) => operations.TryGetValue(prefix, out var set) ? set : [];

    [GeneratedRegex(@"\bbase\((\w+)Shapes\.Service\b")]
    private static partial Regex Base();

    [GeneratedRegex(@"^[ \t]*Add\((\w+),\s*(?:async\s+)?\(\w+ \w+[,)]", RegexOptions.Multiline)]
    private static partial Regex Add();
}
