using Redoubt.Aws.Shapes;

namespace Redoubt;

/// <summary>How much of each service's API is implemented. The rest answers 501.</summary>
/// <param name="Service">The model's name, such as <c>wafv2</c>.</param>
/// <param name="Missing">The operations that nobody implements, in order.</param>
sealed record Coverage(string Service, int Implemented, int Modelled, IReadOnlyList<string> Missing)
{
    /// <summary>A row for every service of AWS's in scope, in order of name.</summary>
    public static IReadOnlyList<Coverage> All { get; } =
        [.. ServiceCatalogue.Instance.Services.OrderBy(service => service.Model, StringComparer.Ordinal).Select(Of)];

    static Coverage Of(CatalogueService service)
    {
        var implemented = Modules.Models.FirstOrDefault(model => model.Model == service.Model);
        return new(
            service.Model,
            implemented?.Operations.Count ?? 0,
            service.Operations.Count,
            [.. service.Operations.Select(operation => operation.Name).Where(name => implemented?.Operation(name) is null).Order(StringComparer.Ordinal)]);
    }
}
