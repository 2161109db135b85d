namespace Shop;

static class PhotoRoute
{
    public static void MapPhotos(this IEndpointRouteBuilder app) => app.MapGet("/photos/{id}", Show);

    static IResult Show(string id, Photos photos, HttpResponse response)
    {
        if (photos.Find(id) is not { } photo) return Results.NotFound();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "public, max-age=3600, immutable";
        return Results.Bytes(photo.Content, photo.ContentType);
    }
}
