using Redoubt.Configuration;
using Redoubt.Waf;

namespace Redoubt;

static class NetworkDataRegistration
{
    /// <summary>What is known about networks. Before the gateway, which must not listen before it is read.</summary>
    public static IServiceCollection AddNetworkData(this IServiceCollection services, IReadOnlyList<string> files, TimeProvider clock) => services
        .AddSingleton<Networks>()
        .AddHostedService(provider => new NetworkDataRefresh(files, provider.GetRequiredService<Networks>(), clock, provider.GetRequiredService<ILogger<NetworkDataRefresh>>()));
}

/// <summary>Reads the lists of networks at the start, which fails where one cannot be read, and again within a minute of a change.</summary>
sealed partial class NetworkDataRefresh(IReadOnlyList<string> paths, Networks networks, TimeProvider clock, ILogger<NetworkDataRefresh> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    readonly NetworkFiles files = new(paths, networks);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
        {
            Log.None(log);
            return;
        }
        if (files.Refresh() is { Count: > 0 } problems) throw new SettingsException([.. problems.Select(problem => $"--network-data: {problem}")]);
        Tell();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var problems = files.Refresh();
            if (problems is { Count: > 0 }) Log.Unreadable(log, string.Join("; ", problems));
            else if (problems is not null) Tell();
        }
    }

    void Tell() => Log.Read(log, networks.Data.Countries, networks.Data.Asns);

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "network data: {Countries} ranges with a country, {Asns} with an autonomous system")]
        public static partial void Read(ILogger log, int countries, int asns);

        [LoggerMessage(2, LogLevel.Error, "the network data cannot be read; what was in force stays: {Problems}")]
        public static partial void Unreadable(ILogger log, string problems);

        [LoggerMessage(3, LogLevel.Information, "there is no network data (--network-data): no rule about countries or autonomous systems matches anything")]
        public static partial void None(ILogger log);
    }
}
