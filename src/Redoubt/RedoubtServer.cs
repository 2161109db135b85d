using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Redoubt.Aws;
using Redoubt.Configuration;
using Redoubt.Gateway;
using Redoubt.Services.Iam.AccessKeys;
using Redoubt.Services.Kms;
using Redoubt.Storage;
using Redoubt.Tls;

namespace Redoubt;

/// <summary>A whole server in this process: state, AWS endpoint, gateway and, without an origin, the sample shop.</summary>
public sealed class RedoubtServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly Database database;

    RedoubtServer(WebApplication app, Database database, RootAccessKey root, ServerOptions options)
    {
        this.app = app;
        this.database = database;
        Root = root;
        Options = options;
    }

    public ServerOptions Options { get; }

    /// <summary>The access key of the account's root, which is also in the data folder.</summary>
    public RootAccessKey Root { get; }

    /// <summary>The server's parts.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>The AWS endpoint over HTTP; null where it is off.</summary>
    public Uri? AwsAddress => Address(AwsAddresses, "http");

    /// <summary>The AWS endpoint over HTTPS, which is the same port.</summary>
    public Uri? AwsTlsAddress => Address(AwsAddresses, "https");

    /// <summary>The gateway over HTTP; null where it is off.</summary>
    public Uri? GatewayAddress => Address(GatewayAddresses, "http");

    /// <summary>The gateway over HTTPS; null where it is off.</summary>
    public Uri? GatewayTlsAddress => Address(GatewayAddresses, "https");

    // Kestrel takes the port for one of HTTPS alone.
    IEnumerable<string> AwsAddresses => app.Urls.SelectMany(url => (string[])[url.Replace("https://", "http://", StringComparison.Ordinal), url]);

    IEnumerable<string> GatewayAddresses => app.Services.GetService<GatewayServer>()?.Addresses ?? [];

    /// <summary>Starts a server; on return it is ready.</summary>
    /// <param name="services">Replaces or adds services, such as a clock; for tests.</param>
    /// <exception cref="SettingsException">A file that a setting names is not what it should be.</exception>
    /// <exception cref="StorageException">The state cannot be used.</exception>
    /// <exception cref="IOException">An address is in use, or not this machine's.</exception>
    public static async Task<RedoubtServer> Start(ServerOptions options, TimeProvider clock, Action<IServiceCollection>? services, CancellationToken ct)
    {
        using var early = LoggerFactory.Create(logging => Telemetry.AddLogging(logging, options));
        var folder = DataFolder.Open(options.DataFolder);
        var database = await Database.Open(
            new StorageOptions { Connection = options.Database ?? options.DataFolder }, Modules.Schemas, clock, early.CreateLogger("Redoubt.Storage"), ct);
        WebApplication? app = null;
        var begun = false;
        try
        {
            if (CredentialsFile.IsIn(folder) && !await RootCredentials.Exist(database.Documents, options.AccountId, ct)) throw Bereft(folder, options);
            var keyring = await KmsModule.OpenKeyring(database, folder.File("root.key"), ct);
            app = Build(options, folder, database, keyring, clock, services);
            var root = await app.Services.GetRequiredService<RootCredentials>().Ensure(options.AccountId, ct);
            CredentialsFile.Write(folder, root, options.Region);
            await FirstStart.Run(app.Services, ct);
            // Made here because a host whose services could not be made cannot be stopped either.
            _ = app.Services.GetServices<IHostedService>();
            begun = true;
            await app.StartAsync(ct);
            if (app.Services.GetService<SampleShop>() is { } shop) await shop.Answers(ct);
            var server = new RedoubtServer(app, database, root, options);
            app.Services.GetRequiredService<ServerFacts>().Addresses = [.. server.AwsAddresses, .. server.GatewayAddresses];
            return server;
        }
        catch (Exception e)
        {
            if (app is not null)
            {
                // What runs beside the listeners may have begun already, and ends without complaint only when it is told to.
                if (begun) await app.StopAsync(CancellationToken.None);
                await app.DisposeAsync();
            }
            await database.DisposeAsync();
            if (e is SocketException) throw new IOException($"cannot listen on {Listeners(options)}: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Takes no more requests, lets open ones finish, makes everything durable and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    // Beginning anew beside the credentials of an older beginning would overwrite the only trace of what is missing.
    static StorageException Bereft(DataFolder folder, ServerOptions options) => new(
        $"{folder.Path} belongs to an installation, but its database ({Storage(options)}) is empty or gone, or of another account than {options.AccountId}: "
        + $"restore it, or move {folder.File("root.key")} and {folder.File(CredentialsFile.Name)} away to begin anew");

    static string Storage(ServerOptions options) => options.Database is null ? $"SQLite in {options.DataFolder}" : "PostgreSQL";

    static string Listeners(ServerOptions options) =>
        string.Join(", ", new[] { options.AwsListen, options.GatewayListen, options.GatewayTlsListen }.OfType<IPEndPoint>());

    static WebApplication Build(
        ServerOptions options, DataFolder folder, Database database, OpenedKeyring keyring, TimeProvider clock, Action<IServiceCollection>? services)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "redoubt" });
        Telemetry.AddLogging(builder.Logging, options);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        if (options.AwsListen is { } listen)
        {
            var certificate = ListenerCertificate.Open(
                options.AwsCertificate, folder, "aws", listen, options.HostSuffixes.SelectMany(name => (string[])[name, $"*.{name}"]), clock);
            builder.WebHost.ConfigureKestrel(kestrel => ListenForAws(kestrel, listen, certificate, clock));
        }

        builder.Services
            .AddSingleton(clock)
            .AddSingleton(database)
            .AddSingleton(database.Documents)
            .AddSingleton(database.Journal)
            .AddSingleton(keyring.Keyring)
            .AddSingleton(new HomeOptions(options.AccountId, options.Region))
            .AddSingleton(new ServerFacts(new HomeOptions(options.AccountId, options.Region), Storage(options), keyring.Protection));
        Modules.Add(builder.Services, options, folder, clock);
        Telemetry.AddExport(builder.Services);
        if (options.AwsListen is null) builder.Services.AddSingleton<IServer, NoServer>();
        services?.Invoke(builder.Services);

        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<HealthReport>().Handle);
        return app;
    }

    static void ListenForAws(KestrelServerOptions kestrel, IPEndPoint listen, SslStreamCertificateContext certificate, TimeProvider clock)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxRequestLineSize = 40 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Listen(listen, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            endpoint.UsePlainOrTls(certificate, clock);
        });
    }

    static Uri? Address(IEnumerable<string> addresses, string scheme) =>
        addresses.FirstOrDefault(address => address.StartsWith(scheme + ":", StringComparison.Ordinal)) is { } found ? new Uri(found) : null;
}
