namespace Shop;

/// <summary>Turns a cart into an order: checks what was entered, takes the stock, charges, and undoes it all if one part fails.</summary>
sealed partial class Checkout(Stock stock, GiftCards giftCards, Orders orders, TimeProvider time, ILogger<Checkout> log)
{
    /// <param name="errors">What to correct, by field; the key is empty for what no field can mend.</param>
    /// <returns>Null if nothing was ordered; the cart is then as it was.</returns>
    public Order? Place(Session session, OrderRequest request, out Dictionary<string, string> errors)
    {
        errors = request.Check(giftCards, time.GetUtcNow(), out var card);
        if (card is null || errors.Count > 0) return null;

        var lines = session.Cart.TakeAll();
        if (lines.Length == 0)
        {
            errors[""] = "Your cart is empty.";
            return null;
        }
        if (stock.Take(lines) is { } missing)
        {
            session.Cart.PutBack(lines);
            errors[""] = $"There are only {stock.Of(missing.Id)} of {missing.Name} left. Please change your cart.";
            return null;
        }

        var subtotal = Cart.Subtotal(lines);
        var total = subtotal + Cart.Delivery(subtotal);
        var fromGiftCard = request.GiftCard.Length > 0 ? giftCards.Redeem(request.GiftCard, total) ?? Money.Zero : Money.Zero;
        if (Payments.Charge(card, total - fromGiftCard) is { } declined)
        {
            if (fromGiftCard > Money.Zero) giftCards.PutBack(request.GiftCard, fromGiftCard);
            stock.PutBack(lines);
            session.Cart.PutBack(lines);
            errors["card-number"] = declined;
            return null;
        }

        var order = orders.Add(number => new Order(number, time.GetUtcNow(), session.Customer, request.Email, request.Address, lines, total, fromGiftCard, card.Label));
        session.Remember(order);
        LogPlaced(order.Number, lines.Sum(line => line.Quantity), total);
        return order;
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "order {Number}: {Items} items, {Total}")]
    partial void LogPlaced(int number, int items, Money total);
}
