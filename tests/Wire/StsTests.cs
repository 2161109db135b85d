using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Redoubt.Tests.Storage;

namespace Redoubt.Wire;

public sealed class StsTests(PostgresServer postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Callers_are_told_who_they_are_and_strangers_nothing(bool onPostgres)
    {
        await using var server = await WireServer.Start(onPostgres ? postgres.CreateDatabase() : null);
        using var root = new AmazonSecurityTokenServiceClient(server.Root, server.Configure(new AmazonSecurityTokenServiceConfig()));
        using var stranger = new AmazonSecurityTokenServiceClient(new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"), server.Configure(new AmazonSecurityTokenServiceConfig()));

        var identity = await root.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct);
        var refused = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => stranger.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct));

        Assert.Equal(("arn:aws:iam::000000000000:root", "000000000000"), (identity.Arn, identity.Account));
        Assert.Equal(("InvalidClientTokenId", System.Net.HttpStatusCode.Forbidden), (refused.ErrorCode, refused.StatusCode));
    }
}
