using System.Globalization;

namespace Redoubt.Fuzz;

/// <summary>The command line: which targets, how long, from which seed; or one recorded input again.</summary>
static class Program
{
    const string Usage = """
        usage: fuzz [--seconds N] [--target NAME] [--seed N] [--findings FOLDER]
               fuzz --target NAME --input FILE
               fuzz --list

        Feeds mutated inputs to every parser and to the whole web ACL engine, and looks for exceptions, broken promises, inputs that
        take too long for their size, and memory that grows.

          --seconds N        how long, all targets together (default 20)
          --target NAME      one target alone; see --list
          --seed N           the same inputs as a run with this seed (default: another each time; printed)
          --findings FOLDER  where inputs that break something are written (default artifacts/fuzz)
          --input FILE       runs one input, such as a finding, and says what happens

        Exits with 0 where nothing was found, 1 where something was, 2 for a wrong command line.
        """;

    static int Main(string[] args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--help" or "-h")
            {
                Console.WriteLine(Usage);
                return 0;
            }
            if (args[i] == "--list")
            {
                foreach (var target in Targets.All) Console.WriteLine($"{target.Name,-22} {target.What}");
                return 0;
            }
            if (args[i] is not ("--seconds" or "--target" or "--seed" or "--findings" or "--input") || i + 1 == args.Length) return Wrong($"`{args[i]}` is no option, or lacks a value");
            options[args[i]] = args[++i];
        }
        if (!Number(options, "--seconds", 20, out var seconds) || !Number(options, "--seed", Environment.TickCount & int.MaxValue, out var seed)) return Wrong("--seconds and --seed take a number");
        var chosen = options.TryGetValue("--target", out var name) ? Targets.All.Where(target => target.Name == name).ToArray() : [.. Targets.All];
        if (chosen.Length == 0) return Wrong($"there is no target `{name}`; --list shows them");
        var folder = options.GetValueOrDefault("--findings", Path.Combine("artifacts", "fuzz"));
        if (!options.TryGetValue("--input", out var file)) return Run.All(chosen, TimeSpan.FromSeconds(seconds), seed, folder);
        if (chosen.Length != 1 || !File.Exists(file)) return Wrong("--input takes a file, and needs --target");
        return Run.Again(chosen[0], File.ReadAllBytes(file));
    }

    static bool Number(Dictionary<string, string> options, string name, int fallback, out int value)
    {
        value = fallback;
        return !options.TryGetValue(name, out var text) || int.TryParse(text, NumberStyles.None, null, out value) && value > 0;
    }

    static int Wrong(string message)
    {
        Console.Error.WriteLine(message);
        Console.Error.WriteLine(Usage);
        return 2;
    }
}
