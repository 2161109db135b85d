using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Redoubt;

/// <summary>Serves nothing: where the AWS endpoint is switched off.</summary>
sealed class NoServer : IServer
{
    public IFeatureCollection Features { get; } = Nowhere();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull =>
        Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    static FeatureCollection Nowhere()
    {
        var features = new FeatureCollection();
        features.Set<IServerAddressesFeature>(new ServerAddressesFeature());
        return features;
    }

    public void Dispose()
    {
    }
}
