namespace Redoubt.Waf;

/// <summary>Code for PHP.</summary>
static class PhpRuleSet
{
    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Aws, "AWSManagedRulesPHPRuleSet", "php-app", 100, "Functions, variables and wrappers of PHP",
    [
        new("PHPHighRiskMethodsVariables_HEADER", "PHPHighRiskMethodsVariables_Header", (Place.Headers + Place.Cookies).Has(Detectors.Php)),
        new("PHPHighRiskMethodsVariables_QUERYSTRING", "PHPHighRiskMethodsVariables_QueryString", Place.Arguments.Has(Detectors.Php)),
        new("PHPHighRiskMethodsVariables_BODY", "PHPHighRiskMethodsVariables_Body", Place.Body.Has(Detectors.Php)),
        new("PHPHighRiskMethodsVariables_URIPATH", "PHPHighRiskMethodsVariables_URIPath", Place.Path.Has(Detectors.Php)) { Since = 2 },
    ]);
}
