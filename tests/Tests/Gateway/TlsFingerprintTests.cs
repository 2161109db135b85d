using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Redoubt.Gateway;

namespace Redoubt.Tests.Gateway;

/// <summary>Fingerprints of recorded greetings, of the specifications' own examples, and of live clients.</summary>
public sealed class TlsFingerprintTests
{
    // curl 7.88.1 with OpenSSL 3.0.19 to https://shop.example/.
    const string Curl =
        "FgMBAgABAAH8AwNmpJL0R1u4a6mVMya+CtJV9G7nToGTR4gLLDH4J/hRKiAsuPqt4rMKAvJhSrZv4QhceYcNkng+8QSs7uSaqUL5ywA+EwITAxMBwCzAMACfzKnMqMyqwCvALwCewCTAKABrwCPAJw"
        + "BnwArAFAA5wAnAEwAzAJ0AnAA9ADwANQAvAP8BAAF1AAAAEQAPAAAMc2hvcC5leGFtcGxlAAsABAMAAQIACgAWABQAHQAXAB4AGQAYAQABAQECAQMBBAAQAA4ADAJoMghodHRwLzEuMQAWAAAAFwAA"
        + "ADEAAAANACoAKAQDBQMGAwgHCAgICQgKCAsIBAgFCAYEAQUBBgEDAwMBAwIEAgUCBgIAKwAJCAMEAwMDAgMBAC0AAgEBADMAJgAkAB0AIKCLM/aAKwc7FBMnii9yZs8eT1JNvpjsJvGrPxdgwL0YAB"
        + "UAsQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";

    // openssl s_client 3.0.19 -tls1_2 -noservername with two ciphers.
    const string OpenSsl12 =
        "FgMBAIUBAACBAwMnBufhoK2XM2a64bhSJKtyifUcAJm2ZvtDLbfdHIB93wAABsAvAC8A/wEAAFIACwAEAwABAgAKAAwACgAdABcAHgAZABgAIwAAABYAAAAXAAAADQAqACgEAwUDBgMIBwgICAkICg"
        + "gLCAQIBQgGBAEFAQYBAwMDAQMCBAIFAgYC";

    // Python 3.11 with OpenSSL and ALPN http/1.1.
    const string Python =
        "FgMBAgABAAH8AwNkVnBjxQoozvvImUdoCmEhZsCkRWDItWG5/40V3AQuEiCe4nzh1G1yQ3l+U90OWQvDyqQYAX58QubehVf8KDx0cgAkEwITAxMBwCzAMMArwC/MqcyowCTAKMAjwCcAnwCeAGsAZw"
        + "D/AQABjwAAABEADwAADHNob3AuZXhhbXBsZQALAAQDAAECAAoAFgAUAB0AFwAeABkAGAEAAQEBAgEDAQQAIwAAABAACwAJCGh0dHAvMS4xABYAAAAXAAAADQAqACgEAwUDBgMIBwgICAkICggLCAQI"
        + "BQgGBAEFAQYBAwMDAQMCBAIFAgYCACsABQQDBAMDAC0AAgEBADMAJgAkAB0AILpmTDpQQaxzi7/vOkB4VLg43xSUDsXlRzDQ8KkJ+thxABUA0gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";

    // The lists of the JA4 specification's example, with GREASE values wherever a browser puts them.
    const string Browser =
        "FgMBAPsBAAD3AwMAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgKioTARMCEwPAK8AvwCzAMMypzKjAE8AUAJwAnQAvADUBAA"
        + "COGhoAAAAbAAAAAAARAA8AAAxzaG9wLmV4YW1wbGUAMwAAABAADgAMAmgyCGh0dHAvMS4xRGkAAAAXAAAALQAAAA0AFAASCgoEAwgEBAEFAwgFBQEIBgYBAAUAAAAjAAAAEgAAACsABwY6OgMEAwP/"
        + "AQAAAAsAAgEAAAoACgAISkoAHQAXABgAFQAA+voAAA==";

    public static TheoryData<string, string, string> Recorded() => new()
    {
        { Curl, "0149f47eabf9a20d0893e2a44e5a6323", "t13d3112h2_e8f1e7e78f70_b26ce05bbdd6" },
        { OpenSsl12, "533647637b95e0b3c5a99d21785b9ff0", "t12i030600_78ff622567f0_e7e480e5a997" },
        { Python, "304734bb1c086c3453b387400cf83f11", "t13d1812h1_85036bcba153_d41ae481755e" },
        { Browser, "c000e2caf3a25423f9de6c8a4b12a975", "t13d1516h2_8daaf6152771_e5627efa2ab1" },
    };

    // Computed from the recorded bytes by a script of its own; the last JA4 is the specification's.
    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_recorded_greeting_has_the_fingerprints_that_others_compute(string recorded, string ja3, string ja4)
    {
        var fingerprint = Of(Convert.FromBase64String(recorded));

        Assert.Equal(new TlsFingerprint(ja3, ja4), fingerprint);
    }

    // The two examples of JA3's authors.
    [Theory]
    [InlineData("47-53-5-10-49161-49162-49171-49172-50-56-19-4", true, "ada70206e40642a3e4461f35503241d5")]
    [InlineData("4-5-10-9-100-98-3-6-19-18-99", false, "de350869b8c85de67a350c8d186f11e6")]
    public void JA3_is_as_its_authors_show_it(string ciphers, bool extensions, string expected)
    {
        var hello = Hello(0x0301, [.. ciphers.Split('-').Select(int.Parse)], extensions ? [(0, "0000"), (10, "0006001700180019"), (11, "0100")] : null);

        Assert.Equal(expected, Of(hello)?.Ja3);
    }

