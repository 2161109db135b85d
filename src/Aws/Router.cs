using System.Collections.Frozen;
using Redoubt.Aws.Protocols;
using Redoubt.Aws.Shapes;
using Redoubt.Aws.SigV4;

namespace Redoubt.Aws;

/// <summary>Finds which service and operation a request means, implemented or not.</summary>
public sealed class Router
{
    readonly ServiceCatalogue catalogue;
    readonly FrozenDictionary<string, RoutedService> byTarget, bySigningName, byModel;

    public Router(IEnumerable<AwsService> implemented, ServiceCatalogue catalogue)
    {
        this.catalogue = catalogue;
        var maps = implemented.ToLookup(service => service.Shape.Model);
        var routed = catalogue.Services.Select(known => new RoutedService(known, [.. maps[known.Model]]))
            .Concat(maps.Where(own => catalogue.ByModel(own.Key) is null).Select(own => new RoutedService(null, [.. own])))
            .ToArray();
        Services = routed;
        byModel = routed.ToFrozenDictionary(service => service.Shape.Model);
        byTarget = routed.SelectMany(Targets).ToFrozenDictionary(entry => entry.Prefix, entry => entry.Service);
        bySigningName = routed.DistinctBy(service => service.Shape.SigningName).ToFrozenDictionary(service => service.Shape.SigningName);
    }

    public IReadOnlyList<RoutedService> Services { get; }

    /// <summary>The service that the request's head names, or null; a query request without a signature is known by its body alone.</summary>
    public RoutedService? Service(IncomingRequest request)
    {
        if (request.Headers["X-Amz-Target"] is [{ } target] && target.LastIndexOf('.') is > 0 and var dot)
            return byTarget.GetValueOrDefault(target[..dot]);
        return ScopeHint.SigningName(request) is { } name ? bySigningName.GetValueOrDefault(name) : null;
    }

    /// <summary>The service and the operation's name; the name is null where the request names none that the model has.</summary>
    /// <exception cref="AwsError">Nothing says which service is meant.</exception>
    public (RoutedService Service, string? Operation) Find(IncomingRequest request)
    {
        var service = Service(request) ?? ByAction(request);
        if (service is null) throw ScopeHint.SigningName(request) is { } named ? EndpointErrors.UnknownService(named) : EndpointErrors.NoService();
        var name = service.Protocol switch
        {
            AwsJson => request.Headers["X-Amz-Target"] is [{ } target] ? target[(target.LastIndexOf('.') + 1)..] : null,
            AwsQuery => QueryAction.Read(request) is var (action, version) && version == service.Shape.ApiVersion ? action : null,
            _ => service.Known?.Route(request.Method, request.RawPath, request.RawQuery, request.Headers)?.Name,
        };
        return (service, name is not null && service.Models(name) ? name : null);
    }

    // CloudTrail's model has a prefix with a namespace in front; some SDKs send the last part of it alone.
    static IEnumerable<(string Prefix, RoutedService Service)> Targets(RoutedService service)
    {
        if (service.Shape.TargetPrefix is not { } prefix) yield break;
        yield return (prefix, service);
        if (prefix.LastIndexOf('.') is >= 0 and var dot) yield return (prefix[(dot + 1)..], service);
    }

    RoutedService? ByAction(IncomingRequest request) =>
        QueryAction.Read(request) is ({ } action, { } version) && catalogue.ByAction(action, version, null) is { } service
            ? byModel[service.Model]
            : null;
}

/// <summary>A service as the endpoint knows it: its model, its protocol and how its requests are signed.</summary>
public sealed class RoutedService
{
    readonly FrozenDictionary<string, Operation> operations;

    internal RoutedService(CatalogueService? known, IReadOnlyList<AwsService> maps)
    {
        Known = known;
        Shape = maps.Count > 0 ? maps[0].Shape : Bare(known!);
        operations = maps.SelectMany(map => map.Operations).ToFrozenDictionary(operation => operation.Shape.Name, StringComparer.Ordinal);
        Protocol = Protocol.Of(Shape);
        Signing = new SigningService(Flavour(), Shape.SigningName);
    }

    /// <summary>The service in the catalogue of AWS's models; null for one of our own.</summary>
    public CatalogueService? Known { get; }

    public ServiceShape Shape { get; }

    public Protocol Protocol { get; }

    public SigningService Signing { get; }

    /// <summary>The body must not be read before the request is authenticated, because it may be of any size.</summary>
    public bool StreamsBodies => Signing.Flavour == SignatureFlavour.S3;

    /// <summary>The implemented operations.</summary>
    public IReadOnlyCollection<Operation> Operations => operations.Values;

    /// <summary>The implemented operation of this name, or null.</summary>
    public Operation? Operation(string name) => operations.GetValueOrDefault(name);

    /// <summary>True where the model, or an own service, has an operation of this name.</summary>
    public bool Models(string name) => Known?.Operation(name) is not null || operations.ContainsKey(name);

    /// <summary>The model lets anybody call it.</summary>
    public bool IsAnonymous(string name) => Known?.Operation(name)?.IsAnonymous ?? false;

    SignatureFlavour Flavour() => Shape.Protocol switch
    {
        ProtocolKind.RestXml => SignatureFlavour.S3,
        ProtocolKind.RestJson => SignatureFlavour.RestJson,
        ProtocolKind.Query or ProtocolKind.Ec2 => SignatureFlavour.Query,
        _ => SignatureFlavour.Json,
    };

    static ServiceShape Bare(CatalogueService known) => new(known.Id)
    {
        Model = known.Model,
        SigningName = known.SigningName,
        EndpointPrefix = known.EndpointPrefix,
        TargetPrefix = known.TargetPrefix,
        // rpc-v2-cbor comes with the services that need it; until then their JSON form is answered.
        Protocol = known.Protocols.FirstOrDefault(protocol => protocol is not ProtocolKind.RpcV2Cbor),
        ApiVersion = known.ApiVersion,
        GlobalEndpoint = known.GlobalEndpoint,
    };
}
