namespace Redoubt.Waf;

/// <summary>What applies to any web application: AWS's core rule set.</summary>
static class CommonRuleSet
{
    static readonly FieldDefinition Agent = new SingleHeaderField("user-agent");

    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Aws, "AWSManagedRulesCommonRuleSet", "core-rule-set", 700, "Attacks that any web application can meet: cross-site scripting, file inclusion, metadata theft, bad robots, sizes",
    [
        new("NoUserAgent_HEADER", "NoUserAgent_Header", new NotDefinition(Longer(Agent, 0))),
        new("UserAgent_BadBots_HEADER", "BadBots_Header", Place.UserAgent.Once.Has(Detectors.BadBots)),
        new("SizeRestrictions_QUERYSTRING", "SizeRestrictions_QueryString", Longer(new QueryStringField(), 2048)),
        new("SizeRestrictions_Cookie_HEADER", "SizeRestrictions_Cookie_Header", Longer(new SingleHeaderField("cookie"), 10240)),
        new("SizeRestrictions_BODY", "SizeRestrictions_Body", Longer(new BodyField(OversizeHandling.Match), 8192)),
        new("SizeRestrictions_URIPATH", "SizeRestrictions_URIPath", Longer(new UriPathField(), 1024)),
        new("EC2MetaDataSSRF_BODY", "EC2MetaDataSSRF_Body", Place.Body.Has(Detectors.Ec2MetaData)),
        new("EC2MetaDataSSRF_COOKIE", "EC2MetaDataSSRF_Cookie", Place.Cookies.Has(Detectors.Ec2MetaData)),
        new("EC2MetaDataSSRF_URIPATH", "EC2MetaDataSSRF_URIPath", Place.Path.Has(Detectors.Ec2MetaData)),
        new("EC2MetaDataSSRF_QUERYARGUMENTS", "EC2MetaDataSSRF_QueryArguments", Place.Arguments.Has(Detectors.Ec2MetaData)),
        new("GenericLFI_QUERYARGUMENTS", "GenericLFI_QueryArguments", Place.Arguments.Has(Detectors.Traversal)),
        new("GenericLFI_URIPATH", "GenericLFI_URIPath", Place.Path.Has(Detectors.Traversal)),
        new("GenericLFI_BODY", "GenericLFI_Body", Place.Body.Has(Detectors.Traversal)),
        new("RestrictedExtensions_URIPATH", "RestrictedExtensions_URIPath", Place.Path.Has(Detectors.RestrictedPath)),
        new("RestrictedExtensions_QUERYARGUMENTS", "RestrictedExtensions_QueryArguments", Place.Arguments.Has(Detectors.RestrictedValue)),
        new("GenericRFI_QUERYARGUMENTS", "GenericRFI_QueryArguments", Place.Arguments.Has(Detectors.RemoteInclusion)),
        new("GenericRFI_BODY", "GenericRFI_Body", Place.Body.Has(Detectors.RemoteInclusion)),
        new("GenericRFI_URIPATH", "GenericRFI_URIPath", Place.Path.Has(Detectors.RemoteInclusion)),
        new("CrossSiteScripting_COOKIE", "CrossSiteScripting_Cookie", Place.Cookies.HasScript()),
        new("CrossSiteScripting_QUERYARGUMENTS", "CrossSiteScripting_QueryArguments", Place.Arguments.HasScript()),
        new("CrossSiteScripting_BODY", "CrossSiteScripting_Body", Place.Body.HasScript()),
        new("CrossSiteScripting_URIPATH", "CrossSiteScripting_URIPath", Place.Path.HasScript()),
    ]);

    static SizeConstraintDefinition Longer(FieldDefinition field, int bytes) => new() { Field = field, Operator = ComparisonOperator.Greater, Size = bytes };
}
