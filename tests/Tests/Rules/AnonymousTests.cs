using System.Text.Json;
using Redoubt.Aws.Shapes;

namespace Redoubt.Tests.Rules;

/// <summary>Who may be called without a signature is what AWS's models say, and nothing else.</summary>
public sealed class AnonymousTests
{
    [Fact]
    public void The_anonymous_operations_are_the_models_own()
    {
        var models = Path.Combine(SharedData.Unpack("identity/models-identity.tar.xz"), "models");
        var checkedServices = 0;

        foreach (var service in ServiceCatalogue.Instance.Services)
        {
            if (!Directory.Exists(Path.Combine(models, service.Model))) continue;
            var file = Directory.GetFiles(Path.Combine(models, service.Model), "service-2.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
            using var model = JsonDocument.Parse(File.ReadAllBytes(file));
            // The newer model may have operations that ours has not.
            var modelled = Anonymous(model.RootElement).Where(name => service.Operation(name) is not null);
            Assert.Equal(modelled.Order(StringComparer.Ordinal), service.Operations.Where(o => o.IsAnonymous).Select(o => o.Name).Order(StringComparer.Ordinal));
            checkedServices++;
        }

        Assert.True(checkedServices >= 5, $"only {checkedServices} services have a model to compare with");
    }

    [Fact]
    public void An_operation_that_a_model_opens_is_found()
    {
        using var model = JsonDocument.Parse("""{ "operations": { "Open": { "authtype": "none" }, "New": { "auth": ["smithy.api#noAuth"] }, "Closed": { "auth": ["aws.auth#sigv4"] }, "Plain": {} } }""");

        Assert.Equal(["Open", "New"], Anonymous(model.RootElement));
    }

    static List<string> Anonymous(JsonElement model) =>
    [
        .. model.GetProperty("operations").EnumerateObject().Where(operation =>
            (operation.Value.TryGetProperty("authtype", out var type) && type.GetString() == "none")
            || (operation.Value.TryGetProperty("auth", out var auth) && auth.EnumerateArray().Any(scheme => scheme.GetString() == "smithy.api#noAuth")))
            .Select(operation => operation.Name),
    ];
}
