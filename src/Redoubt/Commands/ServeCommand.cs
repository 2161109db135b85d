using System.CommandLine;
using System.Diagnostics;
using Redoubt.Configuration;
using Redoubt.Gateway;

namespace Redoubt.Commands;

/// <summary>Runs the server until it is told to stop.</summary>
static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Run the server (what happens without a command).");
        command.SetAction(Run);
        return command;
    }

    public static Task<int> Run(ParseResult parsed, CancellationToken ct) => Failure.Guard(async () =>
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var warning in StrayVariables.Warnings(Environment.GetEnvironmentVariables().Keys.Cast<string>())) Console.Error.WriteLine($"redoubt: {warning}");
        await using var server = await RedoubtServer.Start(Settings.Read(parsed), TimeProvider.System, null, ct);
        Report(server, Stopwatch.GetElapsedTime(started));
        var stopped = new TaskCompletionSource();
        await using (ct.Register(stopped.SetResult)) await stopped.Task;
        Console.WriteLine("stopping");
        return 0;
    });

    static void Report(RedoubtServer server, TimeSpan took)
    {
        var (options, facts) = (server.Options, server.Services.GetRequiredService<ServerFacts>());
        var site = server.Services.GetRequiredService<SiteDirectory>().Current.All is [var first, ..] ? first : null;
        Console.WriteLine($"Redoubt {ServerFacts.Version}");
        if (server.AwsAddress is { } aws) Console.WriteLine($"  AWS APIs     {Shown(aws)} (HTTPS on the same port)");
        if (server.GatewayAddress is { } plain) Console.WriteLine($"  shop         {Shown(plain)}");
        if (server.GatewayTlsAddress is { } tls) Console.WriteLine($"  shop, TLS    {Shown(tls)}");
        if (site is not null) Console.WriteLine($"  protects     {site.Origin?.Url.GetLeftPart(UriPartial.Authority) ?? "nothing yet: name your shop with --origin"}{(options.Origin is null && site.Origin is not null ? " (the sample shop)" : "")}");
        Console.WriteLine($"  state        {facts.Storage}");
        Console.WriteLine($"  root key     {facts.RootKey}");
        Console.WriteLine($"  credentials  {Path.Combine(options.DataFolder, CredentialsFile.Name)}, or: eval \"$(redoubt env)\"");
        Console.WriteLine($"ready in {took.TotalMilliseconds:F0} ms");
    }

    static string Shown(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
