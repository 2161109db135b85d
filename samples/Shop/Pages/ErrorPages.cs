namespace Shop;

/// <summary>Turns bad requests, unknown addresses and faults into a page, or into a JSON error below <c>/api</c>.</summary>
static partial class ErrorPages
{
    public static void UseErrorPages(this WebApplication app) => app.Use(async (context, next) =>
    {
        try { await next(context); }
        catch (BadHttpRequestException rejection) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = rejection.StatusCode;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested) { return; }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            LogFault(app.Logger, fault, context.Request.Method, context.Request.Path);
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null }) await Explain(context);
    });

    /// <summary>HEAD asks for what GET answers; the server leaves the body out by itself. Not below <c>/api</c>, where the stock stream never ends.</summary>
    public static void UseHeadAsGet(this WebApplication app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api")) context.Request.Method = HttpMethods.Get;
        return next(context);
    });

    static Task Explain(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var (title, text) = status switch
        {
            StatusCodes.Status404NotFound => ("Page not found", "We looked on every shelf, but there is nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => ("Not allowed", "This address does not take that kind of request."),
            StatusCodes.Status413PayloadTooLarge => ("Too large", $"That is more than we can take in one go. Photos may have up to {Photos.MaxBytes / 1024} kB."),
            < 500 => ("That did not work", "The request could not be understood. Please go back and try again."),
            _ => ("Something broke", "That is our fault, not yours. Please try again in a moment."),
        };
        if (context.Request.Path.StartsWithSegments("/api")) return ApiError.Because(status, title).ExecuteAsync(context);
        return new Page(title, $"""
            <section class="wrap prose"><h1>{title}</h1><p>{text}</p><p><a class="button" href="/catalogue">Back to the shop</a></p></section>
            """, status).ExecuteAsync(context);
    }

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    static partial void LogFault(ILogger logger, Exception fault, string method, PathString path);
}
