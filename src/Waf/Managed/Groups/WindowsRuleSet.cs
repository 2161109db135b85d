namespace Redoubt.Waf;

/// <summary>Commands for shells of Windows.</summary>
static class WindowsRuleSet
{
    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Aws, "AWSManagedRulesWindowsRuleSet", "windows-os", 200, "Commands for cmd.exe and PowerShell",
    [
        new("WindowsShellCommands_COOKIE", "WindowsShellCommands_Cookie", Place.Cookies.Has(Detectors.WindowsCommand)),
        new("WindowsShellCommands_HEADER", "WindowsShellCommands_Header", Place.Headers.Has(Detectors.WindowsCommand)) { Since = 2 },
        new("WindowsShellCommands_QUERYARGUMENTS", "WindowsShellCommands_QueryArguments", Place.ArgumentValues.Has(Detectors.WindowsCommand)),
        new("WindowsShellCommands_QUERYSTRING", "WindowsShellCommands_QueryString", Place.Arguments.Has(Detectors.WindowsCommand)) { Since = 2 },
        new("WindowsShellCommands_URIPATH", "WindowsShellCommands_UriPath", Place.Path.Has(Detectors.WindowsCommand)) { Since = 2 },
        new("WindowsShellCommands_BODY", "WindowsShellCommands_Body", Place.Body.Has(Detectors.WindowsCommand)),
        new("PowerShellCommands_COOKIE", "PowerShellCommands_Cookie", Place.Cookies.Has(Detectors.PowerShell)),
        new("PowerShellCommands_QUERYARGUMENTS", "PowerShellCommands_QueryArguments", Place.Arguments.Has(Detectors.PowerShell)),
        new("PowerShellCommands_BODY", "PowerShellCommands_Body", Place.Body.Has(Detectors.PowerShell)),
    ]);
}
