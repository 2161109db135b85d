using System.CommandLine;
using System.Text.Json;
using Redoubt.Operator;

namespace Redoubt.Commands;

/// <summary>Shows why a call was denied, or what is known of a request.</summary>
static class ExplainCommand
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The decision id of an AccessDenied message, or the request id of an answer or an error page." };
        var command = new Command("explain", "Show why a call was denied, or the audit record of a request.") { id };
        command.SetAction((parsed, ct) => Failure.Guard(async () =>
        {
            var answer = await OperatorClient.Call(Settings.Read(parsed), "Explain", new { Id = parsed.GetValue(id) }, ct);
            using var document = JsonDocument.Parse(answer.GetProperty(nameof(ExplainResponse.Document)).GetString()!);
            Console.WriteLine(JsonSerializer.Serialize(document.RootElement, Indented));
            return 0;
        }));
        return command;
    }
}
