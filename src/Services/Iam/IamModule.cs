using Microsoft.Extensions.DependencyInjection;
using Redoubt.Aws;
using Redoubt.Aws.Shapes;
using Redoubt.Services.Iam.AccessKeys;
using Redoubt.Services.Iam.ManagedPolicies;
using Redoubt.Services.Iam.Users;
using Redoubt.Services.Sts;
using Redoubt.Storage;

namespace Redoubt.Services.Iam;

/// <summary>IAM and STS: who may call, and what.</summary>
public static class IamModule
{
    /// <summary>The models, with the operations that are implemented.</summary>
    public static IReadOnlyList<ServiceShape> Models { get; } = [IamShapes.Service, StsShapes.Service];

    /// <summary>IAM's tables.</summary>
    public static Schema Schema { get; } = new("iam",
    [
        Migration.Collection(UserRecord.Collection),
        Migration.Collection(AccessKeyRecord.Collection),
        Migration.Collection(PolicyRecord.Collection),
        Migration.Collection(AttachmentRecord.Collection),
        Migration.Collection(RootCredentials.Collection),
    ]);

    public static IServiceCollection AddIam(this IServiceCollection services) => services
        .AddSingleton<UserStore>()
        .AddSingleton<ICredentials, IamCredentials>()
        .AddSingleton<IAuthorizer, IamAuthorizer>()
        .AddSingleton<RootCredentials>()
        .AddSingleton<AwsService, IamService>()
        .AddSingleton<AwsService, StsService>();
}
