namespace Shop;

/// <summary>A product in a list: picture, name, rating, price and how many are left.</summary>
static class ProductCard
{
    public static Html Render(Product product, Stock stock, Reviews reviews) => $"""
        <li class="card">
          <a href="/products/{product.Id}">
            <img src="/pictures/{product.Id}.svg" alt="" width="320" height="320" loading="lazy">
            <h3>{product.Name}</h3>
          </a>
          <p class="summary">{product.Summary}</p>
          <p class="card-foot"><strong class="price">{product.Price}</strong> {Stars.Render(reviews.AverageStars(product.Id))}</p>
          {StockNote.Render(product, stock)}
        </li>
        """;
}
