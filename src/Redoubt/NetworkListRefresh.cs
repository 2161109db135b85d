using Redoubt.Waf;

namespace Redoubt;

/// <summary>Reads the lists of networks at start and again where their files change or something of them expires, and says so in the log.</summary>
sealed partial class NetworkListRefresh(NetworkLists lists, TimeProvider clock, ILogger<NetworkListRefresh> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Refresh();
        var missing = ManagedRuleGroups.Instance.All.SelectMany(group => group.Lists).Distinct().Where(name => !lists.All.ContainsKey(name)).ToList();
        if (missing.Count > 0) Log.Missing(log, missing.Count, missing);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Refresh();
    }

    void Refresh()
    {
        foreach (var (name, list, problems) in lists.Refresh())
        {
            if (problems.Count > 0) Log.Unreadable(log, name, problems.Count, problems[0]);
            else if (list is null) Log.Gone(log, name);
            else if (list.Expires <= clock.GetUtcNow()) Log.Expired(log, name, list.Expires.Value);
            else Log.Loaded(log, name, list.Count, list.Expires);
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "list {List} has {Count} networks, until {Expires}")]
        public static partial void Loaded(ILogger log, string list, int count, DateTimeOffset? expires);

        [LoggerMessage(2, LogLevel.Warning, "list {List} expired at {Expires}: rules that look into it match nothing")]
        public static partial void Expired(ILogger log, string list, DateTimeOffset expires);

        [LoggerMessage(3, LogLevel.Warning, "list {List} is gone: rules that look into it match nothing")]
        public static partial void Gone(ILogger log, string list);

        [LoggerMessage(4, LogLevel.Error, "list {List} cannot be read, so it stays as it was: {Count} problems, the first is {First}")]
        public static partial void Unreadable(ILogger log, string list, int count, Problem first);

        [LoggerMessage(5, LogLevel.Information, "{Count} lists of networks are not there, and rules that look into them match nothing: {Lists}")]
        public static partial void Missing(ILogger log, int count, List<string> lists);
    }
}
