using Redoubt.Aws;
using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.InForce;
using Redoubt.Services.WafV2.IpSets;
using Redoubt.Services.WafV2.RegexPatternSets;
using Redoubt.Services.WafV2.RuleGroups;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2;

/// <summary>WAF: every operation, with the web ACL, rule group, set or load balancer it touches.</summary>
sealed partial class WafV2Service : AwsService
{
    readonly Documents documents;
    readonly CompiledSets sets;
    readonly AclCompiler compiler;
    readonly PatternCache patternCache;
    readonly EnforcedAcls enforced;
    readonly ManagedRuleGroups managed;
    readonly RateTables rates;
    readonly ISites sites;
    readonly EntityStore<WebAclRecord> webAcls;
    readonly EntityStore<RuleGroupRecord> ruleGroups;
    readonly EntityStore<IpSetRecord> ipSets;
    readonly EntityStore<RegexPatternSetRecord> regexSets;

    public WafV2Service(
        Documents documents, CompiledSets sets, AclCompiler compiler, PatternCache patternCache, EnforcedAcls enforced,
        ManagedRuleGroups managed, RateTables rates, ISites sites)
        : base(WafV2Shapes.Service)
    {
        (this.documents, this.sets, this.compiler, this.patternCache, this.enforced) = (documents, sets, compiler, patternCache, enforced);
        (this.managed, this.rates, this.sites) = (managed, rates, sites);
        webAcls = new(documents, WebAclRecord.Collection, EntityArn.WebAcl);
        ruleGroups = new(documents, RuleGroupRecord.Collection, EntityArn.RuleGroup);
        ipSets = new(documents, IpSetRecord.Collection, EntityArn.IpSet);
        regexSets = new(documents, RegexPatternSetRecord.Collection, EntityArn.RegexPatternSet);

        Add(CreateWebACL, (CreateWebACLRequest r, Call c) => webAcls.NewResource(r.Name, r.Scope, r.Tags, c));
        Add(GetWebACL, async (GetWebACLRequest r, Call c) => webAcls.Describe((await Named(r, c)).Value));
        Add(UpdateWebACL, async (UpdateWebACLRequest r, Call c) => await webAcls.Resource(r.Name, r.Scope, r.Id, c));
        Add(DeleteWebACL, async (DeleteWebACLRequest r, Call c) => await webAcls.Resource(r.Name, r.Scope, r.Id, c));
        Add(ListWebACLs, (ListWebACLsRequest r) => Arn.Any);
        Add(CheckCapacity, (CheckCapacityRequest r) => Arn.Any);

        Add(AssociateWebACL, async (AssociateWebACLRequest r, Call c) => webAcls.Describe((await Protecting(r.WebACLArn, c)).Value));
        Add(DisassociateWebACL, (DisassociateWebACLRequest r, Call c) => LoadBalancer(r.ResourceArn, c));
        Add(GetWebACLForResource, (GetWebACLForResourceRequest r, Call c) => LoadBalancer(r.ResourceArn, c));
        Add(ListResourcesForWebACL, async (ListResourcesForWebACLRequest r, Call c) => webAcls.Describe((await webAcls.Find(EntityArn.Own(r.WebACLArn, c), c)).Value));

        Add(ListAvailableManagedRuleGroups, (ListAvailableManagedRuleGroupsRequest r) => Arn.Any);
        Add(ListAvailableManagedRuleGroupVersions, (ListAvailableManagedRuleGroupVersionsRequest r) => Arn.Any);
        Add(DescribeManagedRuleGroup, (DescribeManagedRuleGroupRequest r) => Arn.Any);
        Add(DescribeAllManagedProducts, (DescribeAllManagedProductsRequest r) => Arn.Any);
        Add(DescribeManagedProductsByVendor, (DescribeManagedProductsByVendorRequest r) => Arn.Any);
        Add(ListManagedRuleSets, (ListManagedRuleSetsRequest r) => Arn.Any);

        Add(CreateRuleGroup, (CreateRuleGroupRequest r, Call c) => ruleGroups.NewResource(r.Name, r.Scope, r.Tags, c));
        Add(GetRuleGroup, async (GetRuleGroupRequest r, Call c) => ruleGroups.Describe((await Named(r, c)).Value));
        Add(UpdateRuleGroup, async (UpdateRuleGroupRequest r, Call c) => await ruleGroups.Resource(r.Name, r.Scope, r.Id, c));
        Add(DeleteRuleGroup, async (DeleteRuleGroupRequest r, Call c) => await ruleGroups.Resource(r.Name, r.Scope, r.Id, c));
        Add(ListRuleGroups, (ListRuleGroupsRequest r) => Arn.Any);

        Add(PutLoggingConfiguration, async (PutLoggingConfigurationRequest r, Call c) => await LoggedAcl(r.LoggingConfiguration.ResourceArn, c));
        Add(GetLoggingConfiguration, async (GetLoggingConfigurationRequest r, Call c) => await LoggedAcl(r.ResourceArn, c));
        Add(DeleteLoggingConfiguration, async (DeleteLoggingConfigurationRequest r, Call c) => await LoggedAcl(r.ResourceArn, c));
        Add(ListLoggingConfigurations, (ListLoggingConfigurationsRequest r) => Arn.Any);
        Add(GetRateBasedStatementManagedKeys, async (GetRateBasedStatementManagedKeysRequest r, Call c) => await webAcls.Resource(r.WebACLName, r.Scope, r.WebACLId, c));
        Add(GetSampledRequests, async (GetSampledRequestsRequest r, Call c) => await LoggedAcl(r.WebAclArn, c));

        Add(CreateIPSet, (CreateIPSetRequest r, Call c) => ipSets.NewResource(r.Name, r.Scope, r.Tags, c));
        Add(GetIPSet, async (GetIPSetRequest r, Call c) => await ipSets.Resource(r.Name, r.Scope, r.Id, c));
        Add(UpdateIPSet, async (UpdateIPSetRequest r, Call c) => await ipSets.Resource(r.Name, r.Scope, r.Id, c));
        Add(DeleteIPSet, async (DeleteIPSetRequest r, Call c) => await ipSets.Resource(r.Name, r.Scope, r.Id, c));
        Add(ListIPSets, (ListIPSetsRequest r) => Arn.Any);

        Add(CreateRegexPatternSet, (CreateRegexPatternSetRequest r, Call c) => regexSets.NewResource(r.Name, r.Scope, r.Tags, c));
        Add(GetRegexPatternSet, async (GetRegexPatternSetRequest r, Call c) => await regexSets.Resource(r.Name, r.Scope, r.Id, c));
        Add(UpdateRegexPatternSet, async (UpdateRegexPatternSetRequest r, Call c) => await regexSets.Resource(r.Name, r.Scope, r.Id, c));
        Add(DeleteRegexPatternSet, async (DeleteRegexPatternSetRequest r, Call c) => await regexSets.Resource(r.Name, r.Scope, r.Id, c));
        Add(ListRegexPatternSets, (ListRegexPatternSetsRequest r) => Arn.Any);

        Add(TagResource, async (TagResourceRequest r, Call c) => await Tagged(r.ResourceARN, c) with { RequestTags = Tagging.Read(r.Tags) });
        Add(UntagResource, async (UntagResourceRequest r, Call c) => await Tagged(r.ResourceARN, c) with { TagKeys = r.TagKeys });
        Add(ListTagsForResource, async (ListTagsForResourceRequest r, Call c) => await Tagged(r.ResourceARN, c));
    }
}
