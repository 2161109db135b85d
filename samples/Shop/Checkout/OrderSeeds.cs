namespace Shop;

/// <summary>Orders placed before the shop started.</summary>
static class OrderSeeds
{
    public static readonly Func<int, Order>[] All =
    [
        By("Hanna Lind", "3 Mill Row", "Leeds", "LS1 4AP", daysEarlier: 9, "Visa ending 1881", ("jade-sencha", 2), ("speckled-tumbler", 2)),
        By("Graham Ashworth", "27 Canal Street", "Manchester", "M1 3HE", daysEarlier: 6, "Mastercard ending 5100", ("moss-teapot", 1)),
        By("Priya Raman", "81 Chapel Road", "Bristol", "BS5 7PQ", daysEarlier: 5, "Visa ending 4242", ("first-flush-darjeeling", 1), ("brass-strainer", 1)),
        By("Rosa Medina", "5 The Green", "Skipton", "BD23 1AA", daysEarlier: 2, "American Express ending 0005", ("slate-teapot", 1), ("porcelain-pair", 2)),
        By("Ewan Sinclair", "112 Leith Walk", "Edinburgh", "EH6 5DT", daysEarlier: 1, "Visa ending 1111", ("bamboo-whisk", 1), ("moon-bowl", 1)),
    ];

    static Func<int, Order> By(string name, string street, string city, string postcode, int daysEarlier, string paidWith,
        params (string Id, int Quantity)[] items)
    {
        CartLine[] lines = [.. items.Select(item => new CartLine(Array.Find(Assortment.Products, product => product.Id == item.Id)!, item.Quantity))];
        var subtotal = Cart.Subtotal(lines);
        var email = $"{name.Replace(' ', '.').ToLowerInvariant()}@example.com";
        var placed = new DateTimeOffset(2026, 4, 20, 11, 30, 0, TimeSpan.Zero).AddDays(-daysEarlier);
        return number => new Order(number, placed, Owner: null, email, new Address(name, street, city, postcode), lines,
            subtotal + Cart.Delivery(subtotal), Money.Zero, paidWith);
    }
}
