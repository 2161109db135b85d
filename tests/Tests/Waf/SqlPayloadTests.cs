using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class SqlPayloadTests(ITestOutputHelper output)
{
    // What is left: probing clauses that read like English where no quote or comment stands beside them.
    const double LeastOfAClass = 92;

    [Fact]
    public void Every_class_of_injection_is_found_in_every_disguise()
    {
        var classes = new SortedDictionary<string, (int Total, int Found)>(StringComparer.Ordinal);

        foreach (var (name, disguise) in SqlPayloads.Disguises())
            foreach (var (kind, payload) in SqlPayloads.Plain())
            {
                var found = IsIn(disguise(payload)) ? 1 : 0;
                foreach (var key in (string[])[kind, $"in {name}"])
                {
                    var (total, hits) = classes.GetValueOrDefault(key);
                    classes[key] = (total + 1, hits + found);
                }
            }

        foreach (var (key, (total, hits)) in classes) output.WriteLine($"{key}: {hits} of {total}");
        Assert.All(classes, c => Assert.InRange(100.0 * c.Value.Found / c.Value.Total, LeastOfAClass, 100));
    }

    [Fact]
    public void An_injection_in_a_query_or_a_form_is_blocked()
    {
        var acl = DetectionAcl.Compile();

        foreach (var payload in (string[])["7' union table users-- ", "1; attach database '/tmp/x.php' as y", "1 or '{\"a\":1}'::jsonb @> '{\"a\":1}'"])
        {
            var encoded = Uri.EscapeDataString(payload);

            Assert.Equal(ActionKind.Block, acl.Evaluate(new WireRequest($"/?q={encoded}")).Action);
            Assert.Equal(ActionKind.Block, acl.Evaluate(new WireRequest(method: "POST").WithBody($"q={encoded}")).Action);
        }
    }

    [Fact]
    public void The_gate_never_closes_before_an_injection()
    {
        foreach (var (_, disguise) in SqlPayloads.Disguises())
            foreach (var (_, payload) in SqlPayloads.Plain())
            {
                var text = disguise(payload);

                Assert.True(SqlGate.MayPass(text) || !SqlInjection.Inspect(text, SensitivityLevel.Low, out _), text);
            }
        foreach (var text in Sentences(20_000, seed: 3)) Assert.True(SqlGate.MayPass(text) || !SqlInjection.Inspect(text, SensitivityLevel.Low, out _), text);
    }

    [Fact]
    public void Case_changes_nothing()
    {
        foreach (var text in Sentences(5_000, seed: 5))
            Assert.Equal(IsIn(text.ToLowerInvariant()), IsIn(text.ToUpperInvariant()));
    }

    [Fact]
    public void Any_mixture_costs_no_more_than_its_length()
    {
        foreach (var text in Sentences(500, seed: 7))
        {
            var repeated = string.Concat(Enumerable.Repeat(text, 4_000 / text.Length + 1));

            SqlInjection.Inspect(repeated, SensitivityLevel.High, out var steps);

            Assert.InRange(steps, 0, repeated.Length * 20);
        }
    }

    // Sentences of what SQL and its disguises are made of, in an order no grammar has.
    static IEnumerable<string> Sentences(int count, int seed)
    {
        string[] parts =
        [
            "1", "2.5", "0x1f", "1e1", "name", "user_id", "'", "\"", "`", "a'b", "(", ")", ",", ";", " ", "\n", "\u00A0", "/*", "*/", "/*!", "--", "-- ", "#", "=", "<", ">", "!=", "||", "&&", "&", "|", "+", "-", "*", "%", "@", "@@version",
            "or", "and", "xor", "not", "union", "all", "select", "from", "where", "order", "group", "by", "having", "limit", "offset", "insert", "into", "values", "update", "set", "delete", "drop", "table", "exec", "declare", "case", "when",
            "then", "between", "like", "in", "is", "null", "true", "sleep", "version", "concat", "information_schema", "date", "array[", "]", "::int", "{", "}", "\\", "$", "?", "$$", "\u00C3\u00A9",
        ];
        // A fixed sequence (Knuth's MMIX generator): a failure can be repeated.
        var state = (ulong)seed;
        int Next(int below) => (int)((state = state * 6364136223846793005 + 1442695040888963407) >> 33) % below;
        for (var i = 0; i < count; i++)
        {
            var length = 2 + Next(12);
            yield return string.Concat(Enumerable.Range(0, length).Select(_ => parts[Next(parts.Length)] + (Next(2) == 0 ? " " : "")));
        }
    }

    static bool IsIn(string text) => SqlInjection.IsIn(text, SensitivityLevel.Low, out _, out _);
}
