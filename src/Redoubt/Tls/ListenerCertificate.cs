using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Redoubt.Configuration;

namespace Redoubt.Tls;

/// <summary>The certificate a listener shows: the operator's own, or one of the local authority's.</summary>
static class ListenerCertificate
{
    /// <param name="own">The operator's files; null takes one from the local authority.</param>
    /// <param name="name">The name of the local authority's files, such as <c>aws</c>.</param>
    /// <param name="listen">Where it is shown; its address becomes one of the names.</param>
    /// <param name="hosts">DNS names that clients use.</param>
    /// <exception cref="SettingsException">The operator's files are not a certificate and its key.</exception>
    /// <exception cref="StorageException">The local authority's are not.</exception>
    public static SslStreamCertificateContext Open(
        CertificateFiles? own, DataFolder folder, string name, IPEndPoint listen, IEnumerable<string> hosts, TimeProvider clock)
    {
        if (own is null)
        {
            var isAny = listen.Address.Equals(IPAddress.Any) || listen.Address.Equals(IPAddress.IPv6Any);
            var authority = LocalAuthority.Open(folder, clock);
            return SslStreamCertificateContext.Create(
                authority.Issue(name, [.. hosts, "127.0.0.1", "::1", .. isAny ? [] : (string[])[listen.Address.ToString()]]), null, offline: true);
        }
        var flag = $"--{name}-certificate";
        var chain = Chain(own.Certificate, flag);
        return SslStreamCertificateContext.Create(WithKey(own, flag), chain, offline: true);
    }

    static X509Certificate2Collection Chain(string path, string flag)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(Read(path, flag));
        }
        catch (CryptographicException)
        {
            throw new SettingsException([$"{flag}: a certificate in `{path}` is damaged"]);
        }
        return chain.Count > 0 ? chain : throw new SettingsException([$"{flag}: `{path}` holds no certificate in PEM"]);
    }

    // Why the files do not go together is said of the key: the chain has been read before.
    static X509Certificate2 WithKey(CertificateFiles own, string flag)
    {
        flag += "-key";
        var key = Read(own.Key, flag);
        if (key.Contains("ENCRYPTED", StringComparison.Ordinal))
            throw new SettingsException([$"{flag}: the key in `{own.Key}` is encrypted; write it without a passphrase, for its owner only: openssl pkey -in … -out …"]);
        try
        {
            return X509Certificate2.CreateFromPem(File.ReadAllText(own.Certificate), key);
        }
        catch (ArgumentException)
        {
            throw new SettingsException([$"{flag}: the key in `{own.Key}` is not that of the first certificate in `{own.Certificate}`"]);
        }
        catch (CryptographicException)
        {
            throw new SettingsException([$"{flag}: `{own.Key}` holds no private key in PEM of the first certificate's kind in `{own.Certificate}`"]);
        }
    }

    static string Read(string path, string flag)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"{flag}: `{path}` cannot be read: {e.Message}"]);
        }
    }
}
