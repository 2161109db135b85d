using System.Globalization;
using System.Net;
using System.Text.Json;
using Npgsql;

namespace Redoubt.Configuration;

/// <summary>Reads all settings from flags, environment and file, and reports every mistake at once.</summary>
sealed class SettingsReader
{
    readonly List<string> mistakes = [];
    readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    SettingsReader() { }

    /// <param name="flags">A flag's value by its setting's name, or null.</param>
    /// <param name="environment">A variable's value by its name, or null.</param>
    /// <param name="file">The file named by <c>--config</c>; null for <c>redoubt.json</c> in the data folder, if it is there.</param>
    /// <exception cref="SettingsException">Says every mistake.</exception>
    public static ServerOptions Read(Func<string, string?> flags, Func<string, string?> environment, string? file)
    {
        var reader = new SettingsReader();
        foreach (var setting in Setting.All)
            if ((flags(setting.Name) ?? environment(setting.Variable)) is { } value)
                reader.values[setting.Name] = value;
        reader.ReadFile(file);
        var options = reader.Convert();
        return reader.mistakes.Count == 0 ? options : throw new SettingsException(reader.mistakes);
    }

    void ReadFile(string? file)
    {
        var folder = values.GetValueOrDefault("data-folder") ?? ".redoubt";
        var path = file ?? Path.Combine(folder, "redoubt.json");
        if (file is null && !File.Exists(path)) return;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("an object was expected");
            foreach (var property in json.RootElement.EnumerateObject()) AddFromFile(path, property);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            mistakes.Add($"the settings file `{path}` cannot be read: {e.Message}");
        }
    }

    void AddFromFile(string path, JsonProperty property)
    {
        if (!Setting.All.Any(s => s.Name == property.Name))
        {
            mistakes.Add($"`{property.Name}` in {path} is not a setting");
            return;
        }
        var value = property.Value.ValueKind switch
        {
            JsonValueKind.String => property.Value.GetString(),
            JsonValueKind.Array => string.Join(',', property.Value.EnumerateArray().Select(v => v.ToString())),
            JsonValueKind.Number => property.Value.GetRawText(),
            _ => null,
        };
        if (value is null) mistakes.Add($"`{property.Name}` in {path} is neither text, number nor list");
        else values.TryAdd(property.Name, value);
    }

    ServerOptions Convert() => new()
    {
        DataFolder = Path.GetFullPath(Text("data-folder")!),
        Database = Database(),
        AccountId = Parsed("account-id", (string? t, out AccountId v) => AccountId.TryParse(t, out v), "is not twelve digits"),
        Region = Parsed("region", (string? t, out Region v) => Region.TryParse(t, out v), "is not a region's name (lower-case letters, digits, hyphens)"),
        AwsListen = Address("aws-listen"),
        GatewayListen = Address("gateway-listen"),
        GatewayTlsListen = Address("gateway-tls-listen"),
        Origin = Origin(),
        OriginCa = ExistingFile("origin-ca"),
        HostSuffixes = Words("host-suffixes"),
        AwsCertificate = Certificate("aws-certificate"),
        GatewayCertificate = Certificate("gateway-certificate"),
        TrustedProxies = Networks("trusted-proxies"),
        InspectedBody = (int)Bytes("inspected-body", 8 * 1024, 16 * 1024 * 1024),
        InspectionMemory = Bytes("inspection-memory", 1024 * 1024, 64L * 1024 * 1024 * 1024),
        NetworkData = Words("network-data"),
        ChallengeWork = Parsed("challenge-work", (string? t, out int v) => int.TryParse(t, NumberStyles.None, null, out v) && v is >= 4 and <= 20, "is not a number from 4 to 20"),
        NetworkLists = Text("network-lists"),
        JsonLogs = OneOf("log-format", "text", "json") == "json",
        LogLevel = Parsed("log-level", (string? t, out LogLevel v) => Enum.TryParse(t, ignoreCase: true, out v) && t!.All(char.IsAsciiLetter), "is not a log level"),
    };

    string? Text(string name) =>
        values.TryGetValue(name, out var value) && value.Length > 0 ? value : Setting.All.First(s => s.Name == name).Default;

    delegate bool Parser<T>(string? text, out T value);

    T Parsed<T>(string name, Parser<T> parse, string mistake)
    {
        var text = Text(name);
        if (!parse(text, out var value)) mistakes.Add($"--{name}: `{text}` {mistake}");
        return value;
    }

    IPEndPoint? Address(string name) => Text(name) == "off"
        ? null
        : Parsed(name, (string? t, out IPEndPoint? v) => IPEndPoint.TryParse((t ?? "").Replace("localhost:", "127.0.0.1:", StringComparison.Ordinal), out v) && t!.Contains(':'),
            "is not an address and port, such as 127.0.0.1:8080 or [::1]:8080");

    // In Npgsql's own spelling. What was given is not repeated, since it may hold a password.
    string? Database()
    {
        var text = Text("database");
        if (text is null) return null;
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text);
            if (!string.IsNullOrWhiteSpace(connection.Host)) return connection.ConnectionString;
        }
        catch (ArgumentException)
        {
            // Said below.
        }
        mistakes.Add("--database: this is not a PostgreSQL connection string with a host, such as Host=db;Database=redoubt;Username=redoubt;Password=…");
        return null;
    }

    Uri? Origin()
    {
        var text = Text("origin");
        if (text is null) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { PathAndQuery: "/", UserInfo: "", Fragment: "" }) return uri;
        mistakes.Add($"--origin: `{text}` is not http://host[:port] or https://host[:port] without a path");
        return null;
    }

    string? ExistingFile(string name)
    {
        var path = Text(name);
        if (path is not null && !File.Exists(path)) mistakes.Add($"--{name}: there is no file `{path}`");
        return path;
    }

    CertificateFiles? Certificate(string name)
    {
        var (certificate, key) = (ExistingFile(name), ExistingFile(name + "-key"));
        if (certificate is null != key is null) mistakes.Add($"--{name} and --{name}-key go together");
        return certificate is null || key is null ? null : new(certificate, key);
    }

    string[] Words(string name) =>
        Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    List<IPNetwork> Networks(string name)
    {
        var networks = new List<IPNetwork>();
        foreach (var word in Words(name))
            if (IPNetwork.TryParse(word, out var network)) networks.Add(network);
            else mistakes.Add($"--{name}: `{word}` is not a network such as 10.0.0.0/8");
        return networks;
    }

    long Bytes(string name, long least, long most) =>
        Parsed(name, (string? t, out long v) => long.TryParse(t, NumberStyles.None, null, out v) && v >= least && v <= most, $"is not a number of bytes from {least} to {most}");

    string OneOf(string name, params string[] allowed)
    {
        var text = Text(name)!;
        if (!allowed.Contains(text)) mistakes.Add($"--{name}: `{text}` is not one of {string.Join(", ", allowed)}");
        return text;
    }
}

/// <summary>The settings cannot be used; the message lists every mistake, a line each.</summary>
sealed class SettingsException(IReadOnlyList<string> mistakes) : Exception(string.Join('\n', mistakes));
