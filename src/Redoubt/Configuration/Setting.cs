namespace Redoubt.Configuration;

/// <summary>
/// One thing an operator can set: by flag (<c>--origin</c>), environment (<c>REDOUBT_ORIGIN</c>) or file (<c>"origin"</c>), in this order.
/// </summary>
/// <param name="Name">The flag's name without hyphens in front.</param>
/// <param name="Value">What the value is, for help, such as <c>URL</c>.</param>
/// <param name="Default">The value when nobody sets one, as text; null for none.</param>
/// <param name="Description">One sentence for help.</param>
sealed record Setting(string Name, string Value, string? Default, string Description)
{
    public string Flag => "--" + Name;

    public string Variable => "REDOUBT_" + Name.Replace('-', '_').ToUpperInvariant();

    /// <summary>Every setting, in the order help shows them.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        new("data-folder", "FOLDER", ".redoubt", "Where keys, credentials and, by default, all state are kept; made with access for its owner only."),
        new("database", "CONNECTION", null, "PostgreSQL connection string; without it state is in SQLite in the data folder."),
        new("account-id", "DIGITS", "000000000000", "The account that owns everything here: twelve digits."),
        new("region", "NAME", "us-east-1", "The home region."),
        new("aws-listen", "ADDRESS:PORT", "127.0.0.1:4566", "Where the AWS APIs are served, HTTP and HTTPS on one port; `off` to serve none."),
        new("gateway-listen", "ADDRESS:PORT", "127.0.0.1:8080", "Where shoppers come in over HTTP; `off` for none."),
        new("gateway-tls-listen", "ADDRESS:PORT", "127.0.0.1:8443", "Where shoppers come in over HTTPS; `off` for none."),
        new("origin", "URL", null, "The shop to protect; without it the sample shop is started and protected."),
        new("origin-ca", "FILE", null, "PEM file of the certificate authorities that an https origin is checked against instead of the system's."),
        new("host-suffixes", "NAMES", "localhost", "Names under which the AWS endpoint is reached, comma separated, for host prefixes such as `bucket.`."),
        new("aws-certificate", "FILE", null, "PEM certificate chain for the AWS endpoint instead of one from the local authority; with aws-certificate-key."),
        new("aws-certificate-key", "FILE", null, "PEM private key of aws-certificate."),
        new("gateway-certificate", "FILE", null, "PEM certificate chain for the gateway instead of one from the local authority; with gateway-certificate-key."),
        new("gateway-certificate-key", "FILE", null, "PEM private key of gateway-certificate."),
        new("trusted-proxies", "NETWORKS", null, "CIDR networks, comma separated, whose X-Forwarded-For is believed."),
        new("inspected-body", "BYTES", "1048576", "How much of a body rules look at before anything of it is forwarded: 8192 to 16777216."),
        new("inspection-memory", "BYTES", "67108864", "Memory in which bodies are held until they have been inspected, all together: 1048576 or more."),
        new("network-data", "FILES", null, "Lists of networks with their countries or autonomous systems, comma separated, for rules about them; read again when they change."),
        new("challenge-work", "4-20", "12", "What a browser computes for a challenge or CAPTCHA: 16 x 2^N hashes on average; one more doubles it."),
        new("network-lists", "FOLDER", null, "Where the lists of networks are that managed rules look into; without it `lists` in the data folder."),
        new("log-format", "FORMAT", "text", "How logs are written to standard error: `text` or `json`."),
        new("log-level", "LEVEL", "information", "The least severe level logged: trace, debug, information, warning, error or critical."),
    ];
}
