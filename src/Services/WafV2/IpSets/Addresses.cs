using System.Net;
using System.Net.Sockets;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.IpSets;

/// <summary>What AWS takes as the addresses of an IP set.</summary>
static class Addresses
{
    const int Max = 10_000;

    /// <exception cref="AwsError">Too many, or one is no block of the set's version: no prefix, one of 0, or bits set behind it.</exception>
    public static void Require(IReadOnlyList<string> blocks, string version)
    {
        if (blocks.Count > Max) throw TooMany($"an IP set has at most {Max} addresses");
        var family = version == IPAddressVersion.Ipv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        foreach (var block in blocks)
            if (!IsBlock(block, family)) throw BadFormat(Fields.IpAddress, block);
        var problems = new List<Waf.Problem>();
        if (Waf.IpSet.Compile(blocks, problems) is null) throw BadFormat(Fields.IpAddress, problems[0].Message);
    }

    // The platform's parser clears the bits behind the prefix; AWS refuses them.
    static bool IsBlock(string block, AddressFamily family) =>
        IPNetwork.TryParse(block, out var network) && network.BaseAddress.AddressFamily == family && network.PrefixLength > 0
        && IPAddress.TryParse(block.AsSpan(0, block.IndexOf('/')), out var address) && address.Equals(network.BaseAddress);
}
