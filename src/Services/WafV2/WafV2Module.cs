using Microsoft.Extensions.DependencyInjection;
using Redoubt.Aws.Shapes;
using Redoubt.Storage;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2;

public static class WafV2Module
{
    public static Schema Schema { get; } = new("wafv2", []);
    public static IReadOnlyList<ServiceShape> Models { get; } = [];
    public static IServiceCollection AddWafV2(this IServiceCollection services) => services.AddSingleton<IWebAcls, None>();
    sealed class None : IWebAcls { public WebAcl? For(string resourceArn) => null; }
}
public static class DefaultWebAcl { public static Task Create(Func<string, object, ValueTask<object>> call, Arn site) { GC.KeepAlive((call, site)); return Task.CompletedTask; } }
