using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Redoubt.Configuration;
using Redoubt.Storage;
using Redoubt.Tests.Storage;

namespace Redoubt.Tests.Hosting;

/// <summary>What a server finds in its data folder, and what it does when that is wrong.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class StartTests
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_kept_in_the_data_folder_is_the_owners_alone()
    {
        await using var server = await Server.Start();

        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(server.DataFolder));
        foreach (var file in (string[])["credentials", "root.key", "ca.key", "aws.key"]) Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(server.DataFolder, file)));
        Assert.Equal(
            ["[default]", $"aws_access_key_id = {server.Root.AccessKeyId}", $"aws_secret_access_key = {server.Running.Root.SecretAccessKey}", "region = us-east-1"],
            File.ReadAllLines(Path.Combine(server.DataFolder, "credentials")));
    }

    [Fact]
    public async Task A_restart_keeps_state_credentials_and_certificates()
    {
        var first = await Server.Start();
        await first.Root.Query("iam", "CreateUser", ("UserName", "alice"));
        var authority = File.ReadAllText(Path.Combine(first.DataFolder, "ca.pem"));
        var blob = await Encrypt(first);
        await first.Stop();
        File.Delete(Path.Combine(first.DataFolder, "credentials"));

        await using var second = await Server.Start(folder: first.DataFolder);
        var decrypted = await second.Root.Json("kms", "Decrypt", new { CiphertextBlob = blob });

        Assert.Equal(first.Root.AccessKeyId, second.Root.AccessKeyId);
        Assert.True(File.Exists(Path.Combine(second.DataFolder, "credentials")));
        Assert.Equal("aGVsbG8=", (string)decrypted["Plaintext"]!);
        Assert.Equal("alice", (await second.Root.Query("iam", "GetUser", ("UserName", "alice"))).Text("UserName"));
        Assert.Equal(authority, File.ReadAllText(Path.Combine(second.DataFolder, "ca.pem")));
        first.Root.Dispose();
    }

    [Fact]
    public async Task A_root_key_that_is_lost_wrong_damaged_or_open_to_others_stops_the_start_and_is_never_replaced()
    {
        using var folder = new TestFolder();
        var server = await Server.Start(folder: folder["data"]);
        await server.Stop();
        server.Root.Dispose();
        var path = Path.Combine(folder["data"], "root.key");
        var right = File.ReadAllText(path);

        File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.OtherRead);
        await Refused("can be read by others");
        File.SetUnixFileMode(path, OwnerOnly);
        File.WriteAllText(path, "nonsense");
        await Refused("is not a root key");
        File.WriteAllText(path, new string('0', 64) + "\n");
        await Refused("is not the root key that this database was encrypted under");
        File.Delete(path);
        await Refused("is missing");
        Assert.False(File.Exists(path));
        File.WriteAllText(path, right);
        File.SetUnixFileMode(path, OwnerOnly);
        await using var again = await Server.Start(folder: folder["data"]);
        Assert.Equal(server.Root.AccessKeyId, again.Root.AccessKeyId);

        async Task Refused(string why)
        {
            var error = await Assert.ThrowsAsync<StorageException>(() => Server.Start(folder: folder["data"]));
            Assert.Contains(why, error.Message);
            Assert.Contains(path, error.Message);
        }
    }

    [Fact]
    public async Task A_database_that_is_gone_or_emptied_or_of_another_account_stops_the_start_and_what_is_left_of_it_is_kept()
    {
        using var folder = new TestFolder();
        var server = await Server.Start(folder: folder["data"]);
        await server.Stop();
        server.Root.Dispose();
        var (rootKey, credentials) = (folder["data/root.key"], folder["data/credentials"]);
        var before = (File.ReadAllText(rootKey), File.ReadAllText(credentials));

        await Refused(options => options with { AccountId = AccountId.Parse("111122223333") });
        foreach (var file in Directory.GetFiles(folder["data"], "redoubt.db*")) File.Delete(file);
        await Refused(options => options);
        // The refused start has left an empty database.
        await Refused(options => options);
        Assert.Equal(before, (File.ReadAllText(rootKey), File.ReadAllText(credentials)));
        File.Delete(rootKey);
        await Refused(options => options);
        Assert.False(File.Exists(rootKey));
        File.Delete(credentials);
        await using var anew = await Server.Start(folder: folder["data"]);
        Assert.NotEqual(server.Root.AccessKeyId, anew.Root.AccessKeyId);

        async Task Refused(Func<ServerOptions, ServerOptions> change)
        {
            var error = await Assert.ThrowsAsync<StorageException>(() => Server.Start(change, folder: folder["data"]));
            Assert.Contains("restore it, or move", error.Message);
        }
    }

    [Fact]
    public async Task A_first_start_that_broke_off_before_the_credentials_were_written_is_taken_up_again()
    {
        using var folder = new TestFolder();
        var data = DataFolder.Open(folder["data"]);
        await using (var database = await Database.Open(new StorageOptions { Connection = data.Path }, Modules.Schemas, TimeProvider.System, NullLogger.Instance, Ct))
            await Redoubt.Services.Kms.KmsModule.OpenKeyring(database, data.File("root.key"), Ct);

        await using var server = await Server.Start(folder: data.Path);

        Assert.Contains(server.Root.AccessKeyId, File.ReadAllText(data.File("credentials")));
    }

    [Fact]
    public async Task A_data_folder_that_others_may_enter_a_damaged_database_and_a_newer_one_stop_the_start()
    {
        using var folder = new TestFolder();
        var open = Directory.CreateDirectory(folder["open"]).FullName;
        File.SetUnixFileMode(open, OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupRead);
        var server = await Server.Start(folder: folder["damaged"]);
        await server.Stop();
        foreach (var file in Directory.GetFiles(folder["damaged"], "*.db*")) File.WriteAllText(file, new string('x', 8192));
        var newer = new Schema("host", [.. FirstStart.Schema.Migrations, Migration.Collection(Widget.All)]);
        DataFolder.Open(folder["newer"]);
        await using (await Database.Open(new StorageOptions { Connection = folder["newer"] }, [newer], TimeProvider.System, NullLogger.Instance, Ct)) { }

        Assert.Contains("chmod 700", (await Assert.ThrowsAsync<StorageException>(() => Server.Start(folder: open))).Message);
        Assert.Contains(folder["damaged"], (await Assert.ThrowsAsync<StorageException>(() => Server.Start(folder: folder["damaged"]))).Message);
        Assert.Contains("newer than this program", (await Assert.ThrowsAsync<StorageException>(() => Server.Start(folder: folder["newer"]))).Message);
        server.Root.Dispose();
    }

    [Fact]
    public async Task A_port_in_use_or_an_address_of_another_machine_stops_the_start()
    {
        await using var server = await Server.Start();
        using var folder = new TestFolder();

        var error = await Assert.ThrowsAsync<IOException>(() =>
            Server.Start(options => options with { AwsListen = new(System.Net.IPAddress.Loopback, server.Address.Port) }, folder: folder["data"]));

        var gateway = await Assert.ThrowsAsync<IOException>(() => Server.Start(
            options => options with { GatewayListen = new(System.Net.IPAddress.Loopback, server.Address.Port), Origin = new Uri("http://127.0.0.1:9") }, folder: folder["data"]));
        var elsewhere = await Assert.ThrowsAsync<IOException>(() =>
            Server.Start(options => options with { AwsListen = System.Net.IPEndPoint.Parse("203.0.113.7:4566") }, folder: folder["data"]));

        Assert.Contains($"{server.Address.Port}", error.Message);
        Assert.Contains("in use", error.Message);
        Assert.Contains($"{server.Address.Port}", gateway.Message);
        Assert.Contains("203.0.113.7:4566", elsewhere.Message);
    }

    [Fact]
    public async Task Certificates_are_renewed_a_month_before_they_end_under_the_same_authority()
    {
        var clock = new FakeClock();
        using var folder = new TestFolder();
        var (authority, leaf) = await Certificates();

        clock.Advance(TimeSpan.FromDays(300));
        var kept = await Certificates();
        clock.Advance(TimeSpan.FromDays(68));
        var renewed = await Certificates();

        Assert.Equal((authority, leaf), kept);
        Assert.Equal(authority, renewed.Authority);
        Assert.NotEqual(leaf, renewed.Leaf);

        async Task<(string Authority, string Leaf)> Certificates()
        {
            var server = await Server.Start(clock: clock, folder: folder["data"]);
            await server.Stop();
            server.Root.Dispose();
            using var ca = X509CertificateLoader.LoadCertificateFromFile(folder["data/ca.pem"]);
            using var aws = X509CertificateLoader.LoadCertificateFromFile(folder["data/aws.pem"]);
            Assert.Equal(ca.Subject, aws.Issuer);
            return (ca.Thumbprint, aws.Thumbprint);
        }
    }

    [Fact]
    public async Task A_certificate_beside_the_wrong_key_stops_the_start()
    {
        using var folder = new TestFolder();
        var server = await Server.Start(folder: folder["data"]);
        await server.Stop();
        server.Root.Dispose();
        File.Copy(folder["data/ca.key"], folder["data/aws.key"], overwrite: true);

        var error = await Assert.ThrowsAsync<StorageException>(() => Server.Start(folder: folder["data"]));

        Assert.Contains("delete both to have them made anew", error.Message);
    }

    [Fact]
    public async Task Certificate_files_that_cannot_be_used_are_mistakes_in_the_settings()
    {
        using var folder = new TestFolder();
        var server = await Server.Start(folder: folder["data"]);
        await server.Stop();
        server.Root.Dispose();
        var (certificate, key) = (folder["data/ca.pem"], folder["data/ca.key"]);
        using (var other = ECDsa.Create())
        {
            File.WriteAllText(folder["other.key"], other.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(folder["locked.key"], other.ExportEncryptedPkcs8PrivateKeyPem("passphrase", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)));
        }
        File.WriteAllText(folder["junk"], "junk");
        File.WriteAllText(folder["damaged.pem"], "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        await Refused(certificate, folder["other.key"], "-key: the key in `{1}` is not that of");
        await Refused(certificate, folder["locked.key"], "-key: the key in `{1}` is encrypted");
        await Refused(certificate, folder["junk"], "-key: `{1}` holds no private key");
        await Refused(folder["junk"], key, ": `{0}` holds no certificate");
        await Refused(folder["damaged.pem"], key, ": a certificate in `{0}` is damaged");
        foreach (var authority in (string[])[folder["junk"], folder["damaged.pem"], key])
            Assert.Equal($"--origin-ca: `{authority}` holds no certificate in PEM that can be read", await Mistake(options => WithGateway(options) with { OriginCa = authority }));

        async Task Refused(string chain, string key, string why)
        {
            var own = new CertificateFiles(chain, key);
            why = string.Format(System.Globalization.CultureInfo.InvariantCulture, why, chain, key);
            Assert.StartsWith("--aws-certificate" + why, await Mistake(options => options with { AwsCertificate = own }));
            Assert.StartsWith("--gateway-certificate" + why, await Mistake(options => WithGateway(options) with { GatewayCertificate = own }));
        }

        async Task<string> Mistake(Func<ServerOptions, ServerOptions> change) =>
            (await Assert.ThrowsAsync<SettingsException>(() => Server.Start(change, folder: folder["data"]))).Message;

        static ServerOptions WithGateway(ServerOptions options) =>
            options with { GatewayTlsListen = new(System.Net.IPAddress.Loopback, 0), Origin = new Uri("https://127.0.0.1:9") };
    }

    [Fact]
    public async Task What_keeps_a_service_from_being_made_is_what_the_start_ends_with()
    {
        using var folder = new TestFolder();

        var error = await Assert.ThrowsAsync<StorageException>(() => Server.Start(
            services: services => services.AddSingleton<IHostedService>(_ => throw new StorageException("the reason")), folder: folder["data"]));

        Assert.Equal("the reason", error.Message);
        await using var again = await Server.Start(folder: folder["data"]);
    }

    [Fact]
    public async Task A_call_that_was_begun_before_the_end_is_answered()
    {
        await using var server = await Server.Start();
        var body = "{}"u8.ToArray();
        var headers = server.Root.SignKms("CreateKey", body);
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, Ct);
        await using var stream = client.GetStream();
        var head = $"POST / HTTP/1.1\r\n{string.Concat(headers.Select(header => $"{header.Key}: {header.Value}\r\n"))}Content-Length: 2\r\nExpect: 100-continue\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Ct);
        var buffer = new byte[4096];
        // The server asks for the body: the call is in its hands.
        await stream.ReadAtLeastAsync(buffer, "HTTP/1.1 100 Continue\r\n\r\n".Length, cancellationToken: Ct);
        var stopping = new TaskCompletionSource();
        server.Running.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        var stopped = server.Stop().AsTask();
        await stopping.Task;
        await stream.WriteAsync(body, Ct);
        var answer = Encoding.ASCII.GetString(buffer, 0, await stream.ReadAtLeastAsync(buffer, 12, cancellationToken: Ct));
        await stopped;

        Assert.StartsWith("HTTP/1.1 200", answer);
    }

    [Fact]
    public async Task Clients_that_connected_and_said_nothing_do_not_hold_up_the_end()
    {
        await using var server = await Server.Start(clock: new FakeClock());
        using var silent = new System.Net.Sockets.TcpClient();
        await silent.ConnectAsync(server.Address.Host, server.Address.Port, Ct);
        // Connections are taken in their order: once a later one is answered, this one is in the server's hands.
        await server.Root.Json("kms", "ListKeys");

        await server.Stop().AsTask().WaitAsync(TimeSpan.FromSeconds(15), Ct);
    }

    static async Task<string> Encrypt(Server server)
    {
        var key = (string)(await server.Root.Json("kms", "CreateKey"))["KeyMetadata"]!["KeyId"]!;
        return (string)(await server.Root.Json("kms", "Encrypt", new { KeyId = key, Plaintext = "aGVsbG8=" }))["CiphertextBlob"]!;
    }
}
