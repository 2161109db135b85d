using System.Text;
using System.Text.Json;

namespace Redoubt.Tools.Shapes;

/// <summary>
/// Writes the catalogue: one line of tab-separated facts per service, then one per operation, indented. Operations that
/// share method and URI carry the headers and query parameters that tell them apart, in the last column; a deprecated
/// one that nothing tells apart from its successor has no route, so that the successor gets its requests.
/// </summary>
static class CatalogueWriter
{
    public static string FirstLine(ModelFolder models) => $"# {models.Version}; written by tools/shapes, do not edit";

    public static string Write(ModelFolder models, IEnumerable<Model> services)
    {
        var text = new StringBuilder(FirstLine(models)).Append('\n');
        foreach (var model in services)
        {
            Line(text, model.Id, model.Service.Model, model.SigningName, model.Text("endpointPrefix")!, string.Join(',', model.Protocols.Select(Protocol)),
                model.Text("apiVersion")!, model.Text("targetPrefix") ?? "", model.Text("globalEndpoint") ?? "");
            var twins = model.Operations.GroupBy(Route).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
            var taken = model.Operations.Where(operation => !Model.Flag(operation.Value, "deprecated")).Select(operation => Route(operation) + Needs(model, operation.Value)).ToHashSet();
            foreach (var operation in model.Operations)
            {
                var isReplaced = Model.Flag(operation.Value, "deprecated") && taken.Contains(Route(operation) + Needs(model, operation.Value));
                var http = operation.Value.GetProperty("http");
                var anonymous = Model.Text(operation.Value, "authtype") == "none" ? "!" : "";
                var needs = IsRest(model) && twins.Contains(Route(operation)) ? Needs(model, operation.Value) : "";
                if (IsRest(model) && !isReplaced) Line(text, "", operation.Name + anonymous, Model.Text(http, "method")!, Model.Text(http, "requestUri")!, needs);
                else Line(text, "", operation.Name + anonymous);
            }
        }
        return text.ToString();
    }

    static bool IsRest(Model model) => model.Protocols[0].StartsWith("rest", StringComparison.Ordinal);

    static string Protocol(string protocol) => protocol switch
    {
        "json" => "Json",
        "query" => "Query",
        "rest-json" => "RestJson",
        "rest-xml" => "RestXml",
        "ec2" => "Ec2",
        "smithy-rpc-v2-cbor" => "RpcV2Cbor",
        _ => throw new InvalidOperationException($"protocol `{protocol}` has no name here"),
    };

    // Method and URI with the labels' names left out.
    static string Route(JsonProperty operation)
    {
        var http = operation.Value.GetProperty("http");
        var segments = Model.Text(http, "requestUri")!.Split('/').Select(segment => segment.StartsWith('{') ? segment.EndsWith("+}", StringComparison.Ordinal) ? "{+}" : "{}" : segment);
        return $"{Model.Text(http, "method")} {string.Join('/', segments)}";
    }

    static string Needs(Model model, JsonElement operation)
    {
        if (!operation.TryGetProperty("input", out var input)) return "";
        var shape = model.Shape(Model.Text(input, "shape")!);
        var needs = new List<string>();
        foreach (var name in Model.Strings(shape, "required"))
        {
            var member = shape.GetProperty("members").GetProperty(name);
            var wire = Model.Text(member, "locationName") ?? name;
            if (Model.Text(member, "location") == "querystring") needs.Add("?" + wire);
            if (Model.Text(member, "location") == "header") needs.Add(wire.ToLowerInvariant());
        }
        return string.Join(' ', needs.Order(StringComparer.Ordinal));
    }

    static void Line(StringBuilder text, params ReadOnlySpan<string> columns) => text.Append(string.Join('\t', columns!).TrimEnd('\t')).Append('\n');
}
