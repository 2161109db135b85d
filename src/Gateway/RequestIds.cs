using System.Security.Cryptography;

namespace Redoubt.Gateway;

/// <summary>
/// Names requests in the load balancer's form, <c>1-TIME-ID</c>: seconds since 1970 in 8 hexadecimal digits, then 24 digits that no
/// other request of any node has (8 random bytes per process, then a counter).
/// </summary>
sealed class RequestIds(TimeProvider time)
{
    readonly ulong process = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
    uint last = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));

    public string Next()
    {
        var seconds = (uint)time.GetUtcNow().ToUnixTimeSeconds();
        return string.Create(35, (seconds, process, Interlocked.Increment(ref last)), static (text, parts) =>
        {
            text[0] = '1';
            text[1] = text[10] = '-';
            parts.seconds.TryFormat(text[2..], out _, "x8");
            parts.process.TryFormat(text[11..], out _, "x16");
            parts.Item3.TryFormat(text[27..], out _, "x8");
        });
    }
}
