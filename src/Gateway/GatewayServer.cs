using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Redoubt.Gateway;

/// <summary>
/// A server of its own for shoppers' traffic, since a server's limits hold for all its listeners, and without the middleware of a web
/// application, which nothing here needs.
/// </summary>
/// <param name="listen">Adds the listeners.</param>
public sealed class GatewayServer(
    DataPlane plane, GatewayOptions options, Action<KestrelServerOptions> listen, ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    readonly WebApplication container = Build(options, listen, loggers);

    /// <summary>Where it listens, once started, such as <c>http://127.0.0.1:8080</c>.</summary>
    public ICollection<string> Addresses => Server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    IServer Server => container.Services.GetRequiredService<IServer>();

    public Task StartAsync(CancellationToken cancellationToken) => Server.StartAsync(plane, cancellationToken);

    /// <summary>Takes no more connections and lets open requests finish within the drain time.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var drain = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        drain.CancelAfter(options.DrainTimeout);
        await Server.StopAsync(drain.Token);
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();

    // The platform gives out a server with TLS only by its own container; the application around it is never started.
    static WebApplication Build(GatewayOptions options, Action<KestrelServerOptions> listen, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton(loggers);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.ConfigureGateway(options);
            listen(kestrel);
        });
        return builder.Build();
    }
}
