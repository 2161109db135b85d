using Redoubt.Tools.Shapes;

// Writes the request and response classes of every implemented operation, and the catalogue of all operations,
// from the API models that the installed AWS client ships.
//
//   dotnet run --project tools/shapes [-- --check] [--models DIR] [--operations kms:Encrypt,sts:GetCallerIdentity]
//
// An operation counts as implemented when a service map says so; see Implemented.cs. --operations adds some ahead of their map.
// --check writes nothing: it ends with 1 if a file differs, and with 0 and a loud line if the installed models are not those
// the files were made from. --models names a folder laid out as botocore's `data`.

var options = Options.Parse(args);
if (options is null) return 2;

var models = ModelFolder.Find(options.Models);
if (models is null)
{
    Console.Error.WriteLine("SKIPPED: no AWS client with API models is installed (python3 with botocore, or --models DIR)");
    return options.Check ? 0 : 1;
}

var root = RepositoryRoot();
var cataloguePath = Path.Combine(root, "src", "Aws", "Shapes", "Catalogue.g.txt");
if (options.Check && File.Exists(cataloguePath) && File.ReadLines(cataloguePath).First() != CatalogueWriter.FirstLine(models))
{
    Console.Error.WriteLine($"SKIPPED: the files were not made from the installed {models.Version}; nothing was compared");
    return 0;
}

var implemented = Implemented.Scan(Path.Combine(root, "src", "Services"));
foreach (var (prefix, operation) in options.Operations) implemented.Add(prefix, operation);

var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
var loaded = ScopedService.All.ToDictionary(service => service.Model, service => models.Load(service));
files[cataloguePath] = CatalogueWriter.Write(models, loaded.Values);
foreach (var service in ScopedService.All)
{
    var operations = implemented.Of(service.Prefix);
    if (operations.Count == 0) continue;
    files[service.FileIn(root)] = new ServiceWriter(service, loaded[service.Model], models).Write(operations);
}

var stale = ScopedService.All.Select(service => service.FileIn(root)).Where(path => !files.ContainsKey(path) && File.Exists(path)).ToList();
return options.Check ? Output.Compare(root, files, stale) : Output.Write(root, files, stale);

static string RepositoryRoot()
{
    var folder = AppContext.BaseDirectory;
    while (!File.Exists(Path.Combine(folder, "Redoubt.slnx")))
        folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tool runs from a checkout");
    return folder;
}
