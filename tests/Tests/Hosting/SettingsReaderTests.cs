using System.Net;
using Microsoft.Extensions.Logging;
using Redoubt.Configuration;
using Redoubt.Tests.Storage;

namespace Redoubt.Tests.Hosting;

public sealed class SettingsReaderTests : IDisposable
{
    readonly TestFolder folder = new();

    [Fact]
    public void Nothing_set_gives_the_defaults()
    {
        var options = Read();

        Assert.Equal(Path.Combine(Environment.CurrentDirectory, ".redoubt"), options.DataFolder);
        Assert.Equal(("000000000000", "us-east-1"), (options.AccountId.ToString(), options.Region.ToString()));
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:4566"), options.AwsListen);
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:8080"), options.GatewayListen);
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:8443"), options.GatewayTlsListen);
        Assert.Null(options.Origin);
        Assert.Equal((false, LogLevel.Information), (options.JsonLogs, options.LogLevel));
    }

    [Fact]
    public void A_flag_wins_over_the_environment_and_that_over_the_file()
    {
        var file = Settings("""
            {
              // comments and trailing commas are fine
              "region": "from-file", "account-id": "333333333333", "origin": "http://file.example",
              "trusted-proxies": ["10.0.0.0/8", "fd00::/8"],
            }
            """);

        var options = Read(new() { ["region"] = "from-flag" }, new() { ["REDOUBT_REGION"] = "from-env", ["REDOUBT_ACCOUNT_ID"] = "222222222222" }, file);

        Assert.Equal(("from-flag", "222222222222", "http://file.example/"), (options.Region.ToString(), options.AccountId.ToString(), options.Origin!.ToString()));
        Assert.Equal(2, options.TrustedProxies.Count);
    }

    [Fact]
    public void The_file_in_the_data_folder_is_read_unless_another_is_named()
    {
        Settings("""{ "region": "in-folder" }""", "redoubt.json");
        var other = Settings("""{ "region": "named" }""");
        var flags = new Dictionary<string, string> { ["data-folder"] = folder.Path };

        Assert.Equal(("in-folder", "named"), (Read(flags).Region.ToString(), Read(flags, file: other).Region.ToString()));
    }

    [Fact]
    public void Every_mistake_is_reported_at_once()
    {
        var file = Settings("""{ "colour": "blue", "log-format": true }""");

        var mistakes = Assert.Throws<SettingsException>(() => Read(
            new()
            {
                ["account-id"] = "12", ["region"] = "No Where", ["aws-listen"] = "nowhere", ["gateway-listen"] = "127.0.0.1", ["origin"] = "ftp://shop/path",
                ["trusted-proxies"] = "10.0.0.0/8,garden", ["log-level"] = "3", ["origin-ca"] = "/no/such/file", ["aws-certificate"] = file,
            },
            file: file)).Message.Split('\n');

        foreach (var part in (string[])["`colour`", "`log-format`", "--account-id: `12`", "--region: `No Where`", "--aws-listen: `nowhere`", "--gateway-listen: `127.0.0.1`",
            "--origin: `ftp://shop/path`", "--trusted-proxies: `garden`", "--log-level: `3`", "--origin-ca", "--aws-certificate and --aws-certificate-key go together"])
            Assert.Single(mistakes, mistake => mistake.Contains(part, StringComparison.Ordinal));
        Assert.Equal(11, mistakes.Length);
    }

    [Theory]
    [InlineData("debug,error")]
    [InlineData("-1")]
    [InlineData("loud")]
    public void A_log_level_is_one_word(string level) => Assert.Throws<SettingsException>(() => Read(new() { ["log-level"] = level }));

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_file_that_is_no_settings_is_a_mistake(string content) =>
        Assert.Contains("cannot be read", Assert.Throws<SettingsException>(() => Read(file: Settings(content))).Message);

    [Fact]
    public void A_file_that_is_named_must_be_there() => Assert.Throws<SettingsException>(() => Read(file: folder["missing.json"]));

