using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redoubt.Gateway;

namespace Redoubt.Benchmarks;

/// <summary>What the product's gateway is compared with.</summary>
static class Servers
{
    /// <summary>Kestrel answering by itself: the ceiling.</summary>
    public static async Task<int> Bare(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        var app = builder.Build();
        var body = new byte[1024];
        app.Run(async context =>
        {
            context.Response.ContentLength = body.Length;
            await context.Response.BodyWriter.WriteAsync(body);
        });
        await app.RunAsync();
        return 0;
    }

    /// <summary>The gateway without a web ACL.</summary>
    public static async Task<int> Forward(int port, string origin)
    {
        var site = new Site(Site.DefaultArn(Region.Parse("us-east-1"), default), [], OriginAddress.Parse(origin));
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddGateway(_ => { }, new SiteTable([site]), kestrel => kestrel.ListenLocalhost(port, listener => listener.UseGatewayProtocols()));
        await builder.Build().RunAsync();
        return 0;
    }
}
