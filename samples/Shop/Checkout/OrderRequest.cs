namespace Shop;

/// <summary>What a visitor enters to order. It holds a card number, so it is never kept and does not print itself.</summary>
sealed class OrderRequest
{
    public required string Email { get; init; }
    public required Address Address { get; init; }
    public required string CardNumber { get; init; }
    public required string CardExpiry { get; init; }
    public required string CardCode { get; init; }

    /// <summary>Empty if there is none.</summary>
    public string GiftCard { get; init; } = "";

    public Dictionary<string, string> Check(GiftCards giftCards, DateTimeOffset today, out Card? card)
    {
        var errors = Address.Check();
        if (!Shop.Email.IsPlausible(Email)) errors["email"] = "Enter an email address, such as name@example.com.";
        if (GiftCard.Length > 0 && giftCards.BalanceOf(GiftCard) is null) errors["gift-card"] = "We do not know this gift card.";
        card = Card.Read(CardNumber, CardExpiry, CardCode, today, out var cardErrors);
        foreach (var (name, message) in cardErrors) errors[name] = message;
        return errors;
    }
}
