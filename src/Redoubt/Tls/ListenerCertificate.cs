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
    /// <exception cref="StorageException">The operator's files are not a certificate and its key.</exception>
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
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(own.Certificate);
            return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(own.Certificate, own.Key), chain, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new StorageException($"{own.Certificate} and {own.Key} are not a certificate and its private key in PEM: {e.Message}", e);
        }
    }
}
