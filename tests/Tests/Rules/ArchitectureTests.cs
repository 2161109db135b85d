using System.Reflection;
using Redoubt.Services.CloudTrail;
using Redoubt.Services.Iam;
using Redoubt.Services.Iam.AccessKeys;
using Redoubt.Services.Kms;
using Redoubt.Services.WafV2;

namespace Redoubt.Tests.Rules;

/// <summary>The arrows between assemblies, and what a service shows of itself.</summary>
public sealed class ArchitectureTests
{
    // Who may see whom; the host sees everything.
    static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Redoubt.Core"] = [],
        ["Redoubt.Waf"] = [],
        ["Redoubt.Aws"] = ["Redoubt.Core"],
        ["Redoubt.Storage"] = ["Redoubt.Core"],
        ["Redoubt.Gateway"] = ["Redoubt.Core", "Redoubt.Waf"],
        ["Redoubt.Services.CloudTrail"] = ["Redoubt.Core", "Redoubt.Aws", "Redoubt.Storage"],
        ["Redoubt.Services.Iam"] = ["Redoubt.Core", "Redoubt.Aws", "Redoubt.Storage"],
        ["Redoubt.Services.Kms"] = ["Redoubt.Core", "Redoubt.Aws", "Redoubt.Storage"],
        ["Redoubt.Services.WafV2"] = ["Redoubt.Core", "Redoubt.Aws", "Redoubt.Storage", "Redoubt.Waf"],
    };

    // Services show their module; what else the host needs of them stands here.
    static readonly Type[] Shown =
        [typeof(CloudTrailModule), typeof(IamModule), typeof(RootCredentials), typeof(RootAccessKey), typeof(KmsModule), typeof(OpenedKeyring), typeof(WafV2Module), typeof(DefaultWebAcl)];

    static IEnumerable<Assembly> Product => Directory.GetFiles(AppContext.BaseDirectory, "Redoubt.*.dll")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(name => name != "Redoubt.Tests")
        .Select(Assembly.Load);

    [Fact]
    public void Assemblies_see_only_whom_the_arrows_allow()
    {
        var all = Product.ToList();

        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), all.Select(assembly => assembly.GetName().Name!).Order(StringComparer.Ordinal));
        Assert.Empty(all.SelectMany(assembly => Wrong(assembly.GetName().Name!, assembly.GetReferencedAssemblies().Select(seen => seen.Name!))));
    }

    [Fact]
    public void A_service_that_sees_another_is_noticed() =>
        Assert.Equal(["Redoubt.Services.Kms must not see Redoubt.Services.Iam"], Wrong("Redoubt.Services.Kms", ["Redoubt.Core", "Redoubt.Services.Iam", "System.Runtime"]));

    [Fact]
    public void Core_and_the_engine_use_no_package() =>
        Assert.All(
            Product.Where(assembly => assembly.GetName().Name is "Redoubt.Core" or "Redoubt.Waf").SelectMany(assembly => assembly.GetReferencedAssemblies()),
            seen => Assert.StartsWith("System.", seen.Name));

    [Fact]
    public void A_service_shows_its_module_alone() =>
        Assert.Empty(Product.Where(assembly => assembly.GetName().Name!.StartsWith("Redoubt.Services.", StringComparison.Ordinal))
            .SelectMany(assembly => assembly.GetExportedTypes()).Except(Shown));

    [Fact]
    public void Classes_are_sealed_unless_something_derives_from_them()
    {
        var types = Product.SelectMany(assembly => assembly.GetTypes()).ToList();

        Assert.Empty(Open(types));
        Assert.Equal([typeof(NeedlesslyOpen)], Open([typeof(NeedlesslyOpen), typeof(ArchitectureTests)]));
    }

    [Fact]
    public void Times_are_instants_with_an_offset()
    {
        var types = Product.SelectMany(assembly => assembly.GetTypes()).ToList();

        Assert.Empty(Clockless(types));
        Assert.Equal(["NeedlesslyOpen.Made"], Clockless([typeof(NeedlesslyOpen)]));
    }

    static IEnumerable<string> Wrong(string assembly, IEnumerable<string> seen) => seen
        .Where(name => name.StartsWith("Redoubt", StringComparison.Ordinal) && !Arrows[assembly].Contains(name))
        .Select(name => $"{assembly} must not see {name}");

    static IEnumerable<Type> Open(List<Type> types) => types.Where(type =>
        type is { IsClass: true, IsSealed: false, IsAbstract: false } && type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
        && !type.IsNested && !types.Exists(other => other.BaseType == type || (other.BaseType?.IsGenericType is true && other.BaseType.GetGenericTypeDefinition() == type)));

    static IEnumerable<string> Clockless(List<Type> types) => types
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(property => property.PropertyType == typeof(DateTime) || property.PropertyType == typeof(DateTime?))
        .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");
}

/// <summary>Breaks two rules, to prove that they can fail.</summary>
class NeedlesslyOpen
{
    public DateTime Made { get; init; }
}
