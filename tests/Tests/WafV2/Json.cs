using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Redoubt.Aws.Protocols;
using Redoubt.Services.WafV2;

namespace Redoubt.Tests.WafV2;

/// <summary>Requests and answers as clients write and read them.</summary>
static class Json
{
    public static object Input(string operation, string json) =>
        JsonInput.Read(WafV2Shapes.Service.Operation(operation)!.Input, Encoding.UTF8.GetBytes(json));

    public static JsonNode Output(string operation, object output)
    {
        var buffer = new ArrayBufferWriter<byte>();
        JsonOutput.Write(WafV2Shapes.Service.Operation(operation)!.Output, output, buffer);
        return JsonNode.Parse(buffer.WrittenSpan)!;
    }

    /// <summary>A rule around a statement.</summary>
    public static string Rule(string statement, string action = """{"Block":{}}""", string name = "one", int priority = 0, string more = "") => $$$$"""
        {"Name":"{{{{name}}}}","Priority":{{{{priority}}}},"Statement":{{{{statement}}}},"Action":{{{{action}}}}{{{{more}}}},
         "VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":false,"MetricName":"{{{{name}}}}"}}
        """;

    public static IReadOnlyList<Rule> Rules(params string[] rules) =>
        ((CheckCapacityRequest)Input("CheckCapacity", $$$$"""{"Scope":"REGIONAL","Rules":[{{{{string.Join(',', rules)}}}}]}""")).Rules;
}
