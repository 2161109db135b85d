using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Redoubt.Gateway;

/// <summary>
/// A server of its own for shoppers' traffic, since a server's limits hold for all its listeners, and without the middleware of a web
/// application, which nothing here needs.
/// </summary>
/// <param name="listen">Adds the listeners.</param>
public sealed class GatewayServer(
    DataPlane plane, GatewayOptions options, Action<KestrelServerOptions> listen, IServiceProvider services, ILoggerFactory loggers) : IHostedService, IDisposable
{
    readonly KestrelServer server = Create(options, listen, services, loggers);

    /// <summary>Where it listens, once started, such as <c>http://127.0.0.1:8080</c>.</summary>
    public ICollection<string> Addresses => server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    public Task StartAsync(CancellationToken cancellationToken) => server.StartAsync(plane, cancellationToken);

    /// <summary>Takes no more connections and lets open requests finish within the drain time.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var drain = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        drain.CancelAfter(options.DrainTimeout);
        await server.StopAsync(drain.Token);
    }

    public void Dispose() => server.Dispose();

    static KestrelServer Create(GatewayOptions options, Action<KestrelServerOptions> listen, IServiceProvider services, ILoggerFactory loggers)
    {
        var kestrel = new KestrelServerOptions { ApplicationServices = services };
        kestrel.ConfigureGateway(options);
        listen(kestrel);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
        return new(Options.Create(kestrel), transport, loggers);
    }
}
