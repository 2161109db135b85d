using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Redoubt.Services.Kms.Crypto;

namespace Redoubt.Tests.Kms;

/// <summary>A ciphertext opens under the key, the material and the encryption context it was made with, and under nothing else.</summary>
public sealed class CiphertextTests
{
    static readonly CiphertextHeader Header = new(
        AccountId.Parse("000000000000"), Region.Parse("us-east-1"), Guid.Parse("0f0e0d0c-0b0a-0908-0706-050403020100"), new string('a', 64));

    static readonly byte[] Material = SHA256.HashData("material"u8);

    static readonly Gen<Dictionary<string, string>> Contexts =
        Gen.Choose(0, 4).SelectMany(count => ArbMap.Default.GeneratorFor<NonNull<string>>().Where(IsText).Two().ListOf(count))
            .Select(pairs => pairs.DistinctBy(pair => pair.Item1.Get).ToDictionary(pair => pair.Item1.Get, pair => pair.Item2.Get));

    [Fact]
    public void What_is_sealed_opens_under_the_same_context() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), Contexts.ToArbitrary(),
        (plaintext, context) =>
        {
            var blob = Header.Seal(Material, plaintext, new(context));
            return CiphertextHeader.TryRead(blob, out var read) && read == Header
                && Header.Open(Material, blob, new(context.Reverse().ToDictionary())).AsSpan().SequenceEqual(plaintext);
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Under_any_other_context_it_does_not_open() => Prop.ForAll(
        Contexts.ToArbitrary(), Contexts.ToArbitrary(),
        (context, other) =>
        {
            var isSame = context.Count == other.Count && context.All(pair => other.TryGetValue(pair.Key, out var value) && value == pair.Value);
            return isSame == Opens(Header.Seal(Material, "hello"u8, new(context)), Material, other);
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Contexts_that_read_the_same_end_to_end_are_not_the_same()
    {
        var blob = Header.Seal(Material, "hello"u8, new(new Dictionary<string, string> { ["ab"] = "c" }));

        Assert.True(Opens(blob, Material, new() { ["ab"] = "c" }));
        Assert.False(Opens(blob, Material, new() { ["a"] = "bc" }));
        Assert.False(Opens(blob, Material, new() { ["abc"] = "" }));
        Assert.False(Opens(blob, Material, []));
        Assert.False(Opens(Header.Seal(Material, "hello"u8, new(null)), Material, new() { [""] = "" }));
    }

    [Fact]
    public void With_any_one_bit_flipped_it_does_not_open()
    {
        var blob = Header.Seal(Material, "hello, world"u8, new(new Dictionary<string, string> { ["order"] = "17" }));

        for (var bit = 0; bit < blob.Length * 8; bit++)
        {
            var flipped = blob.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            // Under another header it is another key's, which a caller could own: even its material is taken to be the same here.
            if (!CiphertextHeader.TryRead(flipped, out var read)) continue;
            Assert.Throws<AuthenticationTagMismatchException>(() => read.Open(Material, flipped, new(new Dictionary<string, string> { ["order"] = "17" })));
        }
    }

    [Fact]
    public void Cut_short_or_made_longer_it_does_not_open()
    {
        var blob = Header.Seal(Material, "hello"u8, new(null));

        for (var length = 0; length < blob.Length; length++)
            Assert.False(CiphertextHeader.TryRead(blob.AsSpan(0, length), out var read) && Opens(blob[..length], Material, [], read), $"{length} bytes opened");
        Assert.False(Opens([.. blob, 0], Material, []));
    }

    [Fact]
    public void Random_bytes_are_no_ciphertext() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), blob => !CiphertextHeader.TryRead(blob, out var read) || !Opens(blob, Material, [], read)).Check(Config.QuickThrowOnFailure);

    [Fact]
    public async Task Another_key_of_the_same_server_does_not_open_it()
    {
        await using var server = await Server.Start();
        var (key, other) = (await Key(server), await Key(server));
        var blob = Convert.FromBase64String((string)(await server.Root.Json("kms", "Encrypt", new { KeyId = key, Plaintext = "aGVsbG8=" }))["CiphertextBlob"]!);
        var renamed = blob.ToArray();
        Guid.Parse(other).TryWriteBytes(renamed.AsSpan(10), bigEndian: true, out _);

        var claimed = await server.Root.SendJson("kms", "Decrypt", new JsonObject { ["CiphertextBlob"] = Convert.ToBase64String(blob), ["KeyId"] = other });
        var forged = await server.Root.SendJson("kms", "Decrypt", new JsonObject { ["CiphertextBlob"] = Convert.ToBase64String(renamed) });
        var elsewhere = await server.Root.SendJson("kms", "Decrypt", new JsonObject { ["CiphertextBlob"] = Convert.ToBase64String(blob) }, "eu-west-1");

        Assert.Equal("IncorrectKeyException", claimed.Code);
        Assert.Equal("InvalidCiphertextException", forged.Code);
        Assert.Equal("InvalidCiphertextException", elsewhere.Code);
    }

    static async Task<string> Key(Server server) => (string)(await server.Root.Json("kms", "CreateKey"))["KeyMetadata"]!["KeyId"]!;

    static bool Opens(byte[] blob, byte[] material, Dictionary<string, string> context, CiphertextHeader? header = null)
    {
        try
        {
            (header ?? Header).Open(material, blob, new(context));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // Half a surrogate pair is no text.
    static bool IsText(NonNull<string> text)
    {
        for (var i = 0; i < text.Get.Length; i++)
        {
            if (!char.IsSurrogate(text.Get[i])) continue;
            if (!char.IsHighSurrogate(text.Get[i]) || i + 1 == text.Get.Length || !char.IsLowSurrogate(text.Get[++i])) return false;
        }
        return true;
    }
}
