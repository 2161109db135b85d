namespace Shop;

/// <summary>What every page shares: head, header with search and cart, footer and the chat window.</summary>
static class Frame
{
    public const string ShopName = "Thistle & Clay";

    public static Html Around(string title, Html body, Visitor visitor) => $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{title} · {ShopName}</title>
          <meta name="description" content="Loose-leaf tea and hand-thrown ceramics, packed and posted from our workshop.">
          <link rel="icon" href="/favicon.svg" type="image/svg+xml">
          <link rel="stylesheet" href="/shop.css">
          <script src="/stock.js" defer></script>
          <script src="/chat.js" defer></script>
        </head>
        <body>
          <a class="skip" href="#content">Skip to content</a>
          <p class="notice">Free delivery on orders over {Cart.FreeDeliveryFrom} · Every pot is packed by hand</p>
          {Header(visitor)}
          <main id="content">
        {body}
          </main>
          {Footer}
          {Chat}
        </body>
        </html>

        """;

    static Html Header(Visitor visitor) => $"""
        <header class="header">
          <div class="wrap header-row">
            <a class="brand" href="/"><img src="/favicon.svg" alt="" width="38" height="38"><span>{ShopName}</span></a>
            <form class="search" action="/search" method="get" role="search">
              <label class="hidden" for="q">Search the shop</label>
              <input id="q" name="q" type="search" placeholder="Search teas, pots, cups…" maxlength="{Catalogue.MaxQueryLength}">
              <button type="submit">Search</button>
            </form>
            <nav class="tools" aria-label="Your shop">
              <a href="/account">{visitor.Customer?.FirstName ?? "Sign in"}</a>
              <a class="cart-link" href="/cart">Cart <span class="count" aria-label="{visitor.CartCount} items">{visitor.CartCount}</span></a>
            </nav>
          </div>
          <nav class="wrap categories" aria-label="Categories">
            <a href="/catalogue">All</a>
            {Category.All.Select(CategoryLink)}
            <a href="/gift-card">Gift cards</a>
            <a href="/delivery">Delivery &amp; returns</a>
          </nav>
        </header>
        """;

    static Html CategoryLink(Category category) => $"""<a href="/catalogue?category={category.Id}">{category.Name}</a>""";

    static Html Footer => $"""
        <footer class="footer">
          <div class="wrap footer-row">
            <div>
              <p class="footer-brand">{ShopName}</p>
              <p>Loose-leaf tea and hand-thrown ceramics.<br>14 Weir Lane, Hebden Bridge</p>
            </div>
            <nav aria-label="Shop">
              <h2>Shop</h2>
              <ul>{Category.All.Select(FooterLink)}</ul>
            </nav>
            <nav aria-label="Help">
              <h2>Help</h2>
              <ul>
                <li><a href="/delivery">Delivery &amp; returns</a></li>
                <li><a href="/gift-card">Gift card balance</a></li>
                <li><a href="/account">Your account</a></li>
              </ul>
            </nav>
            <div>
              <h2>Workshop hours</h2>
              <p>Tuesday to Saturday<br>10 am – 5 pm</p>
            </div>
          </div>
          <p class="wrap small">A demonstration shop: nothing is charged and nothing is sent. <a href="/admin">Staff</a></p>
        </footer>
        """;

    static Html FooterLink(Category category) => $"<li>{CategoryLink(category)}</li>";

    static Html Chat => $"""
        <details class="chat" id="chat" hidden>
          <summary>Chat with us</summary>
          <div class="chat-log" role="log" aria-live="polite" aria-label="Conversation"></div>
          <form class="chat-form">
            <label class="hidden" for="chat-text">Your message</label>
            <input id="chat-text" maxlength="500" autocomplete="off" placeholder="Write a message…">
            <button type="submit">Send</button>
          </form>
        </details>
        """;
}
