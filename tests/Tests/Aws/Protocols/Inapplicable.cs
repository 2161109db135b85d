namespace Redoubt.Tests.Aws.Protocols;

/// <summary>The published cases that a server cannot be measured by, and why.</summary>
static class Inapplicable
{
    static readonly Dictionary<string, string> Reasons = new()
    {
    };

    public static string? Reason(string protocol, string direction, string id) => Reasons.GetValueOrDefault($"{protocol} {direction} {id}");
}
