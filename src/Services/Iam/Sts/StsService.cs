using Redoubt.Aws;

namespace Redoubt.Services.Sts;

/// <summary>STS: who a caller is.</summary>
sealed class StsService : AwsService
{
    public StsService() : base(StsShapes.Service)
    {
        // Needs no permission, as in AWS, and no policy can deny it.
        Add(GetCallerIdentity, (GetCallerIdentityRequest r) => Arn.Any, readOnly: true);
    }

    static ValueTask<GetCallerIdentityResponse> GetCallerIdentity(GetCallerIdentityRequest request, Call call) => new(new GetCallerIdentityResponse
    {
        UserId = call.Principal.Id,
        Account = call.Principal.Account.ToString(),
        Arn = call.Principal.Arn.ToString(),
    });
}
