namespace Redoubt.Waf;

/// <summary>
/// SQL injection. The extended rules see what shows only when more than one reader decodes, and names that only databases have.
/// </summary>
static class SqliRuleSet
{
    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Aws, "AWSManagedRulesSQLiRuleSet", "sql-database", 200, "SQL injection",
    [
        new("SQLi_QUERYARGUMENTS", "SQLi_QueryArguments", Place.Arguments.Once.HasSql()),
        new("SQLiExtendedPatterns_QUERYARGUMENTS", "SQLiExtendedPatterns_QueryArguments", Extended(Place.Arguments)),
        new("SQLi_BODY", "SQLi_Body", Place.Body.Once.HasSql()),
        new("SQLiExtendedPatterns_BODY", "SQLiExtendedPatterns_Body", Extended(Place.Body)),
        new("SQLiExtendedPatterns_HEADER", "SQLiExtendedPatterns_Header", Extended(Place.Headers)) { Since = 2 },
        new("SQLiExtendedPatterns_URIPATH", "SQLiExtendedPatterns_UriPath", Extended(Place.Path)) { Since = 2 },
        new("SQLi_COOKIE", "SQLi_Cookie", Place.Cookies.HasSql()),
        new("SQLi_URIPATH", "SQLi_URIPath", Place.Path.Once.HasSql()),
    ]);

    static OrDefinition Extended(Place place) => new([place.Deeper.HasSql(), place.Has(Detectors.SqlFunctions)]);
}
