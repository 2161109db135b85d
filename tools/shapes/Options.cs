namespace Redoubt.Tools.Shapes;

/// <summary>The command line.</summary>
sealed record Options(bool Check, string? Models, IReadOnlyList<(string Prefix, string Operation)> Operations)
{
    /// <summary>The options, or null after saying what is wrong.</summary>
    public static Options? Parse(string[] args)
    {
        var check = false;
        string? models = null;
        var operations = new List<(string, string)>();
        for (var i = 0; i < args.Length; i++)
            switch (args[i])
            {
                case "--check":
                    check = true;
                    break;
                case "--models" when i + 1 < args.Length:
                    models = args[++i];
                    break;
                case "--operations" when i + 1 < args.Length:
                    foreach (var pair in args[++i].Split(',', StringSplitOptions.RemoveEmptyEntries))
                    {
                        var service = Array.Find(ScopedService.All, service => service.Model == pair.Split(':')[0]);
                        if (service is null || pair.Split(':') is not [_, var operation]) return Usage($"`{pair}` is not service:Operation");
                        operations.Add((service.Prefix, operation));
                    }
                    break;
                default:
                    return Usage($"`{args[i]}` is not understood");
            }
        return new(check, models, operations);
    }

    static Options? Usage(string problem)
    {
        Console.Error.WriteLine($"{problem}\nusage: shapes [--check] [--models DIR] [--operations service:Operation,…]");
        return null;
    }
}
