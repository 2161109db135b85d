using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redoubt;
using Redoubt.Gateway;

// forwarding bare PORT           a server that answers by itself, the ceiling
// forwarding gateway PORT URL    the gateway in front of URL
var port = int.Parse(args[1]);
if (args[0] == "bare")
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
}
else
{
    var site = new Site(Site.DefaultArn(Region.Parse("us-east-1"), default), [], OriginAddress.Parse(args[2]));
    var builder = Host.CreateEmptyApplicationBuilder(new());
    builder.Services.AddGateway(_ => { }, new SiteTable([site]), kestrel => kestrel.ListenLocalhost(port, listener => listener.UseGatewayProtocols()));
    await builder.Build().RunAsync();
}
