using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redoubt.Audit;
using Redoubt.Services.Kms.Aliases;
using Redoubt.Storage;

namespace Redoubt.Services.Kms.Keys;

/// <summary>Deletes keys whose waiting period is over, with their material and aliases, and records it as AWS does.</summary>
sealed partial class KeyDeletion(Database database, TimeProvider clock, ILogger<KeyDeletion> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await DeleteDue(stoppingToken);
            }
            catch (Exception e) when (e is StorageException or ConflictException)
            {
                Log.Postponed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task DeleteDue(CancellationToken ct)
    {
        await foreach (var key in database.Documents.All(KeyRecord.Collection, ct))
            if (key.Value.State == KeyState.PendingDeletion && key.Value.DeletionDate <= clock.GetUtcNow())
                await Delete(key, ct);
    }

    // Several nodes may try at once: the document's version lets one of them win.
    async Task Delete(Versioned<KeyRecord> key, CancellationToken ct)
    {
        var arn = Arn.Parse(key.Value.Arn);
        var work = database.Journal.Begin();
        string? after = null;
        List<Versioned<AliasRecord>> aliases;
        do
        {
            aliases = await database.Documents.Find(AliasRecord.Collection, key.Scope, "TargetKeyId", key.Id, after, 100, ct);
            foreach (var alias in aliases) work.Delete(alias);
            after = aliases.Count > 0 ? aliases[^1].Id : null;
        }
        while (aliases.Count == 100);
        work.Delete(key);
        work.Append(new ServiceEvent("kms.amazonaws.com", "DeleteKey", AccountId.Parse(arn.Account.ToString()), Region.Parse(arn.Region.ToString()), clock.GetUtcNow())
        {
            Resources = [new Resource(arn) { Type = "AWS::KMS::Key" }],
            Details = json => json.WriteString("keyId", arn.ToString()),
        }.ToJournal());
        await work.Commit(ct);
        Log.Deleted(log, key.Value.Arn);
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Key} was deleted: its waiting period is over")]
        public static partial void Deleted(ILogger log, string key);

        [LoggerMessage(2, LogLevel.Warning, "deleting keys whose waiting period is over is put off to the next round")]
        public static partial void Postponed(ILogger log, Exception exception);
    }
}
