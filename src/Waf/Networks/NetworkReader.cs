using System.Globalization;

namespace Redoubt.Waf;

/// <summary>
/// Reads published lists of networks, one range on a line: <c>first,last,CH</c> (countries), <c>first,last,13335,name</c> (autonomous
/// systems), or the same with tabs, where <c>first last 13335 CH name</c> tells both. Quotation marks around a part are passed over.
/// Country <c>ZZ</c> or <c>None</c> and system 0 are networks that nobody announces.
/// </summary>
public static class NetworkReader
{
    // Longer than any line of such a list.
    const int MaxLine = 4096;

    // A file with more faults than this is something else.
    const int MaxProblems = 10;

    /// <param name="files">Read one after the other, with their names for problems.</param>
    /// <param name="problems">Receives every fault; where there is one, there is no data.</param>
    public static NetworkData? Read(IEnumerable<(string Name, TextReader Text)> files, ICollection<Problem> problems)
    {
        var builder = new NetworkDataBuilder();
        foreach (var (name, text) in files) Read(name, text, builder, problems);
        return problems.Count > 0 ? null : builder.Build(problems);
    }

    static void Read(string name, TextReader text, NetworkDataBuilder builder, ICollection<Problem> problems)
    {
        var number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            if (builder.IsFull)
            {
                problems.Add(new Problem($"{name}:{number}", $"more than {NetworkDataBuilder.MaxRanges} ranges"));
                return;
            }
            if (line.Length <= MaxLine && TryAdd(line, builder)) continue;
            problems.Add(new Problem($"{name}:{number}", "no range of addresses with a country or an autonomous system"));
            if (problems.Count >= MaxProblems) return;
        }
    }

    static bool TryAdd(ReadOnlySpan<char> line, NetworkDataBuilder builder)
    {
        Span<Range> parts = stackalloc Range[6];
        var tabs = line.Contains('\t');
        var count = line.Split(parts, tabs ? '\t' : ',');
        if (count < 3) return false;
        if (!AddressKey.TryParse(Part(line[parts[0]]), out var from) || !AddressKey.TryParse(Part(line[parts[1]]), out var to)) return false;
        if (from.IsV4 != to.IsV4 || to.Value < from.Value) return false;

        var third = Part(line[parts[2]]);
        if (uint.TryParse(third, NumberStyles.None, CultureInfo.InvariantCulture, out var asn))
        {
            if (asn > 0) builder.AddAsn(from, to, asn);
            return !tabs || count < 5 || TryAddCountry(Part(line[parts[3]]), from, to, builder);
        }
        // More columns are cities, whose third is the continent.
        return count == 3 && TryAddCountry(third, from, to, builder);
    }

    static bool TryAddCountry(ReadOnlySpan<char> code, AddressKey from, AddressKey to, NetworkDataBuilder builder)
    {
        if (code is "None" or "ZZ" or "Unknown") return true;
        if (code.Length != 2 || !char.IsAsciiLetter(code[0]) || !char.IsAsciiLetter(code[1])) return false;
        builder.AddPlace(from, to, code.ToString().ToUpperInvariant(), "XX");
        return true;
    }

    static ReadOnlySpan<char> Part(ReadOnlySpan<char> text) => text.Trim().Trim('"');
}
