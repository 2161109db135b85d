namespace Shop;

/// <summary><c>/products/{id}</c>: one product and its reviews, and where a review is posted.</summary>
static class ProductPage
{
    public static void MapProductPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/products/{id}", Show);
        app.MapPost("/products/{id}/reviews", Write);
    }

    static IResult Show(string id, Stock stock, Reviews reviews) =>
        Catalogue.Find(id) is { } product ? Render(product, stock, reviews, Form.Blank) : Results.NotFound();

    static async Task<IResult> Write(string id, Form form, Stock stock, Reviews reviews, Photos photos, TimeProvider time,
        CancellationToken cancellation)
    {
        if (Catalogue.Find(id) is not { } product) return Results.NotFound();
        form.Add(Review.Check(form["author"], form.Number("stars"), form["text"]));
        var photo = await ReadPhoto(form, cancellation);
        if (form.Errors.Count > 0) return Render(product, stock, reviews, form);

        var photoId = photo is null ? null : photos.Add(photo);
        reviews.Add(id, new Review(form["author"], form.Number("stars")!.Value, form["text"], time.GetUtcNow(), photoId));
        return Redirect.To($"/products/{id}#reviews");
    }

    static async Task<Photo?> ReadPhoto(Form form, CancellationToken cancellation)
    {
        if (form.Files.GetFile("photo") is not { Length: > 0 } file) return null;
        var photo = await Photo.Read(file, cancellation);
        if (photo is null) form.Fail("photo", $"Photos are JPEG, PNG or WebP, up to {Photos.MaxBytes / 1024} kB.");
        return photo;
    }

    static Page Render(Product product, Stock stock, Reviews reviews, Form form) => new(product.Name, $"""
        <div class="wrap">
          <nav class="crumbs" aria-label="Breadcrumb"><a href="/catalogue">Shop</a> / <a href="/catalogue?category={product.Category.Id}">{product.Category.Name}</a></nav>
          <article class="product">
            <img class="product-picture" src="/pictures/{product.Id}.svg" alt="{product.Name}" width="560" height="560">
            <div>
              <h1>{product.Name}</h1>
              <p><a class="plain" href="#reviews">{Stars.Render(reviews.AverageStars(product.Id))}</a></p>
              <p class="price big">{product.Price}</p>
              <p>{product.Description}</p>
              {StockNote.Render(product, stock)}
              {Buy(product, stock)}
              <ul class="facts">{product.Facts.Select(Fact)}</ul>
            </div>
          </article>
          <section id="reviews" class="reviews">
            <div>
              <h2>Reviews</h2>
              {List(reviews.Of(product.Id))}
            </div>
            {ReviewForm(product, form)}
          </section>
        </div>
        """, form.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    static Html Buy(Product product, Stock stock)
    {
        if (stock.Of(product.Id) == 0) return Html.Empty;
        return $"""
            <form class="buy" action="/cart/items" method="post">
              <input type="hidden" name="product" value="{product.Id}">
              <label for="quantity">Quantity</label>
              <input id="quantity" name="quantity" type="number" min="1" max="{Cart.MaxQuantity}" value="1" required>
              <button class="button" type="submit">Add to cart</button>
            </form>
            """;
    }

    static Html Fact(string fact) => $"<li>{fact}</li>";

    static Html List(Review[] reviews)
    {
        if (reviews.Length == 0) return $"<p>Nobody has written about this yet.</p>";
        return $"""<ul class="review-list">{reviews.Select(Item)}</ul>""";
    }

    static Html Item(Review review) => $"""
        <li>
          <p class="review-head">{Stars.Render(review.Stars)} <strong>{review.Author}</strong> <span class="small">{review.Written}</span></p>
          <p class="review-text">{review.Text}</p>
          {Picture(review)}
        </li>
        """;

    static Html Picture(Review review) => review.PhotoId is null ? Html.Empty
        : $"""<img class="review-photo" src="/photos/{review.PhotoId}" alt="Photo by {review.Author}" loading="lazy">""";

    static Html ReviewForm(Product product, Form form) => $"""
        <form class="panel" action="/products/{product.Id}/reviews#reviews" method="post" enctype="multipart/form-data">
          <h3>Write a review</h3>
          {new Field("author", "Your name", Autocomplete: "nickname", MaxLength: Review.MaxAuthorLength).Render(form)}
          <div class="field">
            <label for="stars">Rating</label>
            <select id="stars" name="stars" required>
              <option value="5">5 – wonderful</option><option value="4">4 – good</option><option value="3">3 – fine</option><option value="2">2 – disappointing</option><option value="1">1 – poor</option>
            </select>
            {FieldError(form, "stars")}
          </div>
          <div class="field">
            <label for="text">Your review</label>
            <textarea id="text" name="text" rows="4" maxlength="{Review.MaxTextLength}" required>{form["text"]}</textarea>
            {FieldError(form, "text")}
          </div>
          <div class="field">
            <label for="photo">Photo <span class="small">(optional, up to {Photos.MaxBytes / 1024} kB)</span></label>
            <input id="photo" name="photo" type="file" accept="image/jpeg,image/png,image/webp">
            {FieldError(form, "photo")}
          </div>
          <button class="button" type="submit">Post review</button>
        </form>
        """;

    static Html FieldError(Form form, string name) =>
        form.Errors.TryGetValue(name, out var error) ? (Html)$"""<p class="error">{error}</p>""" : Html.Empty;
}
