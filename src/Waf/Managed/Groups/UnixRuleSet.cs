namespace Redoubt.Waf;

/// <summary>Commands for shells of Unix.</summary>
static class UnixRuleSet
{
    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Aws, "AWSManagedRulesUnixRuleSet", "posix-os", 100, "Commands and variables for shells of POSIX systems",
    [
        new("UNIXShellCommandsVariables_QUERYSTRING", "UNIXShellCommandsVariables_QueryString", Place.Arguments.Has(Detectors.UnixCommand)),
        new("UNIXShellCommandsVariables_BODY", "UNIXShellCommandsVariables_Body", Place.Body.Has(Detectors.UnixCommand)),
        new("UNIXShellCommandsVariables_HEADER", "UNIXShellCommandsVariables_Header", (Place.Headers + Place.Cookies).Has(Detectors.UnixCommand)) { Since = 2 },
    ]);
}
