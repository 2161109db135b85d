using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Redoubt.Gateway;

/// <summary>
/// What a TLS client's greeting tells about the program that sent it, made once per connection. Both are shared by all who use the
/// same library with the same settings, and can be imitated.
/// </summary>
/// <param name="Ja3">MD5 of version, ciphers, extensions, groups and point formats in the order sent; 32 hexadecimal digits.</param>
/// <param name="Ja4">FoxIO's JA4 for TLS over TCP: readable part, hash of the sorted ciphers, hash of the sorted extensions; 36 characters.</param>
public sealed record TlsFingerprint(string Ja3, string Ja4)
{
    const int ServerName = 0;
    const int Alpn = 16;
    const string Nothing = "000000000000";

    internal static TlsFingerprint Of(ClientHello hello) => new(MakeJa3(hello), MakeJa4(hello));

    static string MakeJa3(ClientHello hello)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{hello.Version},{Decimal(hello.Ciphers)},{Decimal(hello.Extensions)},{Decimal(hello.Groups)},{Decimal(hello.PointFormats)}");
#pragma warning disable CA5351 // JA3 is made of it, and protects nothing.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes(text)));
#pragma warning restore CA5351
    }

    static string MakeJa4(ClientHello hello)
    {
        var version = hello.Versions.Count > 0 ? hello.Versions.Max() : hello.Version;
        var name = hello.Extensions.Contains(ServerName) ? 'd' : 'i';
        var (ciphers, extensions) = (Math.Min(hello.Ciphers.Count, 99), Math.Min(hello.Extensions.Count, 99));
        return string.Create(CultureInfo.InvariantCulture,
            $"t{VersionText(version)}{name}{ciphers:D2}{extensions:D2}{Ends(hello.FirstProtocol)}_{Hash(Hex(hello.Ciphers.Order()))}_{Hash(ExtensionText(hello))}");
    }

    static string VersionText(int version) => version switch
    {
        0x0304 => "13",
        0x0303 => "12",
        0x0302 => "11",
        0x0301 => "10",
        0x0300 => "s3",
        0x0002 => "s2",
        _ => "00",
    };

    // The first and the last character, or digit of the hexadecimal form where one of the two is no letter or digit.
    static string Ends(byte[] protocol)
    {
        if (protocol is not [var first, ..]) return "00";
        var last = protocol[^1];
        if (char.IsAsciiLetterOrDigit((char)first) && char.IsAsciiLetterOrDigit((char)last)) return $"{(char)first}{(char)last}";
        var digits = Convert.ToHexStringLower(protocol);
        return $"{digits[0]}{digits[^1]}";
    }

    static string ExtensionText(ClientHello hello)
    {
        var extensions = Hex(hello.Extensions.Where(type => type is not (ServerName or Alpn)).Order());
        return extensions.Length == 0 || hello.SignatureAlgorithms.Count == 0 ? extensions : $"{extensions}_{Hex(hello.SignatureAlgorithms)}";
    }

    static string Hash(string text) => text.Length == 0 ? Nothing : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)).AsSpan(0, 6));

    static string Decimal(List<int> numbers) => string.Join('-', numbers);

    static string Hex(IEnumerable<int> numbers) => string.Join(',', numbers.Select(static number => number.ToString("x4", CultureInfo.InvariantCulture)));
}
