using System.Security.Cryptography;

namespace Redoubt.Gateway.Challenges;

/// <summary>
/// The keys that tokens, tickets and puzzles are made under: one a day, derived from the root key, so that every node has the same
/// without asking and a key that leaks is worth little after a few days. Thread-safe.
/// </summary>
sealed class ChallengeKeys(IKeyring keyring, TimeProvider clock)
{
    /// <summary>Bytes of the codes that go over the wire.</summary>
    public const int CodeSize = 16;

    // The oldest key still asked for is the one of the oldest token; tomorrow's is another node's whose clock is ahead.
    const int DaysKept = (int)(ClientTokens.LifeInSeconds / SecondsPerDay) + 1, Slots = 8;
    const uint SecondsPerDay = 86_400;

    readonly Daily?[] keys = new Daily?[Slots];

    /// <summary>A code that only who has the day's key can make.</summary>
    /// <param name="issued">When the thing was made, in seconds since 1970: it chooses the key.</param>
    /// <param name="message">Begins with a byte that no other kind of message begins with.</param>
    /// <returns>False where the time is so far off that nothing of it is accepted.</returns>
    public bool TryCode(uint issued, ReadOnlySpan<byte> message, Span<byte> code)
    {
        var day = issued / SecondsPerDay;
        var today = (uint)(clock.GetUtcNow().ToUnixTimeSeconds() / SecondsPerDay);
        if (day > today + 1 || day + DaysKept < today) return false;
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Key(day), message, hash);
        hash[..code.Length].CopyTo(code);
        return true;
    }

    byte[] Key(uint day)
    {
        ref var slot = ref keys[day % Slots];
        if (Volatile.Read(ref slot) is { } known && known.Day == day) return known.Key;
        var made = new Daily(day, keyring.Derive($"gateway/challenges/{day}"));
        Volatile.Write(ref slot, made);
        return made.Key;
    }

    sealed class Daily(uint day, byte[] key)
    {
        public uint Day => day;

        public byte[] Key => key;
    }
}