    [Theory]
    [InlineData("", "00")]
    [InlineData("68", "hh")]
    [InlineData("6832", "h2")]
    [InlineData("687474702f312e31", "h1")]
    [InlineData("AB", "ab")]
    [InlineData("ABCD", "ad")]
    [InlineData("30AB", "3b")]
    [InlineData("3031ABCD", "3d")]
    [InlineData("30ABCD31", "01")]
    public void JA4_shows_the_ends_of_the_first_protocol(string protocol, string expected)
    {
        var length = protocol.Length / 2;
        var hello = Hello(0x0303, [47], [(16, $"{length + 1:X4}{length:X2}{protocol}")]);

        Assert.Equal($"t12i0101{expected}", Of(hello)?.Ja4[..10]);
    }

    [Fact]
    public void JA4_without_ciphers_and_extensions_has_no_hashes() => Assert.Equal("t10i000000_000000000000_000000000000", Of(Hello(0x0301, [], null))?.Ja4);

    [Fact]
    public void A_greeting_in_several_records_is_the_same()
    {
        var whole = Convert.FromBase64String(Curl);
        byte[] split = [.. Record(whole[5..8]), .. Record(whole[8..100]), .. Record(whole[100..])];

        Assert.Equal(Of(whole), Of(split));
    }

    [Fact]
    public void Every_beginning_of_a_greeting_waits_for_more()
    {
        var whole = Convert.FromBase64String(Browser);

        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.Equal(OperationStatus.NeedMoreData, ClientHello.TryUnwrap(new ReadOnlySequence<byte>(whole[..length]), out _)));
    }

    [Fact]
    public void What_is_no_greeting_has_no_fingerprint_and_nothing_is_thrown()
    {
        var whole = Convert.FromBase64String(Browser);

        Assert.Null(Of(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n")));
        Assert.Null(Of([22, 3, 1, 0xFF, 0xFF, 1, 2, 3]));
        Assert.Null(Of([.. Enumerable.Repeat<byte[]>([22, 3, 1, 0, 1, 1], 100).SelectMany(record => record)]));
        for (var at = 9; at < whole.Length; at++)
            for (var value = 0; value < 256; value += 15)
            {
                var damaged = whole.ToArray();
                damaged[at] = (byte)value;
                if (Of(damaged) is { } fingerprint) Assert.Equal((32, 36), (fingerprint.Ja3.Length, fingerprint.Ja4.Length));
            }
    }

    [Fact]
    public async Task Requests_of_a_TLS_connection_have_its_fingerprint_and_plain_ones_have_none()
    {
        await using var origin = RawOrigin.Answering();
        var inspector = new Recorder();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: inspector);
        using var client = gateway.Http2Client();

        for (var i = 0; i < 2; i++) (await client.SendAsync(gateway.Http2Request(HttpMethod.Get, "/"), TestContext.Current.CancellationToken)).Dispose();
        await gateway.Send("GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");

        var seen = inspector.Seen.Select(one => one.Request.Fingerprint).ToArray();
        Assert.Matches("^t13i[0-9]{4}h2_[0-9a-f]{12}_[0-9a-f]{12}$", seen[0]?.Ja4);
        Assert.Same(seen[0], seen[1]);
        Assert.Null(seen[2]);
    }

    [Fact]
    public async Task A_greeting_that_comes_byte_by_byte_still_becomes_a_connection()
    {
        var inspector = new Recorder();
        await using var gateway = await TestGateway.InFrontOf("http://127.0.0.1:9", inspector: inspector);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, gateway.TlsPort, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(new Dribble(new NetworkStream(socket)));

        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, certificate, _, _) => TestGateway.Certificate.Equals(certificate) },
            TestContext.Current.CancellationToken);
        await tls.WriteAsync("GET / HTTP/1.1\r\nHost: shop\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await tls.ReadExactlyAsync(new byte[12], TestContext.Current.CancellationToken);

        Assert.StartsWith("t13d", Assert.Single(inspector.Seen).Request.Fingerprint?.Ja4, StringComparison.Ordinal);
    }

    static TlsFingerprint? Of(byte[] received) =>
        ClientHello.TryUnwrap(new ReadOnlySequence<byte>(received), out var message) == OperationStatus.Done && ClientHello.Read(message) is { } hello ? TlsFingerprint.Of(hello) : null;

    static byte[] Hello(int version, int[] ciphers, (int Type, string Content)[]? extensions)
    {
        byte[] list = [.. (extensions ?? []).SelectMany(extension => (byte[])[.. Number(extension.Type), .. Vector(Convert.FromHexString(extension.Content))])];
        byte[] message = [.. Number(version), .. new byte[32], 0, .. Vector([.. ciphers.SelectMany(Number)]), 1, 0, .. extensions is null ? [] : Vector(list)];
        return Record([1, 0, .. Vector(message)]);
    }

    static byte[] Record(byte[] fragment) => [22, 3, 1, .. Vector(fragment)];

    static byte[] Vector(byte[] content) => [.. Number(content.Length), .. content];

    static byte[] Number(int number) => [(byte)(number >> 8), (byte)number];

    // Writes its first message byte by byte.
    sealed class Dribble(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++) inner.Write(buffer, offset + i, 1);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            for (var i = 0; i < buffer.Length; i++) await inner.WriteAsync(buffer.Slice(i, 1), cancellationToken);
        }
    }
}
