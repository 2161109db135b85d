using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redoubt.Gateway;

namespace Redoubt.Tests.Gateway;

/// <summary>A real gateway on two loopback ports, plain and TLS, wired as a host wires it.</summary>
sealed class TestGateway : IAsyncDisposable
{
    public static readonly Arn Arn = Site.DefaultArn(Region.Parse("eu-central-1"), AccountId.Parse("111122223333"));
    public static readonly X509Certificate2 Certificate = SelfSigned();

    static readonly SslStreamCertificateContext Context = SslStreamCertificateContext.Create(Certificate, null, offline: true);

    readonly IHost host;

    TestGateway(IHost host)
    {
        this.host = host;
        var ports = host.Services.GetRequiredService<GatewayServer>().Addresses.Select(address => new Uri(address).Port).ToArray();
        Port = ports[0];
        TlsPort = ports[1];
    }

    public int Port { get; }

    public int TlsPort { get; }

    public SiteDirectory Sites => host.Services.GetRequiredService<SiteDirectory>();

    public long HeldBytes => host.Services.GetRequiredService<DataPlane>().HeldBytes;

    public static Task<TestGateway> InFrontOf(string? origin, Action<GatewayOptions>? configure = null, IInspector? inspector = null, SiteSettings? settings = null,
        ILoggerProvider? log = null) =>
        Start(new SiteTable([new Site(Arn, [], origin is null ? null : OriginAddress.Parse(origin)) { Settings = settings ?? new() }]), configure, inspector, log);

    public static async Task<TestGateway> Start(SiteTable sites, Action<GatewayOptions>? configure = null, IInspector? inspector = null,
        ILoggerProvider? log = null, TimeProvider? clock = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(log is null ? LogLevel.None : LogLevel.Debug);
        if (log is not null) builder.Logging.AddProvider(log);
        if (clock is not null) builder.Services.AddSingleton(clock);
        if (inspector is not null) builder.Services.AddSingleton(inspector);
        builder.Services.AddGateway(configure ?? (_ => { }), sites, kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseGatewayProtocols());
            kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseGatewayTls(_ => Context));
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public Task<Wire> Connect() => Wire.Connect(Port);

    /// <summary>Sends bytes on a connection of their own and returns the one answer; null where there is none.</summary>
    public async Task<Message?> Send(string bytes)
    {
        await using var wire = await Connect();
        await wire.TrySend(bytes);
        return await wire.ReadMessage();
    }

    /// <summary>A client over TLS that speaks HTTP/2 and takes the test's certificate.</summary>
    public HttpMessageInvoker Http2Client() => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => Certificate.Equals(certificate) },
        UseProxy = false,
        AllowAutoRedirect = false,
    });

    public HttpRequestMessage Http2Request(HttpMethod method, string target) => new(method, $"https://127.0.0.1:{TlsPort}{target}")
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        try { await host.StopAsync(now.Token); }
        catch (OperationCanceledException) { }
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
