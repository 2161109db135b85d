using System.Text;
using System.Text.Json;

namespace Redoubt.Replay;

/// <summary>What two web ACLs made of a recording.</summary>
/// <param name="listed">How many changed requests are listed one by one.</param>
sealed class ReplaySummary(int listed)
{
    readonly SortedDictionary<string, int> inForce = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, int> candidate = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, int> changes = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, int> counted = new(StringComparer.Ordinal);
    readonly List<string> examples = [];
    int unreadable;
    int withoutBody;

    public int Requests { get; private set; }

    /// <summary>Requests that the candidate treats otherwise.</summary>
    public int Changed { get; private set; }

    public void Add(RecordedTraffic request, JsonElement result)
    {
        Requests++;
        if (!request.HasBody) withoutBody++;
        if (!result.TryGetProperty("InForce", out var before))
        {
            unreadable++;
            return;
        }
        var now = Decision(before);
        Count(inForce, now);
        var shown = before;
        if (result.TryGetProperty("Candidate", out var after))
        {
            var then = Decision(after);
            Count(candidate, then);
            shown = after;
            if (now != then)
            {
                Changed++;
                Count(changes, $"{now} → {then}");
                if (examples.Count < listed) examples.Add($"{now} → {then}: {Line(request)}");
            }
        }
        foreach (var rule in shown.GetProperty("Counted").EnumerateArray()) Count(counted, rule.GetString()!);
    }

    public void Print()
    {
        Console.WriteLine($"{Requests:N0} requests replayed{(unreadable > 0 ? $", {unreadable:N0} of them unreadable" : "")}.");
        if (withoutBody > 0) Console.WriteLine($"{withoutBody:N0} may have had a body that the recording has not: rules about bodies saw nothing there.");
        Table("In force", inForce);
        Table("Candidate", candidate);
        Table("Counted by", counted);
        if (candidate.Count == 0) return;
        Console.WriteLine();
        Console.WriteLine($"{Changed:N0} requests would be treated otherwise{(Changed > 0 ? ":" : ".")}");
        foreach (var (change, count) in changes) Console.WriteLine($"{count,10:N0}  {change}");
        foreach (var example in examples) Console.WriteLine($"  {example}");
        if (Changed > examples.Count) Console.WriteLine($"  and {Changed - examples.Count:N0} more");
    }

    static void Table(string title, SortedDictionary<string, int> rows)
    {
        if (rows.Count == 0) return;
        Console.WriteLine();
        Console.WriteLine(title);
        foreach (var (name, count) in rows.OrderByDescending(row => row.Value)) Console.WriteLine($"{count,10:N0}  {name}");
    }

    static void Count(SortedDictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    static string Decision(JsonElement verdict) => $"{verdict.GetProperty("Action")}{(verdict.TryGetProperty("Rule", out var rule) ? $" by {rule}" : "")}";

    // Method and path alone: what follows the question mark may be secret.
    static string Line(RecordedTraffic request)
    {
        var line = Encoding.Latin1.GetString(request.Raw, 0, Math.Min(request.Raw.Length, 2048)).Split('\r', '\n')[0].Split(' ');
        var path = line.Length > 1 ? line[1].Split('?')[0] : "";
        var shown = new string([.. path.Take(100).Select(c => c is >= ' ' and <= '~' ? c : '.')]);
        return $"{line[0]} {shown} from {request.Client}{(request.Time is { } time ? $" at {time.UtcDateTime:u}" : "")}";
    }
}
