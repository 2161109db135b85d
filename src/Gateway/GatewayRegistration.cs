using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Redoubt.Gateway.Challenges;

namespace Redoubt.Gateway;

public static class GatewayRegistration
{
    /// <summary>
    /// Adds the gateway: options checked at start, the sites, and a server that starts and stops with the host.
    /// An <see cref="IInspector"/> among the services is asked about every request.
    /// </summary>
    /// <param name="sites">The sites at start; <see cref="SiteDirectory.Update"/> changes them later.</param>
    /// <param name="listen">Adds listeners, with <see cref="GatewayListeners.UseGatewayProtocols"/> or <see cref="GatewayListeners.UseGatewayTls"/>.</param>
    public static IServiceCollection AddGateway(
        this IServiceCollection services, Action<GatewayOptions> configure, SiteTable sites, Action<KestrelServerOptions> listen)
    {
        services.AddOptions<GatewayOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, TrustedProxiesCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(static provider => provider.GetRequiredService<IOptions<GatewayOptions>>().Value);
        services.AddSingleton(_ => new SiteDirectory(sites));
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton(static provider => new DataPlane(
            provider.GetRequiredService<GatewayOptions>(), provider.GetRequiredService<SiteDirectory>(), provider.GetService<IInspector>(),
            provider.GetRequiredService<GatewayMetrics>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DataPlane>>()));
        services.AddSingleton(provider => new GatewayServer(
            provider.GetRequiredService<DataPlane>(), provider.GetRequiredService<GatewayOptions>(), listen, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<GatewayServer>());
        return services;
    }

    /// <summary>
    /// Inspects every request by the web ACL of its site, and records what is blocked. Needs <see cref="Waf.IWebAcls"/>, <see cref="Waf.IWafObserver"/>,
    /// the Journal and the key ring.
    /// </summary>
    public static IServiceCollection AddWebAclInspection(this IServiceCollection services) => services
        .AddSingleton<BlockedRequests>()
        .AddSingleton<Challenger>()
        .AddHostedService(static provider => provider.GetRequiredService<BlockedRequests>())
        .AddSingleton<IInspector, WebAclInspector>();

    // DataAnnotations cannot look into the list.
    sealed class TrustedProxiesCheck : IValidateOptions<GatewayOptions>
    {
        public ValidateOptionsResult Validate(string? name, GatewayOptions options)
        {
            try
            {
                _ = new ClientAddresses(options.TrustedProxies, options.ClientAddressHeader);
                return ValidateOptionsResult.Success;
            }
            catch (FormatException wrong)
            {
                return ValidateOptionsResult.Fail(wrong.Message);
            }
        }
    }
}
