using System.Text;
using Microsoft.AspNetCore.Http;

namespace Redoubt.Gateway;

/// <summary>The gateway's own answers: a status, what it is called and the request's id; nothing about the inside.</summary>
static class Answer
{
    public static ValueTask Error(Exchange exchange, int status)
    {
        Begin(exchange, status);
        return Page(exchange, status);
    }

    /// <summary>Answers a request that was not understood; its connection is not used again, since its end may be disputed.</summary>
    public static ValueTask Refuse(Exchange exchange, int status)
    {
        Begin(exchange, status);
        if (!exchange.IsHttp2) exchange.Response.Headers.Connection = "close";
        return Page(exchange, status);
    }

    public static ValueTask Block(Exchange exchange, BlockAnswer block)
    {
        Begin(exchange, block.Status);
        var headers = exchange.Response.Headers;
        foreach (var (name, value) in block.Headers ?? []) headers[name] = value;
        return block.ContentType is null ? Page(exchange, block.Status) : Write(exchange, block.ContentType, block.Body);
    }

    static void Begin(Exchange exchange, int status)
    {
        var response = exchange.Response;
        response.Headers.Clear();
        response.StatusCode = status;
        response.ReasonPhrase = null;
        response.Headers["X-Request-Id"] = exchange.RequestId;
        response.Headers.CacheControl = "no-store";
    }

    static ValueTask Page(Exchange exchange, int status)
    {
        var title = Title(status);
        if (exchange.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase))
            return Write(exchange, "application/json", Encoding.UTF8.GetBytes($$"""{"message":"{{title}}","requestId":"{{exchange.RequestId}}"}"""));
        return Write(exchange, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(
            $"<!doctype html><title>{status} {title}</title><h1>{status} {title}</h1><p>Request {exchange.RequestId}</p>\n"));
    }

    static async ValueTask Write(Exchange exchange, string contentType, ReadOnlyMemory<byte> body)
    {
        var headers = exchange.Response.Headers;
        if (contentType.Length > 0) headers.ContentType = contentType;
        if (exchange.Response.StatusCode != 204) headers.ContentLength = body.Length;
        if (exchange.Request.Method != "HEAD" && exchange.Response.StatusCode is not (204 or 304)) await exchange.Output.WriteAsync(body);
    }

    static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Bad Request",
        StatusCodes.Status403Forbidden => "Forbidden",
        StatusCodes.Status404NotFound => "Not Found",
        StatusCodes.Status405MethodNotAllowed => "Method Not Allowed",
        StatusCodes.Status408RequestTimeout => "Request Timeout",
        StatusCodes.Status413PayloadTooLarge => "Content Too Large",
        StatusCodes.Status417ExpectationFailed => "Expectation Failed",
        StatusCodes.Status500InternalServerError => "Internal Server Error",
        StatusCodes.Status502BadGateway => "Bad Gateway",
        StatusCodes.Status503ServiceUnavailable => "Service Unavailable",
        StatusCodes.Status504GatewayTimeout => "Gateway Timeout",
        _ => "Blocked",
    };
}
