using Microsoft.Extensions.DependencyInjection;
using Redoubt.Aws;
using Redoubt.Operator;
using Redoubt.Services.WafV2.Trials;

namespace Redoubt.Tests.Rules;

/// <summary>Service maps, generated shapes and coverage say the same.</summary>
public sealed class MapTests
{
    [Fact]
    public async Task Every_operation_with_shapes_has_its_line_in_a_map_and_every_line_its_shapes()
    {
        await using var server = await Server.Start();

        var maps = server.Running.Services.GetServices<AwsService>().ToLookup(map => map.Shape.Model, map => map.Operations.Select(operation => operation.Shape.Name));
        var differences = Modules.Models.Concat([OperatorShapes.Service, TrialShapes.Service])
            .SelectMany(model => Differences(model.Model, model.Operations.Select(operation => operation.Name), maps[model.Model].SelectMany(names => names)));

        Assert.Empty(differences);
    }

    [Fact]
    public async Task Coverage_counts_what_the_maps_have()
    {
        await using var server = await Server.Start();

        var counted = Coverage.All.Where(row => row.Implemented > 0).Select(row => (row.Service, row.Implemented, row.Modelled - row.Missing.Count));
        var mapped = server.Running.Services.GetServices<AwsService>().Where(map => map.Shape != OperatorShapes.Service && map.Shape != TrialShapes.Service)
            .GroupBy(map => map.Shape.Model, map => map.Operations.Count)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Sum(), group.Sum()));

        Assert.Equal(mapped, counted);
    }

    [Fact]
    public void A_line_without_shapes_and_shapes_without_a_line_are_noticed() =>
        Assert.Equal(["kms:B has shapes and no line", "kms:C has a line and no shapes"], Differences("kms", ["A", "B"], ["A", "C"]));

    static IEnumerable<string> Differences(string service, IEnumerable<string> shapes, IEnumerable<string> lines) =>
        shapes.Except(lines).Select(name => $"{service}:{name} has shapes and no line")
            .Concat(lines.Except(shapes).Select(name => $"{service}:{name} has a line and no shapes"));
}
