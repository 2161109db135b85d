using System.CommandLine;
using Redoubt.Commands;

var root = new RootCommand("Redoubt: the security layer of an online shop, self-hosted. It stands in front of the shop and speaks AWS's own APIs.");
foreach (var option in Settings.Options) root.Options.Add(option);
root.Subcommands.Add(ServeCommand.Create());
root.Subcommands.Add(EnvCommand.Create());
root.Subcommands.Add(StatusCommand.Create());
root.Subcommands.Add(ExplainCommand.Create());
root.Subcommands.Add(CoverageCommand.Create());
root.SetAction(ServeCommand.Run);

return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
