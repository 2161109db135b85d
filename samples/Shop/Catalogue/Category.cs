namespace Shop;

/// <param name="Picture">The product whose picture stands for the category.</param>
sealed record Category(string Id, string Name, string Tagline, string Picture)
{
    public static readonly Category Tea = new("tea", "Loose-leaf tea", "From eleven small gardens", "jade-sencha");
    public static readonly Category Teapots = new("teapots", "Teapots", "Thrown in our workshop", "moss-teapot");
    public static readonly Category Cups = new("cups", "Cups & bowls", "To hold in two hands", "moon-bowl");
    public static readonly Category Tools = new("tools", "Tea tools", "Whisks, kettles, strainers", "bamboo-whisk");

    public static readonly Category[] All = [Tea, Teapots, Cups, Tools];

    public static Category? Find(string? id) => Array.Find(All, category => category.Id == id);
}
