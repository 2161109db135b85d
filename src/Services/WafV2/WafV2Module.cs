using Microsoft.Extensions.DependencyInjection;
using Redoubt.Aws;
using Redoubt.Aws.Shapes;
using Redoubt.Services.WafV2.Associations;
using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.InForce;
using Redoubt.Services.WafV2.IpSets;
using Redoubt.Services.WafV2.RegexPatternSets;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2;

/// <summary>WAF's API, and the web ACLs in force with their response bodies. Needs <see cref="ISites"/>.</summary>
public static class WafV2Module
{
    /// <summary>The models, with the operations that are implemented.</summary>
    public static IReadOnlyList<ServiceShape> Models { get; } = [WafV2Shapes.Service];

    /// <summary>WAF's tables.</summary>
    public static Schema Schema { get; } = new("wafv2",
    [
        Migration.Collection(WebAclRecord.Collection),
        Migration.Collection(IpSetRecord.Collection),
        Migration.Collection(RegexPatternSetRecord.Collection),
        Migration.Collection(AssociationRecord.Collection),
        Migration.Collection(UsesRecord.Collection),
    ]);

    /// <summary>Before the gateway, which must not listen before the web ACLs are in force.</summary>
    public static IServiceCollection AddWafV2(this IServiceCollection services) => services
        .AddSingleton<PatternCache>()
        .AddSingleton<CompiledSets>()
        .AddSingleton<AclCompiler>()
        .AddSingleton<EnforcedAcls>()
        .AddSingleton<IWebAcls>(provider => provider.GetRequiredService<EnforcedAcls>())
        .AddSingleton<IResponseBodies>(provider => provider.GetRequiredService<EnforcedAcls>())
        .AddHostedService(provider => provider.GetRequiredService<EnforcedAcls>())
        .AddSingleton<AwsService, WafV2Service>();
}
