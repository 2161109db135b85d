using System.Security.Cryptography.X509Certificates;

namespace Redoubt.Tests.Aws.Pipeline;

/// <summary>HTTP and HTTPS on the one port of the AWS endpoint.</summary>
public sealed class TlsTests
{
    const string OverTlsOnly = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": "kms:*", "Resource": "*" },
            { "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "Bool": { "aws:SecureTransport": "false" } } }
          ]
        }
        """;

    [Fact]
    public async Task A_policy_can_demand_tls_and_the_authoritys_certificate_is_enough_to_meet_it()
    {
        await using var server = await Server.Start();
        using var plain = await server.User("alice", OverTlsOnly);
        var key = await server.Root.Query("iam", "CreateAccessKey", ("UserName", "alice"));
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(server.DataFolder, "ca.pem"));
        using var secure = new ApiClient(server.Running.AwsTlsAddress!, key.Text("AccessKeyId"), key.Text("SecretAccessKey"), null, Trusting(authority));

        var refused = await plain.SendJson("kms", "ListKeys");
        var allowed = await secure.SendJson("kms", "ListKeys");
        var record = await server.AuditOf(allowed.RequestId);

        Assert.Equal(server.Address.Port, server.Running.AwsTlsAddress!.Port);
        Assert.Equal("AccessDeniedException", refused.Code);
        Assert.Contains("with an explicit deny in an identity-based policy", refused.Message);
        Assert.Equal(200, allowed.Status);
        Assert.StartsWith("TLSv1.", (string)record!["tlsDetails"]!["tlsVersion"]!);
        Assert.Null((await server.AuditOf(refused.RequestId))!["tlsDetails"]);
    }

    internal static SocketsHttpHandler Trusting(X509Certificate2 authority) => new()
    {
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck },
        },
    };
}
