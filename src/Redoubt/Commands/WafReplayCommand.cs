using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.Configuration;
using Redoubt.Replay;

namespace Redoubt.Commands;

/// <summary>Runs recorded traffic through the web ACL in force and a candidate, and shows what would change. Nothing is forwarded or blocked.</summary>
static class WafReplayCommand
{
    // What one call carries.
    const int MaxRequests = 500;
    const int MaxBytes = 1 << 20;

    public static Command Create()
    {
        var file = new Argument<string>("recording") { Description = "A WAF log, an HTTP archive (HAR), an access log, or JSON lines with `raw`." };
        var candidate = new Option<string?>("--candidate") { HelpName = "FILE", Description = "The web ACL to try: JSON as get-web-acl prints it, or create-web-acl takes it. Without it the one in force is shown alone." };
        var resource = new Option<string?>("--resource") { HelpName = "ARN", Description = "The site whose web ACL is compared; without it the first site." };
        var format = new Option<string?>("--format") { HelpName = "FORMAT", Description = $"One of {string.Join(", ", Recording.Formats)}; without it what the file looks like." };
        format.AcceptOnlyFromAmong([.. Recording.Formats]);
        var changes = new Option<int>("--changes") { HelpName = "N", Description = "How many changed requests to list.", DefaultValueFactory = _ => 20 };
        var fail = new Option<bool>("--fail-on-change") { Description = "Exit with 1 where a request would be treated otherwise." };
        var command = new Command("replay", "Run recorded traffic through a candidate web ACL and show what would change before it blocks.") { file, candidate, resource, format, changes, fail };
        command.SetAction((parsed, ct) => Failure.Guard(async () =>
        {
            var path = parsed.GetValue(file)!;
            var chosen = parsed.GetValue(format) ?? Recording.Detect(path) ?? throw new RecordingException($"{path}: no format that is known; say which with --format");
            var summary = new ReplaySummary(parsed.GetValue(changes));
            await Run(Settings.Read(parsed), path, chosen, parsed.GetValue(candidate), parsed.GetValue(resource), summary, ct);
            summary.Print();
            return parsed.GetValue(fail) && summary.Changed > 0 ? Failure.Failed : 0;
        }));
        return command;
    }

    static async Task Run(ServerOptions options, string path, string format, string? candidate, string? resource, ReplaySummary summary, CancellationToken ct)
    {
        var start = new JsonObject { ["ResourceArn"] = resource ?? await FirstSite(options, ct) };
        if (candidate is not null) start["WebACL"] = ReadCandidate(candidate);
        var trial = await OperatorClient.Call(options, OperatorClient.Waf, "StartTrial", start, ct);
        var id = trial.GetProperty("TrialId").GetString()!;

        using var progress = new Progress(new FileInfo(path).Length);
        var batch = new List<RecordedTraffic>();
        var bytes = 0;
        foreach (var request in Recording.Read(path, format))
        {
            if (batch.Count > 0 && (batch.Count == MaxRequests || bytes + request.Raw.Length > MaxBytes))
            {
                await Try(options, id, batch, summary, ct);
                progress.Advance(summary.Requests);
                batch.Clear();
                bytes = 0;
            }
            batch.Add(request);
            bytes += request.Raw.Length;
        }
        if (batch.Count > 0) await Try(options, id, batch, summary, ct);
    }

    static async Task Try(ServerOptions options, string trial, List<RecordedTraffic> batch, ReplaySummary summary, CancellationToken ct)
    {
        var requests = batch.Select(request => new
        {
            request.Raw,
            request.Client,
            Time = request.Time is { } time ? time.ToUnixTimeMilliseconds() / 1000.0 : (double?)null,
            BodyTruncated = !request.HasBody,
        });
        var input = JsonSerializer.SerializeToNode(new { TrialId = trial, Requests = requests })!.AsObject();
        foreach (var request in input["Requests"]!.AsArray())
            if (request!["Time"] is null) request.AsObject().Remove("Time");
        var answer = await OperatorClient.Call(options, OperatorClient.Waf, "TryRequests", input, ct);
        foreach (var (request, result) in batch.Zip(answer.GetProperty("Results").EnumerateArray())) summary.Add(request, result);
    }

    static async Task<string> FirstSite(ServerOptions options, CancellationToken ct)
    {
        var status = await OperatorClient.Call(options, "GetStatus", new { }, ct);
        foreach (var site in status.GetProperty("Sites").EnumerateArray())
            if (site.TryGetProperty("WebAcl", out _)) return site.GetProperty("Arn").GetString()!;
        throw new AwsError("NotFoundException", 404, "no site has a web ACL; name one with --resource");
    }

    static JsonObject ReadCandidate(string path)
    {
        try
        {
            var document = JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new RecordingException($"{path}: no JSON object");
            var acl = document["WebACL"] as JsonObject ?? document;
            document.Remove("WebACL");
            return acl;
        }
        catch (JsonException e)
        {
            throw new RecordingException($"{path}: {e.Message}");
        }
    }

    /// <summary>How far the reading is, on a terminal's standard error.</summary>
    sealed class Progress(long size) : IDisposable
    {
        readonly bool visible = !Console.IsErrorRedirected && size > 1 << 20;

        public void Advance(int requests)
        {
            if (visible) Console.Error.Write($"\r{requests:N0} requests …");
        }

        public void Dispose()
        {
            if (visible) Console.Error.Write("\r\u001b[K");
        }
    }
}
