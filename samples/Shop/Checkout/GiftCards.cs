namespace Shop;

/// <summary>Gift cards and what is left on them.</summary>
sealed class GiftCards
{
    public const int MaxCodeLength = 32;

    readonly Lock gate = new();
    readonly Dictionary<string, Money> balances = new(StringComparer.OrdinalIgnoreCase)
    {
        ["TC-7K2M-9QXW-4HRD"] = new(5000),
        ["TC-3PNV-8ZLC-6TYA"] = new(2500),
        ["TC-W5FJ-2BGS-9MKE"] = new(10000),
        ["TC-H8DQ-4XRU-1VNP"] = new(1240),
        ["TC-6CYT-7LAE-3JWB"] = new(0),
    };

    /// <summary>Null if there is no such card.</summary>
    public Money? BalanceOf(string code)
    {
        lock (gate) return balances.TryGetValue(code, out var balance) ? balance : null;
    }

    /// <summary>Takes up to <paramref name="amount"/> from the card and returns what it gave; null if there is no such card.</summary>
    public Money? Redeem(string code, Money amount)
    {
        lock (gate)
        {
            if (!balances.TryGetValue(code, out var balance)) return null;
            var given = Money.Min(balance, amount);
            balances[code] = balance - given;
            return given;
        }
    }

    public void PutBack(string code, Money amount)
    {
        lock (gate) balances[code] += amount;
    }
}
