using System.Net;
using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using Redoubt.Configuration;

namespace Redoubt.Wire;

/// <summary>A whole server on a free port, and what the AWS SDK needs to find and trust it.</summary>
sealed class WireServer : IAsyncDisposable
{
    readonly RedoubtServer running;

    WireServer(RedoubtServer running) => this.running = running;

    public AWSCredentials Root => new BasicAWSCredentials(running.Root.AccessKeyId, running.Root.SecretAccessKey);

    /// <param name="database">A PostgreSQL connection string; null for SQLite.</param>
    public static async Task<WireServer> Start(string? database)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"redoubt-wire-{Ids.Alphanumeric(12)}");
        var options = new ServerOptions { DataFolder = folder, Database = database, AwsListen = new IPEndPoint(IPAddress.Loopback, 0), LogLevel = LogLevel.Warning };
        return new(await RedoubtServer.Start(options, TimeProvider.System, null, TestContext.Current.CancellationToken));
    }

    /// <summary>Points a client's configuration at the server.</summary>
    public T Configure<T>(T config, bool overTls = false) where T : ClientConfig
    {
        config.ServiceURL = (overTls ? running.AwsTlsAddress : running.AwsAddress)!.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        if (overTls) config.HttpClientFactory = new Trusting(Path.Combine(running.Options.DataFolder, "ca.pem"));
        return config;
    }

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        Directory.Delete(running.Options.DataFolder, recursive: true);
    }

    sealed class Trusting(string authority) : HttpClientFactory
    {
        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new SocketsHttpHandler
        {
            SslOptions =
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(authority) }, RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        });
    }
}
