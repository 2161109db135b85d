namespace Shop;

static class HomePage
{
    static readonly string[] Featured = ["moss-teapot", "first-flush-darjeeling", "moon-bowl", "bamboo-whisk"];
    static readonly string[] Arrivals = ["white-peony", "side-handle-kyusu", "speckled-tumbler", "cast-iron-kettle"];

    public static void MapHomePage(this IEndpointRouteBuilder app) => app.MapGet("/", Show);

    static Page Show(Stock stock, Reviews reviews)
    {
        Html Cards(string[] ids) => $"{ids.Select(id => ProductCard.Render(Catalogue.Find(id)!, stock, reviews))}";

        return new Page("Tea and ceramics", $"""
            <section class="hero">
              <div class="wrap hero-row">
                <div class="hero-text">
                  <p class="eyebrow">New in: the spring picking</p>
                  <h1>Good leaves, and something honest to brew them in.</h1>
                  <p>Small-garden teas bought direct, and pots, cups and bowls thrown in our own workshop by the river.</p>
                  <p><a class="button" href="/catalogue">Browse the shop</a> <a class="button quiet" href="/catalogue?category=tea">See the teas</a></p>
                </div>
                <img class="hero-picture" src="/pictures/hero.svg" alt="A moss green teapot pouring a steaming cup beside a tin of tea" width="640" height="440">
              </div>
            </section>
            <section class="wrap">
              <h2>Shop by category</h2>
              <ul class="tiles">{Category.All.Select(Tile)}</ul>
            </section>
            <section class="wrap">
              <h2>Favourites</h2>
              <ul class="grid">{Cards(Featured)}</ul>
            </section>
            <section class="band">
              <ul class="wrap promises">
                <li><h3>Bought direct</h3><p>We know the eleven gardens we buy from, and print the picking date on every tin.</p></li>
                <li><h3>Thrown by hand</h3><p>Two potters, one kiln. Small differences in glaze and shape are the point.</p></li>
                <li><h3>Mended or replaced</h3><p>Anything that arrives broken is replaced. Anything you break, we try to mend.</p></li>
              </ul>
            </section>
            <section class="wrap">
              <h2>Just arrived</h2>
              <ul class="grid">{Cards(Arrivals)}</ul>
            </section>
            """);
    }

    static Html Tile(Category category) => $"""
        <li><a class="tile" href="/catalogue?category={category.Id}"><img src="/pictures/{category.Picture}.svg" alt="" width="160" height="160" loading="lazy"><strong>{category.Name}</strong><span>{category.Tagline}</span></a></li>
        """;
}
