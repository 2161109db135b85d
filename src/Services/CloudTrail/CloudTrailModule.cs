using Microsoft.Extensions.DependencyInjection;
using Redoubt.Aws;
using Redoubt.Aws.Shapes;

namespace Redoubt.Services.CloudTrail;

/// <summary>CloudTrail.</summary>
public static class CloudTrailModule
{
    /// <summary>The models, with the operations that are implemented.</summary>
    public static IReadOnlyList<ServiceShape> Models { get; } = [CloudTrailShapes.Service];

    public static IServiceCollection AddCloudTrail(this IServiceCollection services) => services.AddSingleton<AwsService, CloudTrailService>();
}
