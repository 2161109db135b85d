using System.CommandLine;
using System.CommandLine.Invocation;
using Redoubt.Commands;

var root = new RootCommand("Redoubt: the security layer of an online shop, self-hosted. It stands in front of the shop and speaks AWS's own APIs.");
foreach (var option in Settings.Options) root.Options.Add(option);
root.Subcommands.Add(ServeCommand.Create());
root.Subcommands.Add(EnvCommand.Create());
root.Subcommands.Add(StatusCommand.Create());
root.Subcommands.Add(ExplainCommand.Create());
root.Subcommands.Add(WafCommand.Create());
root.Subcommands.Add(CoverageCommand.Create());
root.SetAction(ServeCommand.Run);

var parsed = root.Parse(args);
if (parsed.Action is ParseErrorAction) return Failure.Misuse(parsed);
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
