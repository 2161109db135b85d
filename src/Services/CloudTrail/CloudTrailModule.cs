using Microsoft.Extensions.DependencyInjection;
using Redoubt.Aws;

namespace Redoubt.Services.CloudTrail;

/// <summary>CloudTrail.</summary>
public static class CloudTrailModule
{
    public static IServiceCollection AddCloudTrail(this IServiceCollection services) => services.AddSingleton<AwsService, CloudTrailService>();
}
