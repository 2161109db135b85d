using System.CommandLine;

namespace Redoubt.Commands;

/// <summary>What an operator asks about web ACLs.</summary>
static class WafCommand
{
    public static Command Create()
    {
        var command = new Command("waf", "See why a rule acted on a request, and try a web ACL on recorded traffic before it blocks.");
        command.Subcommands.Add(WafExplainCommand.Create());
        command.Subcommands.Add(WafReplayCommand.Create());
        return command;
    }
}
