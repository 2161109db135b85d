namespace Shop;

/// <summary>What customers wrote before the shop started.</summary>
static class ReviewSeeds
{
    public static readonly (string ProductId, Review Review)[] All =
    [
        ("jade-sencha", By("Hanna", 5, "Clear, sweet and not at all bitter. I finally understand what the fuss is about.", 3)),
        ("jade-sencha", By("Tom W.", 4, "Lovely, but mind the temperature. At 70 degrees it sings; at 90 it sulks.", 9)),
        ("first-flush-darjeeling", By("Priya", 5, "Tastes like the garden my grandmother kept. The second steep is even better.", 5)),
        ("first-flush-darjeeling", By("Ewan", 5, "Worth waiting the whole winter for.", 14)),
        ("smoked-souchong", By("Margaret", 4, "Gentle smoke, good body. My husband says it smells of camping, which he means kindly.", 8)),
        ("white-peony", By("Lucía", 5, "Forgot it for ten minutes and it was still delicious.", 2)),
        ("moss-teapot", By("Ines", 5, "It really does not drip. The green is deeper than in the picture, with a rusty edge at the lid.", 4)),
        ("moss-teapot", By("Graham", 5, "Arrived in enough straw to bed a pony. Beautiful pot.", 11)),
        ("side-handle-kyusu", By("Kenji", 4, "Pours well and the strainer is fine enough for deep-steamed leaves. Slightly smaller than I expected.", 6)),
        ("slate-teapot", By("Rosa", 5, "The handle stays cool, the lid stays on, the guests stay late.", 13)),
        ("blossom-pot", By("Amy", 4, "Exactly two cups, as promised. I wish it came in blue as well.", 7)),
        ("moon-bowl", By("Sef", 5, "The glaze looks different every morning.", 1)),
        ("moon-bowl", By("Dorothy", 5, "Bought one, came back for three more.", 10)),
        ("speckled-tumbler", By("Jonas", 5, "Fits the hand perfectly. Survived two small children so far.", 12)),
        ("harbour-mug", By("Niamh", 5, "Three fingers, as advertised. The best mug I own.", 5)),
        ("porcelain-pair", By("Claude", 4, "Delicate and light. I hold my breath when I wash them.", 15)),
        ("bamboo-whisk", By("Mei", 5, "Well made; the tines opened nicely after the first soak.", 6)),
        ("cast-iron-kettle", By("Bram", 5, "Weighs as much as the cat and is much better at making tea.", 16)),
        ("brass-strainer", By("Olive", 4, "Does its one job beautifully.", 9)),
        ("walnut-scoop", By("Peter", 5, "That little sigh when the lid closes.", 3)),
    ];

    static Review By(string author, int stars, string text, int daysEarlier) =>
        new(author, stars, text, new DateTimeOffset(2026, 4, 20, 10, 0, 0, TimeSpan.Zero).AddDays(-daysEarlier));
}
