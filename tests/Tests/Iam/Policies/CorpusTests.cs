using System.Text.Json.Nodes;
using Redoubt.Services.Iam.Policies;

namespace Redoubt.Tests.Iam.Policies;

public sealed class CorpusTests(ITestOutputHelper output)
{
    const string Outdated = "Policy document must be version 2012-10-17 or greater.";

    /// <summary>The policies of the quacky benchmark: real ones from forums and documentation, and mutations of them.</summary>
    [Fact]
    public void Published_policies_are_read_or_refused_for_a_reason()
    {
        var folder = SharedData.Unpack("identity/policies-quacky.tar.xz");
        var reasons = new SortedDictionary<string, int>();
        var read = 0;

        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            var document = File.ReadAllText(file);
            var kind = document.Contains("Principal\"", StringComparison.Ordinal) ? PolicyKind.Resource : PolicyKind.Identity;
            if (Refusal(document, kind) is { } reason) reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            else read++;
            if (Refusal(document, PolicyKind.Identity) is Outdated)
                Assert.NotEqual(Outdated, Refusal(WithVersion(document), PolicyKind.Identity));
        }

        output.WriteLine($"read {read}, refused {reasons.Values.Sum()}");
        foreach (var (reason, count) in reasons) output.WriteLine($"{count,4} {reason}");
        Assert.Equal((746, 412), (read + reasons.Values.Sum(), read));
    }

    static string WithVersion(string document)
    {
        var policy = JsonNode.Parse(document)!;
        policy["Version"] = "2012-10-17";
        return policy.ToJsonString();
    }

    static string? Refusal(string document, PolicyKind kind)
    {
        try
        {
            PolicyCompiler.Compile(document, kind);
            return null;
        }
        catch (PolicyFormatException e)
        {
            return e.Message;
        }
    }
}
