using Redoubt.Aws;

namespace Redoubt;

/// <summary>How much of each service's API is implemented. The rest answers 501.</summary>
/// <param name="Service">The model's name, such as <c>wafv2</c>.</param>
/// <param name="Missing">The operations that nobody implements, in order.</param>
sealed record Coverage(string Service, int Implemented, int Modelled, IReadOnlyList<string> Missing)
{
    public static IEnumerable<Coverage> Of(Router router) => router.Services
        .Where(service => service.Known is not null)
        .Select(service => new Coverage(
            service.Shape.Model,
            service.Operations.Count,
            service.Known!.Operations.Count,
            [.. service.Known.Operations.Select(operation => operation.Name).Where(name => service.Operation(name) is null).Order(StringComparer.Ordinal)]));
}
