using System.Text;

namespace Shop;

/// <summary>A whole HTML page: the shop's frame around <paramref name="body"/>.</summary>
sealed class Page(string title, Html body, int status = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext context)
    {
        var visitor = Visitor.Of(context);
        var bytes = Encoding.UTF8.GetBytes(Frame.Around(title, body, visitor).ToString());
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-cache";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
