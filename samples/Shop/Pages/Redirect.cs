namespace Shop;

static class Redirect
{
    /// <summary>303: after a form was posted, fetch the next page. Takes our own paths only.</summary>
    public static IResult To(string path) => new SeeOther(path);

    sealed class SeeOther(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
