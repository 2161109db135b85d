using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Redoubt.Tests.Rules;

/// <summary>
/// Action and resource of every line are those of AWS's service authorization reference: what a policy written for AWS names is what is asked here.
/// They are read out of the denial that a caller without permissions gets.
/// </summary>
public sealed partial class AuthorizationReferenceTests
{
    [Fact]
    public async Task Action_and_resource_of_every_line_are_in_the_authorization_reference()
    {
        using var reference = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("identity/iam-catalog/iam-actions-28-services.json")));
        await using var server = await Server.Start(options => options with { GatewayListen = new(IPAddress.Loopback, 0), Origin = new Uri("http://127.0.0.1:9") });
        using var nobody = await server.User("nobody");
        var problems = new List<string>();

        foreach (var subject in OperationCases.All.Where(c => !c.Service.StartsWith("redoubt", StringComparison.Ordinal) && !c.NeedsNoPermission))
        {
            var denied = await nobody.SendAny(subject.Service, subject.Operation, await subject.Input(new(server)));
            var asked = Asked().Match(denied.Message);
            if (Problem(reference.RootElement, asked.Groups[1].Value, asked.Groups[2].Value) is { } problem) problems.Add($"{subject.Operation}: {problem}");
        }

        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("kms:Encrypt", "arn:aws:kms:us-east-1:000000000000:key/1", null)]
    [InlineData("kms:Encript", "*", "kms:Encript is no action")]
    [InlineData("kms:Encrypt", "*", "kms:Encrypt is asked on *, not on key")]
    [InlineData("kms:Encrypt", "arn:aws:kms:us-east-1:000000000000:alias/a", "kms:Encrypt is asked on arn:aws:kms:us-east-1:000000000000:alias/a, not on key")]
    [InlineData("kms:ListKeys", "*", null)]
    public void A_wrong_action_or_resource_is_noticed(string action, string resource, string? problem)
    {
        using var reference = JsonDocument.Parse("""
            {
              "kms": {
                "actions": {
                  "encrypt": { "name": "Encrypt", "resourceTypes": [{ "name": "key", "required": true }] },
                  "listkeys": { "name": "ListKeys", "resourceTypes": [] }
                },
                "resourceTypes": { "key": { "arn": "arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}" } }
              }
            }
            """);

        Assert.Equal(problem, Problem(reference.RootElement, action, resource));
    }

    // Null where the action exists and the resource is of one of its types. An action without types is asked on `*`, or on a narrower
    // resource, which a policy's `*` covers too.
    static string? Problem(JsonElement reference, string action, string resource)
    {
        var service = reference.GetProperty(action.Split(':')[0]);
        if (!service.GetProperty("actions").TryGetProperty(action.Split(':')[1].ToLowerInvariant(), out var known) || $"{action.Split(':')[0]}:{known.GetProperty("name")}" != action)
            return $"{action} is no action";
        var types = known.GetProperty("resourceTypes").EnumerateArray().Select(type => type.GetProperty("name").GetString()!).ToList();
        if (types.Count == 0 || types.Any(type => Matches(service.GetProperty("resourceTypes").GetProperty(type).GetProperty("arn").GetString()!, resource))) return null;
        return $"{action} is asked on {resource}, not on {string.Join(" or ", types)}";
    }

    static bool Matches(string format, string resource) =>
        Regex.IsMatch(resource, $"^{Variable().Replace(Regex.Escape(format), ".*")}$", RegexOptions.NonBacktracking);

    [GeneratedRegex(@"to perform: (\S+) on resource: (\S+)")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\\\$\\\{[A-Za-z]+}")]
    private static partial Regex Variable();
}