    [Theory]
    [InlineData("https://user:password@shop.example")]
    [InlineData("http://shop.example/path")]
    [InlineData("http://shop.example/?a=b")]
    [InlineData("file:///etc/passwd")]
    [InlineData("shop.example")]
    public void An_origin_is_a_host_and_no_more(string origin) => Assert.Throws<SettingsException>(() => Read(new() { ["origin"] = origin }));

    [Fact]
    public void Listeners_can_be_switched_off_and_localhost_is_an_address()
    {
        var options = Read(new() { ["gateway-listen"] = "off", ["aws-listen"] = "localhost:1234", ["gateway-tls-listen"] = "[::1]:99" });

        Assert.Null(options.GatewayListen);
        Assert.Equal((IPEndPoint.Parse("127.0.0.1:1234"), IPEndPoint.Parse("[::1]:99")), (options.AwsListen, options.GatewayTlsListen));
    }

    [Theory]
    [InlineData("postgres://redoubt:hunter2@db/redoubt")]
    [InlineData("postgres://redoubt:hunter2@db/redoubt?Host=db")]
    [InlineData("hunter2")]
    [InlineData("Hots=db;Password=hunter2")]
    [InlineData("Database=redoubt;Password=hunter2")]
    [InlineData("Host=;Password=hunter2")]
    [InlineData("Host=db;Port=hunter2")]
    public void A_database_is_a_connection_string_with_a_host_and_is_not_repeated_when_it_is_none(string database)
    {
        var mistake = Assert.Throws<SettingsException>(() => Read(new() { ["database"] = database })).Message;

        Assert.Contains("Host=db;Database=redoubt", mistake);
        Assert.DoesNotContain("hunter2", mistake);
    }

    [Theory]
    [InlineData("Server=db;Database=redoubt")]
    [InlineData("host = db; Database = redoubt")]
    public void A_connection_string_may_be_spelt_in_every_way_the_driver_reads(string database)
    {
        var storage = new Redoubt.Storage.StorageOptions { Connection = Read(new() { ["database"] = database }).Database! };

        Assert.True(storage.IsPostgres);
        Assert.Equal("Host=db;Database=redoubt", storage.Connection);
    }

    [Fact]
    public void What_is_inspected_of_a_body_can_be_set_within_bounds()
    {
        var options = Read(new() { ["inspected-body"] = "65536", ["inspection-memory"] = "134217728" });

        Assert.Equal((65536, 134217728L), (options.InspectedBody, options.InspectionMemory));
        foreach (var wrong in new[] { "0", "-1", "1 MB", "16777217" })
            Assert.Contains("from 8192 to 16777216", Assert.Throws<SettingsException>(() => Read(new() { ["inspected-body"] = wrong })).Message);
    }

    [Fact]
    public void The_database_password_is_in_no_text_of_the_options() =>
        Assert.DoesNotContain("hunter2", Read(new() { ["database"] = "Host=db;Password=hunter2" }).ToString());

    [Fact]
    public void A_misspelt_variable_is_named_with_the_nearest_setting_and_others_are_left_alone()
    {
        var warnings = StrayVariables.Warnings(
            ["PATH", "REDOUBT_ORIGN", "REDOUBT_LISTEN_AWS", "REDOUBT_ORIGIN", "REDOUBT_CONFIG", "REDOUBT_DATA", "REDOUBT_ACCEPT", "REDOUBT_DATABSE"]).ToArray();

        Assert.Equal(3, warnings.Length);
        Assert.Equal("warning: REDOUBT_DATABSE is not a setting and does nothing; the nearest is REDOUBT_DATABASE", warnings[0]);
        Assert.Contains("REDOUBT_LISTEN_AWS is not a setting", warnings[1]);
        Assert.Equal("warning: REDOUBT_ORIGN is not a setting and does nothing; the nearest is REDOUBT_ORIGIN", warnings[2]);
    }

    public void Dispose() => folder.Dispose();

    string Settings(string json, string name = "settings.json")
    {
        File.WriteAllText(folder[name], json);
        return folder[name];
    }

    static ServerOptions Read(Dictionary<string, string>? flags = null, Dictionary<string, string>? environment = null, string? file = null) =>
        SettingsReader.Read(name => flags?.GetValueOrDefault(name), name => environment?.GetValueOrDefault(name), file);
}
