namespace Shop;

/// <summary>What clients of the API send. Absent members are null and are found by the same checks as empty fields.</summary>
sealed record CartChange(string? ProductId, int Quantity = 1);

sealed record ReviewEntry(string? ProductId, string? Author, int? Stars, string? Text);

/// <summary>Not a record: it holds a card number and must not print itself.</summary>
sealed class OrderEntry
{
    public string? Email { get; init; }
    public string? Name { get; init; }
    public string? Street { get; init; }
    public string? City { get; init; }
    public string? Postcode { get; init; }
    public string? CardNumber { get; init; }
    public string? CardExpiry { get; init; }
    public string? CardCode { get; init; }
    public string? GiftCard { get; init; }

    public OrderRequest ToRequest() => new()
    {
        Email = Email?.Trim() ?? "",
        Address = new Address(Name?.Trim() ?? "", Street?.Trim() ?? "", City?.Trim() ?? "", Postcode?.Trim() ?? ""),
        CardNumber = CardNumber ?? "",
        CardExpiry = CardExpiry ?? "",
        CardCode = CardCode ?? "",
        GiftCard = GiftCard?.Trim() ?? "",
    };
}
