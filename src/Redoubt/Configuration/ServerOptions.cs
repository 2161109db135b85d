using System.Net;

namespace Redoubt.Configuration;

/// <summary>The settings of a server, read and checked once; immutable.</summary>
public sealed record ServerOptions
{
    /// <summary>Full path of the data folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>PostgreSQL connection string; null for SQLite in the data folder. Holds a password: never logged.</summary>
    public string? Database { get; init; }

    public AccountId AccountId { get; init; }

    public Region Region { get; init; }

    /// <summary>Null where the AWS APIs are not served.</summary>
    public IPEndPoint? AwsListen { get; init; }

    public IPEndPoint? GatewayListen { get; init; }

    public IPEndPoint? GatewayTlsListen { get; init; }

    /// <summary>Null for the sample shop.</summary>
    public Uri? Origin { get; init; }

    public string? OriginCa { get; init; }

    public IReadOnlyList<string> HostSuffixes { get; init; } = ["localhost"];

    public CertificateFiles? AwsCertificate { get; init; }

    public CertificateFiles? GatewayCertificate { get; init; }

    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Bytes of a body that rules look at, 8 KiB to 16 MiB.</summary>
    public int InspectedBody { get; init; } = 1024 * 1024;

    /// <summary>Bytes that held bodies may take together.</summary>
    public long InspectionMemory { get; init; } = 64 * 1024 * 1024;

    /// <summary>Lists of networks with their countries or autonomous systems.</summary>
    public IReadOnlyList<string> NetworkData { get; init; } = [];

    /// <summary>See <see cref="Gateway.GatewayOptions.ChallengeWork"/>.</summary>
    public int ChallengeWork { get; init; } = 12;

    /// <summary>Folder of lists of networks; null for <c>lists</c> in the data folder.</summary>
    public string? NetworkLists { get; init; }

    public bool JsonLogs { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Does not show the connection string.</summary>
    public override string ToString() => $"data folder {DataFolder}, account {AccountId}, region {Region}";
}

/// <summary>A certificate chain and its private key as PEM files.</summary>
public sealed record CertificateFiles(string Certificate, string Key);
