using System.CommandLine;
using System.Text.Json;

namespace Redoubt.Commands;

/// <summary>Shows every rule that looked at a request, what it saw and the bytes that matched.</summary>
static class WafExplainCommand
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var id = new Argument<string>("request-id") { Description = "The id on the shopper's error page, in the audit trail or in the log." };
        var all = new Option<bool>("--all") { Description = "Show what was looked at without finding anything, too." };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of text; always with everything." };
        var command = new Command("explain", "Show every rule that looked at a request a rule acted on, what it saw and the bytes that matched. Shows what the client sent: passwords, too.") { id, all, json };
        command.SetAction((parsed, ct) => Failure.Guard(async () =>
        {
            var answer = await OperatorClient.Call(Settings.Read(parsed), OperatorClient.Waf, "ExplainRequest", new { RequestId = parsed.GetValue(id) }, ct);
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(answer, Indented));
            else Print(answer, parsed.GetValue(all));
            return 0;
        }));
        return command;
    }

    static void Print(JsonElement answer, bool all)
    {
        Console.WriteLine($"{answer.GetProperty("Action")} by {Text(answer, "TerminatingRule") ?? "the default action"} of web ACL {answer.GetProperty("WebAcl")}");
        Console.WriteLine($"{answer.GetProperty("Method")} from {answer.GetProperty("Client")}, {DateTimeOffset.FromUnixTimeMilliseconds((long)(answer.GetProperty("Time").GetDouble() * 1000)):u}");
        foreach (var rule in answer.GetProperty("Rules").EnumerateArray())
        {
            var matched = rule.GetProperty("Matched").GetBoolean();
            if (!matched && !all) continue;
            Console.WriteLine();
            Console.WriteLine($"{(matched ? "matched" : "      -")}  {(Text(rule, "Group") is { } group ? $"{group}/" : "")}{rule.GetProperty("Name")}");
            foreach (var look in rule.GetProperty("Looks").EnumerateArray())
            {
                var found = Text(look, "Matched");
                if (found is null && !all) continue;
                Console.WriteLine($"    {look.GetProperty("Statement")} on {look.GetProperty("Location")}{(Text(look, "Name") is { } name ? $" `{name}`" : "")}, {look.GetProperty("Length")} bytes");
                Console.WriteLine($"      saw      {look.GetProperty("Seen")}");
                if (found is not null) Console.WriteLine($"      matched  {found}");
            }
            if (all && rule.GetProperty("Omitted").GetInt32() is > 0 and var omitted) Console.WriteLine($"    and {omitted} looks that found nothing");
        }
    }

    static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.GetString() : null;
}
