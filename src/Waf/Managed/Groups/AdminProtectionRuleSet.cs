namespace Redoubt.Waf;

/// <summary>Pages from which servers and databases are administered.</summary>
static class AdminProtectionRuleSet
{
    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Aws, "AWSManagedRulesAdminProtectionRuleSet", "admin-protection", 100, "Pages from which servers and databases are administered",
        [new("AdminProtection_URIPATH", "AdminProtection_URIPath", Place.Path.Has(Detectors.AdminPaths))]);
}
