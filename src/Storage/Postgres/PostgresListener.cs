using Microsoft.Extensions.Logging;
using Npgsql;

namespace Redoubt.Storage.Postgres;

/// <summary>
/// Listens to the other nodes. While it cannot, caches are suspended and whoever tails the journal is woken once a second to look.
/// A silent network is noticed by the keepalive within ten seconds.
/// </summary>
sealed partial class PostgresListener(
    string connectionString, string node, ChangeFeed changes, Signal committed, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    readonly CancellationTokenSource stop = new();
    Task running = Task.CompletedTask;

    public void Start()
    {
        changes.Suspend();
        running = Task.Run(Run);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    async Task Run()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Listen(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                changes.Suspend();
                Log.Lost(logger, fault);
                await Task.Delay(Retry, clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                committed.Pulse();
            }
        }
    }

    async Task Listen(CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { KeepAlive = 5, Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, notice) => Notice.Read(notice.Payload, node, changes, committed);
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand($"listen {Notice.Channel}", connection)) await listen.ExecuteNonQueryAsync(ct);
        changes.Resume();
        committed.Pulse();
        while (true) await connection.WaitAsync(ct);
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "cannot hear the other nodes; caches are bypassed until it can")]
        public static partial void Lost(ILogger logger, Exception fault);
    }
}
