using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Redoubt.Storage;

namespace Redoubt.Services.Kms.Crypto;

/// <summary>
/// The one 256-bit secret that everything at rest depends on. Every domain's key is derived from it by HKDF-SHA256
/// (RFC 5869) with the domain's name, so that one domain's key tells nothing of another's.
/// </summary>
sealed class RootKey : IDisposable
{
    const int Size = 32;
    readonly byte[] key;

    RootKey(byte[] key, string protection)
    {
        this.key = key;
        Protection = protection;
    }

    /// <summary>How well the host protects the root, in one sentence for start-up and health report.</summary>
    public string Protection { get; }

    /// <summary>Reads the root from a file that only its owner may read, or makes it on the first start.</summary>
    /// <param name="path">The key file: 64 hexadecimal digits and a line feed.</param>
    /// <param name="mayCreate">False once data exists that another root protects: a lost file must not be replaced silently.</param>
    /// <exception cref="StorageException">The file is lost, open to others, or not a root key.</exception>
    public static RootKey FromFile(string path, bool mayCreate)
    {
        var protection = $"key file {path} (weakest: whoever copies the disk has the key)";
        if (!File.Exists(path))
        {
            if (!mayCreate) throw new StorageException($"the root key file {path} is missing, and the data beside it was encrypted under it; restore it from your backup");
            return new RootKey(Create(path), protection);
        }
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersMay) != 0)
            throw new StorageException($"the root key file {path} can be read by others; run: chmod 600 {path}");
        return new RootKey(Read(path), protection);
    }

    /// <summary>The key of a domain, such as <c>iam/access-keys</c>; 32 bytes, to be zeroed by the caller.</summary>
    public byte[] Domain(string domain) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Size, info: Encoding.UTF8.GetBytes("redoubt/1/" + domain));

    public void Dispose() => CryptographicOperations.ZeroMemory(key);

    const UnixFileMode OthersMay =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    static byte[] Create(string path)
    {
        var key = RandomNumberGenerator.GetBytes(Size);
        Disk.Write(path, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key) + "\n"), overwrite: false);
        return key;
    }

    static byte[] Read(string path)
    {
        Span<byte> key = stackalloc byte[Size];
        var text = File.ReadAllText(path).AsSpan().Trim();
        if (text.Length != Size * 2 || Convert.FromHexString(text, key, out _, out _) != OperationStatus.Done)
            throw new StorageException($"{path} is not a root key: {Size * 2} hexadecimal digits were expected; restore it from your backup");
        return key.ToArray();
    }
}
