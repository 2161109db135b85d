using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Redoubt.Tls;

/// <summary>
/// A certificate authority of this installation's own, made on the first start and kept in the data folder, so that HTTPS works
/// before anybody brings a real certificate. Clients trust <c>ca.pem</c> (<c>AWS_CA_BUNDLE</c>); its key never leaves the folder.
/// </summary>
sealed class LocalAuthority
{
    static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(3650), LeafLife = TimeSpan.FromDays(397), Renewal = TimeSpan.FromDays(30);

    readonly DataFolder folder;
    readonly TimeProvider clock;
    readonly X509Certificate2 authority;

    LocalAuthority(DataFolder folder, TimeProvider clock, X509Certificate2 authority)
    {
        this.folder = folder;
        this.clock = clock;
        this.authority = authority;
    }

    /// <summary>Opens the folder's authority, or makes one; an expired one is made anew.</summary>
    public static LocalAuthority Open(DataFolder folder, TimeProvider clock)
    {
        var existing = Load(folder, "ca", clock);
        if (existing is not null) return new(folder, clock, existing);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Redoubt local authority {Ids.Alphanumeric(6)}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = clock.GetUtcNow();
        return new(folder, clock, Save(folder, "ca", request.CreateSelfSigned(now.AddHours(-1), now + AuthorityLife), null));
    }

    /// <summary>The certificate for a listener, made or renewed as needed.</summary>
    /// <param name="name">The files' name, such as <c>aws</c>.</param>
    /// <param name="hosts">DNS names and addresses that clients use.</param>
    public X509Certificate2 Issue(string name, IReadOnlyList<string> hosts)
    {
        var existing = Load(folder, name, clock);
        if (existing is not null && IsOurs(existing) && Covers(existing, hosts)) return existing;

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={hosts[0]}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        request.CertificateExtensions.Add(AlternativeNames(hosts));
        var now = clock.GetUtcNow();
        var end = now + LeafLife < authority.NotAfter ? now + LeafLife : authority.NotAfter;
        using var signed = request.Create(authority, now.AddHours(-1), end, RandomNumberGenerator.GetBytes(16));
        return Save(folder, name, signed.CopyWithPrivateKey(key), authority);
    }

    static X509Extension AlternativeNames(IReadOnlyList<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
            if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
            else names.AddDnsName(host);
        return names.Build();
    }

    bool IsOurs(X509Certificate2 leaf)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        return chain.Build(leaf);
    }

    static bool Covers(X509Certificate2 leaf, IReadOnlyList<string> hosts)
    {
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        if (names is null) return false;
        var dns = names.EnumerateDnsNames().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var addresses = names.EnumerateIPAddresses().ToHashSet();
        return hosts.All(h => IPAddress.TryParse(h, out var address) ? addresses.Contains(address) : dns.Contains(h));
    }

    static X509Certificate2? Load(DataFolder folder, string name, TimeProvider clock)
    {
        var (certificate, key) = (folder.File($"{name}.pem"), folder.File($"{name}.key"));
        if (!File.Exists(certificate) || !File.Exists(key)) return null;
        try
        {
            var loaded = X509Certificate2.CreateFromPemFile(certificate, key);
            return loaded.NotAfter > (clock.GetUtcNow() + Renewal).LocalDateTime ? loaded : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new StorageException($"{certificate} and {key} are not a certificate and its key; delete both to have them made anew", e);
        }
    }

    static X509Certificate2 Save(DataFolder folder, string name, X509Certificate2 certificate, X509Certificate2? issuer)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        folder.Write($"{name}.key", key.ExportPkcs8PrivateKeyPem() + "\n");
        folder.Write($"{name}.pem", certificate.ExportCertificatePem() + "\n" + (issuer is null ? "" : issuer.ExportCertificatePem() + "\n"));
        return certificate;
    }
}
