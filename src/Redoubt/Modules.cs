using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Redoubt.Aws;
using Redoubt.Aws.Shapes;
using Redoubt.Configuration;
using Redoubt.Gateway;
using Redoubt.Operator;
using Redoubt.Services.CloudTrail;
using Redoubt.Services.Iam;
using Redoubt.Services.Kms;
using Redoubt.Services.WafV2;
using Redoubt.Storage;
using Redoubt.Tls;
using Redoubt.Waf;

namespace Redoubt;

/// <summary>Every module of the product, a line each; the only place that knows them all.</summary>
static class Modules
{
    // Of the latest requests that rules acted on.
    const long RecentRequestBytes = 16 << 20;

    /// <summary>The tables of all modules.</summary>
    public static IReadOnlyList<Schema> Schemas { get; } = [IamModule.Schema, KmsModule.Schema, WafV2Module.Schema, FirstStart.Schema];

    /// <summary>The models of all services, with the operations that are implemented.</summary>
    public static IReadOnlyList<ServiceShape> Models { get; } =
        [.. IamModule.Models, .. KmsModule.Models, .. CloudTrailModule.Models, .. WafV2Module.Models];

    public static void Add(IServiceCollection services, ServerOptions options, DataFolder folder, TimeProvider clock)
    {
        services
            .AddIam()
            .AddKms()
            .AddCloudTrail()
            .AddWafV2(folder.File("waf-logs"))
            .AddSingleton(new RecentRequests(RecentRequestBytes, clock))
            .AddNetworkData(options.NetworkData, clock)
            .AddSingleton(new NetworkLists(options.NetworkLists ?? Path.Combine(options.DataFolder, "lists"), clock))
            .AddHostedService<NetworkListRefresh>()
            .AddSingleton<ISites>(provider => provider.GetRequiredService<SiteDirectory>())
            .AddSingleton<AwsService, OperatorService>()
            .AddSingleton(ServiceCatalogue.Instance)
            .AddSingleton<IPageTokens, PageTokens>()
            .AddSingleton<Router>()
            .AddSingleton(new HostPrefix(options.HostSuffixes))
            .AddSingleton<Pipeline>()
            .AddSingleton<Aws.Endpoint>()
            .AddSingleton(folder)
            .AddSingleton<HealthReport>();
        AddGateway(services, options, folder, clock);
    }

    static void AddGateway(IServiceCollection services, ServerOptions options, DataFolder folder, TimeProvider clock)
    {
        if (options.GatewayListen is null && options.GatewayTlsListen is null)
        {
            services.AddSingleton(_ => new SiteDirectory(new SiteTable([])));
            return;
        }
        var origin = options.Origin;
        if (origin is null && SampleShop.IsAvailable)
        {
            origin = SampleShop.FreeAddress();
            services
                .AddSingleton(provider => new SampleShop(origin, provider.GetRequiredService<ILogger<SampleShop>>(), clock))
                .AddHostedService(provider => provider.GetRequiredService<SampleShop>());
        }
        var address = origin is null ? null : new OriginAddress(origin) { Authority = options.OriginCa is { } ca ? OriginAuthority(ca) : null };
        var site = new Site(Site.DefaultArn(options.Region, options.AccountId), [], address);
        var certificate = options.GatewayTlsListen is { } tls
            ? ListenerCertificate.Open(options.GatewayCertificate, folder, "gateway", tls, ["localhost"], clock)
            : null;
        services.AddWebAclInspection().AddGateway(
            gateway =>
            {
                (gateway.InspectedBody, gateway.InspectionMemory) = (options.InspectedBody, options.InspectionMemory);
                gateway.ChallengeWork = options.ChallengeWork;
                foreach (var network in options.TrustedProxies) gateway.TrustedProxies.Add(network.ToString());
            },
            new SiteTable([site]), kestrel => Listen(kestrel, options, certificate));
    }

    static X509Certificate2 OriginAuthority(string path)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(path);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"--origin-ca: `{path}` holds no certificate in PEM that can be read"]);
        }
    }

    static void Listen(KestrelServerOptions kestrel, ServerOptions options, SslStreamCertificateContext? certificate)
    {
        if (options.GatewayListen is { } plain) kestrel.Listen(plain, endpoint => endpoint.UseGatewayProtocols());
        if (options.GatewayTlsListen is { } tls && certificate is not null) kestrel.Listen(tls, endpoint => endpoint.UseGatewayTls(_ => certificate));
    }
}
