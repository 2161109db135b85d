using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Redoubt.Gateway;

/// <summary>The origin's answer on its way to the client: head, body as it comes, trailers where the client's protocol has them.</summary>
static class ResponseForwarding
{
    // A first buffer for small answers; larger ones once the origin fills it.
    const int SmallBuffer = 4 * 1024;
    const int LargeBuffer = 64 * 1024;

    public static async ValueTask<ForwarderError> Run(Exchange exchange, HttpResponseMessage response)
    {
        if (!CopyHeaders(exchange, response)) return ForwarderError.ResponseInvalid;
        var status = (int)response.StatusCode;
        if (status == 204 || status == 304 || exchange.Request.Method == "HEAD") return ForwarderError.None;

        var length = exchange.Response.Headers.ContentLength;
        // Over HTTP/2 trailers can follow even a body of known length, so its end has to be read there.
        var knownEnd = response.Version.Major == 1 ? length : null;
        if (knownEnd == 0) return ForwarderError.None;
        var error = await CopyBody(exchange, await response.Content.ReadAsStreamAsync(), knownEnd);
        if (error == ForwarderError.None) CopyTrailers(exchange, response);
        return error;
    }

    /// <summary>False where the head cannot be passed on as it is.</summary>
    public static bool CopyHeaders(Exchange exchange, HttpResponseMessage response)
    {
        var target = exchange.Response;
        var from = response.Headers.NonValidated;
        var chunked = false;
        if (response.Version.Major == 1 && from.TryGetValues("Transfer-Encoding", out var encoding))
        {
            // A coding that is undone here but not named there would change the body.
            if (!string.Equals(encoding.ToString(), "chunked", StringComparison.OrdinalIgnoreCase)) return false;
            chunked = true;
        }
        target.StatusCode = (int)response.StatusCode;
        if (response.Version.Major == 1 && !exchange.IsHttp2) target.ReasonPhrase = response.ReasonPhrase;
        try
        {
            var headers = target.Headers;
            foreach (var (name, values) in from)
                if (!HopByHop.DropsFromResponse(name)) headers[name] = Lines(values);
            foreach (var (name, values) in response.Content.Headers.NonValidated)
            {
                if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)) headers[name] = Lines(values);
                else if (!chunked && values.Count == 1 && exchange.Response.StatusCode != StatusCodes.Status101SwitchingProtocols)
                    headers.ContentLength = response.Content.Headers.ContentLength;
                else if (values.Count > 1) return false;
            }
            return true;
        }
        // The server takes no control characters in header values.
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    static async ValueTask<ForwarderError> CopyBody(Exchange exchange, Stream origin, long? length)
    {
        var client = exchange.Output;
        var deadline = exchange.Deadline;
        var idle = exchange.Site.Settings.IdleTimeout;
        var total = 0L;
        var size = SmallBuffer;
        while (true)
        {
            int read;
            try
            {
                var buffer = client.GetMemory(size);
                var reading = origin.ReadAsync(buffer, deadline.Token);
                if (!reading.IsCompleted) deadline.Extend(idle);
                read = await reading;
                if (read >= SmallBuffer) size = LargeBuffer;
            }
            catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
            {
                return deadline.ClientGone ? ForwarderError.ClientGone : Broken(exchange, total);
            }
            if (read == 0) return ForwarderError.None;
            client.Advance(read);
            total += read;
            // The end of the request flushes what came with the head, so a small answer leaves in one piece.
            if (total == length && total == read) return ForwarderError.None;
            try
            {
                var flushing = client.FlushAsync(deadline.Token);
                if (!flushing.IsCompleted) deadline.Extend(idle);
                if (await flushing is { IsCompleted: true } or { IsCanceled: true }) return ForwarderError.ClientGone;
                if (total == length) return ForwarderError.None;
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                exchange.Lifetime.Abort();
                return ForwarderError.ClientGone;
            }
        }
    }

    // INVARIANT: a broken answer never looks like a whole one. Before the first byte there is still an error page to send.
    static ForwarderError Broken(Exchange exchange, long written)
    {
        if (written == 0 && !exchange.Response.HasStarted)
            return exchange.Deadline.IsCancellationRequested ? ForwarderError.ResponseTimeout : ForwarderError.ResponseInvalid;
        exchange.Lifetime.Abort();
        return ForwarderError.ResponseBroken;
    }

    static void CopyTrailers(Exchange exchange, HttpResponseMessage response)
    {
        if (exchange.Features.Get<IHttpResponseTrailersFeature>() is not { } target) return;
        foreach (var (name, values) in response.TrailingHeaders.NonValidated)
            if (!HopByHop.DropsFromResponse(name)) target.Trailers[name] = Lines(values);
    }

    static StringValues Lines(HeaderStringValues values)
    {
        if (values.Count == 1) return values.ToString();
        var lines = new string[values.Count];
        var i = 0;
        foreach (var value in values) lines[i++] = value;
        return lines;
    }
}
