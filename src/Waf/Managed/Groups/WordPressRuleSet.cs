namespace Redoubt.Waf;

/// <summary>Parts of WordPress and of its plugins that are attacked.</summary>
static class WordPressRuleSet
{
    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Aws, "AWSManagedRulesWordPressRuleSet", "wordpress-app", 100, "Commands and files of WordPress and its plugins that are exploited",
    [
        new("WordPressExploitableCommands_QUERYSTRING", "WordPressExploitableCommands_QUERYSTRING", Place.Query.Has(Detectors.WordPressCommands)),
        new("WordPressExploitablePaths_URIPATH", "WordPressExploitablePaths_URIPATH", Place.Path.Has(Detectors.WordPressPaths)),
    ]);
}
