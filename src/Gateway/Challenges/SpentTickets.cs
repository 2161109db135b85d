using System.Runtime.InteropServices;

namespace Redoubt.Gateway.Challenges;

/// <summary>
/// How often each ticket was used. Only tickets whose work is done get here. Memory is bounded: under a flood of solved tickets the
/// oldest are forgotten, and what can then be answered again earns the token it has earned before (<see cref="TokenId"/>). Thread-safe.
/// </summary>
/// <param name="uses">How often one may be used.</param>
sealed class SpentTickets(int uses, TimeProvider clock)
{
    /// <summary>Tickets remembered for certain.</summary>
    public const int Capacity = 50_000;

    readonly Lock gate = new();
    Dictionary<TokenId, int> young = [], old = [];
    long turn;

    /// <summary>How many are remembered.</summary>
    public int Count
    {
        get
        {
            lock (gate) return young.Count + old.Count;
        }
    }

    /// <summary>False where the ticket has no use left.</summary>
    public bool TrySpend(TokenId id)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        lock (gate)
        {
            // What was used in the turn before the last has expired, or there are too many of them.
            if (now - turn >= Tickets.LifeInSeconds || young.Count >= Capacity)
            {
                if (now - turn >= 2 * Tickets.LifeInSeconds) young.Clear();
                (old, young) = (young, old);
                young.Clear();
                turn = now;
            }
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(young, id, out var known);
            if (!known) count = old.GetValueOrDefault(id);
            if (count >= uses) return false;
            count++;
            return true;
        }
    }
}
