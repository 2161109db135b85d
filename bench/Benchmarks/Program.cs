using Redoubt.Benchmarks;
using Redoubt.Benchmarks.Kms;

return args switch
{
    ["bare", var port] => await Servers.Bare(int.Parse(port)),
    ["forward", var port, var origin] => await Servers.Forward(int.Parse(port), origin),
    ["kms", .. var rest] => await KmsLoad.Run(rest),
    ["iam"] => await IamDecisions.Run(),
    ["journal", .. var connection] => await JournalAppends.Run(connection is [var postgres] ? postgres : null),
    ["micro"] => await Micro.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("this is run by bench/run; see bench/run --help");
    return 2;
}
