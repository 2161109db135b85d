namespace Shop;

/// <param name="Owner">The customer who was signed in, if any.</param>
/// <param name="PaidWith">The card's brand and last four digits.</param>
sealed record Order(int Number, DateTimeOffset Placed, Customer? Owner, string Email, Address Address, CartLine[] Lines, Money Total,
    Money FromGiftCard, string PaidWith);
