using System.Globalization;
using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.ManagedGroups;
using Redoubt.Waf;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    const int DefaultManaged = 100;

    ValueTask<ListAvailableManagedRuleGroupsResponse> ListAvailableManagedRuleGroups(ListAvailableManagedRuleGroupsRequest request, Call call)
    {
        EntityArn.StorageScopeOf(request.Scope, call);
        var (page, next) = Page(managed.All, request.Limit, request.NextMarker, call);
        return new(new ListAvailableManagedRuleGroupsResponse
        {
            ManagedRuleGroups = page.ConvertAll(group => new ManagedRuleGroupSummary
            {
                VendorName = group.Vendor, Name = group.Name, VersioningSupported = group.IsVersioned, Description = group.Description,
            }),
            NextMarker = next,
        });
    }

    ValueTask<ListAvailableManagedRuleGroupVersionsResponse> ListAvailableManagedRuleGroupVersions(
        ListAvailableManagedRuleGroupVersionsRequest request, Call call)
    {
        EntityArn.StorageScopeOf(request.Scope, call);
        var group = managed.Describe(request.VendorName, request.Name) ?? throw Nonexistent();
        // The newest first, as with AWS.
        var (page, next) = Page([.. group.Versions.Reverse()], request.Limit, request.NextMarker, call);
        return new(new ListAvailableManagedRuleGroupVersionsResponse
        {
            Versions = page.ConvertAll(version => new ManagedRuleGroupVersion { Name = version }),
            CurrentDefaultVersion = group.DefaultVersion,
            NextMarker = next,
        });
    }

    ValueTask<DescribeManagedRuleGroupResponse> DescribeManagedRuleGroup(DescribeManagedRuleGroupRequest request, Call call)
    {
        EntityArn.StorageScopeOf(request.Scope, call);
        var group = managed.Describe(request.VendorName, request.Name) ?? throw Nonexistent();
        if (group.Rules(request.VersionName) is null) throw Nonexistent();
        return new(new DescribeManagedRuleGroupResponse
        {
            VersionName = request.VersionName ?? group.DefaultVersion,
            Capacity = group.Capacity,
            Rules = group.Describe(request.VersionName).Select(rule => new RuleSummary { Name = rule.Name, Action = ManagedActions.Shape(rule.Action) }).ToList(),
            LabelNamespace = group.LabelNamespace,
            AvailableLabels = group.AvailableLabels(request.VersionName).Select(label => new LabelSummary { Name = label }).ToList(),
            ConsumedLabels = [],
        });
    }

    ValueTask<DescribeAllManagedProductsResponse> DescribeAllManagedProducts(DescribeAllManagedProductsRequest request, Call call)
    {
        EntityArn.StorageScopeOf(request.Scope, call);
        return new(new DescribeAllManagedProductsResponse { ManagedProducts = managed.All.Select(Product).ToList() });
    }

    ValueTask<DescribeManagedProductsByVendorResponse> DescribeManagedProductsByVendor(DescribeManagedProductsByVendorRequest request, Call call)
    {
        EntityArn.StorageScopeOf(request.Scope, call);
        return new(new DescribeManagedProductsByVendorResponse
        {
            ManagedProducts = managed.All.Where(group => group.Vendor == request.VendorName).Select(Product).ToList(),
        });
    }

    // Managed rule sets are what vendors sell on a marketplace; nobody here is one, so there are none.
    ValueTask<ListManagedRuleSetsResponse> ListManagedRuleSets(ListManagedRuleSetsRequest request, Call call)
    {
        EntityArn.StorageScopeOf(request.Scope, call);
        return new(new ListManagedRuleSetsResponse { ManagedRuleSets = [] });
    }

    static ManagedProductDescriptor Product(ManagedRuleGroup group) => new()
    {
        VendorName = group.Vendor,
        ManagedRuleSetName = group.Name,
        ProductId = $"{group.Vendor}#{group.Name}",
        ProductTitle = group.Name,
        ProductDescription = group.Description,
        IsVersioningSupported = group.IsVersioned,
        IsAdvancedManagedRuleSet = false,
    };

    // The catalogue does not change while we run: a position is a number.
    static (List<T> Page, string? Next) Page<T>(IReadOnlyList<T> all, int? limit, string? marker, Call call)
    {
        var (from, size) = (Position(marker, call), limit ?? DefaultManaged);
        var next = from + size;
        return (all.Skip(from).Take(size).ToList(), next < all.Count ? call.Pages.Seal(call, next.ToString(CultureInfo.InvariantCulture)) : null);
    }
}
