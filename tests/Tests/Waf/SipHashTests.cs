using System.Buffers.Binary;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class SipHashTests
{
    // Key 00 to 0f over 00, 01, 02 …: the authors' vectors, as OpenSSL's SIPHASH gives them too.
    [Theory]
    [InlineData(0, "A3817F04BA25A8E66DF67214C7550293")]
    [InlineData(1, "DA87C1D86B99AF44347659119B22FC45")]
    [InlineData(7, "A1F1EBBED8DBC153C0B84AA61FF08239")]
    [InlineData(8, "3B62A9BA6258F5610F83E264F31497B4")]
    [InlineData(9, "264499060AD9BAABC47F8B02BB6D71ED")]
    [InlineData(15, "5493E99933B0A8117E08EC0F97CFC3D9")]
    [InlineData(16, "6EE2A4CA67B054BBFD3315BF85230577")]
    [InlineData(33, "77C6077146F01C32B6B69D5F4EA9FFCF")]
    public void Hashes_as_its_authors_do(int length, string expected)
    {
        var hash = new SipHash(UInt128.Parse("0f0e0d0c0b0a09080706050403020100", System.Globalization.NumberStyles.HexNumber));

        for (var i = 0; i < length; i++) hash.Add((byte)i);

        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, hash.End());
        Assert.Equal(expected, Convert.ToHexString(bytes));
    }
}
