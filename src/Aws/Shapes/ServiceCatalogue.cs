using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Redoubt.Aws.Shapes;

/// <summary>
/// Every operation of every service in scope, implemented or not: finds which one a request means, so that
/// what is modelled but missing is told apart from what does not exist.
/// </summary>
public sealed class ServiceCatalogue
{
    static readonly Lazy<ServiceCatalogue> Loaded = new(() => new(Embedded()));

    readonly FrozenDictionary<string, CatalogueService> byTarget, byModel;
    readonly FrozenDictionary<string, CatalogueService[]> bySigningName;
    readonly FrozenDictionary<(string Action, string Version), CatalogueService[]> byAction;

    /// <param name="lines">The catalogue's text; see <c>tools/shapes/CatalogueWriter.cs</c>.</param>
    internal ServiceCatalogue(IEnumerable<string> lines)
    {
        var services = new List<CatalogueService>();
        foreach (var line in lines)
        {
            if (line.StartsWith('#')) ModelVersion = line[2..].Split(';')[0];
            else if (line.StartsWith('\t')) services[^1].Add(CatalogueOperation.Parse(services[^1], line[1..].Split('\t')));
            else if (line.Length > 0) services.Add(CatalogueService.Parse(line.Split('\t')));
        }
        Services = services;
        foreach (var service in services) service.Seal();
        byModel = services.ToFrozenDictionary(service => service.Model);
        byTarget = services.Where(service => service.TargetPrefix is not null).ToFrozenDictionary(service => service.TargetPrefix!);
        bySigningName = services.GroupBy(service => service.SigningName).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        byAction = services.Where(service => service.Protocols.Contains(ProtocolKind.Query))
            .SelectMany(service => service.Operations)
            .GroupBy(operation => (operation.Name, operation.Service.ApiVersion), operation => operation.Service)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The catalogue this build was made with.</summary>
    public static ServiceCatalogue Instance => Loaded.Value;

    /// <summary>Which models it was made from, such as <c>botocore 1.43.11</c>.</summary>
    public string ModelVersion { get; } = "";

    public IReadOnlyList<CatalogueService> Services { get; }

    /// <summary>The service of this model name, such as <c>elbv2</c>, or null.</summary>
    public CatalogueService? ByModel(string model) => byModel.GetValueOrDefault(model);

    /// <summary>The service that an X-Amz-Target's part before the last dot names, or null.</summary>
    public CatalogueService? ByTargetPrefix(string prefix) => byTarget.GetValueOrDefault(prefix);

    /// <summary>The services that a credential scope may mean; empty for an unknown one.</summary>
    public IReadOnlyList<CatalogueService> BySigningName(string name) => bySigningName.GetValueOrDefault(name, []);

    /// <summary>The service of a query protocol's action, or null; the signing name decides where several have such an action.</summary>
    /// <param name="signingName">Null for an anonymous call.</param>
    public CatalogueService? ByAction(string action, string version, string? signingName)
    {
        var candidates = byAction.GetValueOrDefault((action, version), []);
        if (signingName is null) return candidates is [var only] ? only : null;
        return Array.Find(candidates, service => service.SigningName == signingName);
    }

    static IEnumerable<string> Embedded()
    {
        using var reader = new StreamReader(typeof(ServiceCatalogue).Assembly.GetManifestResourceStream("Catalogue.g.txt")!);
        while (reader.ReadLine() is { } line) yield return line;
    }
}

/// <summary>A service in the catalogue; the properties mean what they do in <see cref="ServiceShape"/>.</summary>
public sealed class CatalogueService
{
    readonly Dictionary<string, CatalogueOperation> operations = new(StringComparer.Ordinal);
    readonly Dictionary<string, CatalogueOperation[]> routes = new(StringComparer.Ordinal);

    public required string Id { get; init; }

    public required string Model { get; init; }

    public required string SigningName { get; init; }

