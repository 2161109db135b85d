namespace Redoubt.Waf;

/// <summary>Files of Linux that are asked for by name.</summary>
static class LinuxRuleSet
{
    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Aws, "AWSManagedRulesLinuxRuleSet", "linux-os", 200, "Files of Linux that an application should not read for a client",
    [
        new("LFI_URIPATH", "LFI_URIPath", Place.Path.Has(Detectors.UnixFile)),
        new("LFI_QUERYSTRING", "LFI_QueryString", Place.Arguments.Has(Detectors.UnixFile)),
        new("LFI_HEADER", "LFI_Header", (Place.Headers + Place.Cookies).Has(Detectors.UnixFile)),
    ]);
}
