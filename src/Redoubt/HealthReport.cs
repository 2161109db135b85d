using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Redoubt;

/// <summary>
/// <c>GET /_redoubt/health</c> on the AWS endpoint, open to anybody who can reach it: whether the server is well, and how much of AWS's APIs it
/// implements. No bucket can have a name that begins with an underscore.
/// </summary>
sealed class HealthReport(Aws.Endpoint endpoint, IJournal journal, ServerFacts facts, DataFolder folder, TimeProvider clock)
{
    const string Path = "/_redoubt/health";

    // Less free space than this on the data folder's disk, in bytes, and the next commits may fail.
    const long LeastSpace = 4 << 20;

    /// <summary>Answers a health check, or hands the request to the AWS APIs.</summary>
    public Task Handle(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        return target == Path && HttpMethods.IsGet(http.Request.Method) ? Report(http) : endpoint.Handle(http);
    }

    async Task Report(HttpContext http)
    {
        var well = await IsStorageWell(http.RequestAborted);
        http.Response.StatusCode = well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", well ? "ok" : "storage unavailable");
        json.WriteString("version", ServerFacts.Version);
        json.WriteString("rootKey", facts.RootKey.Split(' ', 3) is [var first, var second, ..] ? $"{first} {second}" : facts.RootKey);
        json.WriteStartObject("coverage");
        foreach (var row in Coverage.All)
            if (row.Implemented > 0)
                json.WriteString(row.Service, $"{row.Implemented}/{row.Modelled}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A write only where the last one failed, to see whether they do again: nobody else may be sending any by now.
    async ValueTask<bool> IsStorageWell(CancellationToken ct)
    {
        try
        {
            if (new DriveInfo(folder.Path).AvailableFreeSpace < LeastSpace) return false;
            await journal.Head(ct);
            if (!journal.IsFailing) return true;
            var probe = journal.Begin();
            probe.Advance("health", clock.GetUtcNow().ToUnixTimeMilliseconds());
            await probe.Commit(ct);
            return true;
        }
        catch (ConflictException)
        {
            // Another check's probe was the same.
            return !journal.IsFailing;
        }
        catch (Exception unwell) when (unwell is StorageException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
