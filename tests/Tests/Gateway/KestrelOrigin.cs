using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Redoubt.Tests.Gateway;

/// <summary>An origin on a real web server, where the protocol matters more than the bytes.</summary>
sealed class KestrelOrigin : IAsyncDisposable
{
    readonly WebApplication app;

    KestrelOrigin(WebApplication app) => this.app = app;

    public string Url => new Uri(app.Urls.First()).GetLeftPart(UriPartial.Authority);

    public static async Task<KestrelOrigin> Start(RequestDelegate serve, HttpProtocols protocols = HttpProtocols.Http1, bool tls = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listener =>
            {
                listener.Protocols = protocols;
                if (tls) listener.UseHttps(TestGateway.Certificate);
            });
        });
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(serve);
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        try { await app.StopAsync(now.Token); }
        catch (OperationCanceledException) { }
        await app.DisposeAsync();
    }
}