    public required string EndpointPrefix { get; init; }

    /// <summary>The model's favourite first.</summary>
    public required IReadOnlyList<ProtocolKind> Protocols { get; init; }

    public required string ApiVersion { get; init; }

    public string? TargetPrefix { get; init; }

    public string? GlobalEndpoint { get; init; }

    public IReadOnlyCollection<CatalogueOperation> Operations => operations.Values;

    public CatalogueOperation? Operation(string name) => operations.GetValueOrDefault(name);

    /// <summary>The operation that a REST request means, or null. Path and query are raw.</summary>
    public CatalogueOperation? Route(string method, ReadOnlySpan<char> rawPath, ReadOnlySpan<char> rawQuery, IHeaderDictionary headers)
    {
        if (!routes.TryGetValue(method, out var candidates)) return null;
        foreach (var candidate in candidates)
            if (candidate.Matches(rawPath, rawQuery, headers)) return candidate;
        return null;
    }

    internal static CatalogueService Parse(string[] columns) => new()
    {
        Id = columns[0],
        Model = columns[1],
        SigningName = columns[2],
        EndpointPrefix = columns[3],
        Protocols = Array.ConvertAll(columns[4].Split(','), Enum.Parse<ProtocolKind>),
        ApiVersion = columns[5],
        TargetPrefix = columns.ElementAtOrDefault(6) is { Length: > 0 } target ? target : null,
        GlobalEndpoint = columns.ElementAtOrDefault(7),
    };

    internal void Add(CatalogueOperation operation) => operations.Add(operation.Name, operation);

    internal void Seal()
    {
        foreach (var group in operations.Values.Where(operation => operation.Uri is not null).GroupBy(operation => operation.Method))
            routes[group.Key] = [.. group.OrderByDescending(operation => operation.Precision)];
    }
}

/// <summary>An operation in the catalogue.</summary>
public sealed class CatalogueOperation
{
    public required CatalogueService Service { get; init; }

    public required string Name { get; init; }

    public bool IsAnonymous { get; init; }

    public string Method { get; init; } = "POST";

    /// <summary>Null outside the REST protocols.</summary>
    public UriTemplate? Uri { get; init; }

    /// <summary>Headers and query parameters that tell the operation from others with the same method and URI.</summary>
    public IReadOnlyList<string> NeededHeaders { get; init; } = [];

    /// <inheritdoc cref="NeededHeaders"/>
    public IReadOnlyList<string> NeededQuery { get; init; } = [];

    internal int Precision => Uri!.Precision + NeededHeaders.Count + NeededQuery.Count;

    /// <summary>Labels a path can have at most.</summary>
    public const int MaxLabels = 8;

    internal bool Matches(ReadOnlySpan<char> rawPath, ReadOnlySpan<char> rawQuery, IHeaderDictionary headers)
    {
        Span<Range> labels = stackalloc Range[MaxLabels];
        if (!Uri!.TryMatchPath(rawPath, labels) || !Uri.MatchesQuery(rawQuery)) return false;
        foreach (var header in NeededHeaders)
            if (!headers.ContainsKey(header)) return false;
        foreach (var parameter in NeededQuery)
            if (!UriTemplate.Has(rawQuery, parameter, null)) return false;
        return true;
    }

    internal static CatalogueOperation Parse(CatalogueService service, string[] columns)
    {
        var needs = columns.ElementAtOrDefault(3)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new()
        {
            Service = service,
            Name = columns[0].TrimEnd('!'),
            IsAnonymous = columns[0].EndsWith('!'),
            Method = columns.ElementAtOrDefault(1) ?? "POST",
            Uri = columns.Length > 2 ? new(columns[2]) : null,
            NeededQuery = [.. needs.Where(need => need.StartsWith('?')).Select(need => need[1..])],
            NeededHeaders = [.. needs.Where(need => !need.StartsWith('?'))],
        };
    }
}
