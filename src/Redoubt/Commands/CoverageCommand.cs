using System.CommandLine;

namespace Redoubt.Commands;

/// <summary>Prints how much of each AWS service is implemented; it needs no running server.</summary>
static class CoverageCommand
{
    public static Command Create()
    {
        var service = new Argument<string?>("service") { Arity = ArgumentArity.ZeroOrOne, Description = "Show the operations that are missing of this service, such as kms." };
        var command = new Command("coverage", "Show how many operations of each AWS service are implemented; the others answer 501.") { service };
        command.SetAction((parsed, _) => Failure.Guard(() => Task.FromResult(Print(parsed.GetValue(service)))));
        return command;
    }

    static int Print(string? service)
    {
        var rows = Coverage.All;
        if (service is not null) return PrintMissing(service);
        Console.WriteLine("service             implemented  modelled");
        foreach (var row in rows) Console.WriteLine($"{row.Service,-20}{row.Implemented,11}{row.Modelled,10}");
        Console.WriteLine($"{"all",-20}{rows.Sum(row => row.Implemented),11}{rows.Sum(row => row.Modelled),10}");
        return 0;
    }

    static int PrintMissing(string service)
    {
        if (Coverage.All.FirstOrDefault(row => row.Service == service) is not { } found)
            throw new Configuration.SettingsException([$"`{service}` is not one of {string.Join(", ", Coverage.All.Select(row => row.Service))}"]);
        Console.WriteLine($"{found.Service}: {found.Implemented} of {found.Modelled} operations; missing:");
        foreach (var name in found.Missing) Console.WriteLine($"  {name}");
        return 0;
    }
}
