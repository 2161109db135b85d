using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Redoubt.Aws;
using Redoubt.Aws.Shapes;
using Redoubt.Services.WafV2.Associations;
using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.InForce;
using Redoubt.Services.WafV2.IpSets;
using Redoubt.Services.WafV2.Logging;
using Redoubt.Services.WafV2.RegexPatternSets;
using Redoubt.Services.WafV2.RuleGroups;
using Redoubt.Services.WafV2.Traffic;
using Redoubt.Services.WafV2.Trials;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2;

/// <summary>WAF's API, and the web ACLs in force. Needs <see cref="ISites"/>.</summary>
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
        Migration.Collection(RuleGroupRecord.Collection),
        Migration.Collection(LoggingRecord.Collection),
    ]);

    /// <summary>Before the gateway, which must not listen before the web ACLs are in force.</summary>
    /// <param name="logs">The folder that logs of web ACLs are written to.</param>
    public static IServiceCollection AddWafV2(this IServiceCollection services, string logs)
    {
        // What is known about networks, unless somebody knows more.
        services.TryAddSingleton<Networks>();
        services.TryAddSingleton(NetworkLists.None);
        return services.AddSingleton(new LogSettings(logs)).AddInForce();
    }

    static IServiceCollection AddInForce(this IServiceCollection services) => services
        .AddSingleton<PatternCache>()
        .AddSingleton(ManagedRuleGroups.Instance)
        .AddSingleton<IManagedRuleGroups>(ManagedRuleGroups.Instance)
        .AddSingleton<RateTables>()
        .AddSingleton<CompiledSets>()
        .AddSingleton<AclCompiler>()
        .AddSingleton<EnforcedAcls>()
        .AddSingleton<IWebAcls>(provider => provider.GetRequiredService<EnforcedAcls>())
        .AddHostedService(provider => provider.GetRequiredService<EnforcedAcls>())
        .AddSingleton<TrafficLog>()
        .AddHostedService(provider => provider.GetRequiredService<TrafficLog>())
        .AddSingleton<IWafObserver, TrafficObserver>()
        .AddSingleton<Trials.Trials>()
        .AddSingleton<AwsService, TrialService>()
        .AddSingleton<AwsService, WafV2Service>();
}
