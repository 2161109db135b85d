using System.Net.WebSockets;
using System.Text;

namespace Shop;

/// <summary><c>/ws/chat</c>: a WebSocket on which the shop greets, repeats what it was told and answers what it can.</summary>
static class Chat
{
    /// <summary>The longest message, in bytes.</summary>
    const int MaxMessage = 4096;

    public static void MapChat(this IEndpointRouteBuilder app) => app.Map("/ws/chat", Talk);

    static async Task<IResult> Talk(HttpContext context, IHostApplicationLifetime lifetime)
    {
        if (!context.WebSockets.IsWebSocketRequest) return Results.StatusCode(StatusCodes.Status426UpgradeRequired);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await Say(socket, "Hello! Ask about delivery, returns, brewing or gift cards.", end.Token);
            await Converse(socket, end.Token);
        }
        catch (WebSocketException) { socket.Abort(); }
        catch (OperationCanceledException) { socket.Abort(); }
        return Results.Empty;
    }

    static async Task Converse(WebSocket socket, CancellationToken cancellation)
    {
        var buffer = new byte[MaxMessage];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
                return;
            }
            if (part.MessageType == WebSocketMessageType.Binary)
            {
                await socket.CloseAsync(WebSocketCloseStatus.InvalidMessageType, "text only", cancellation);
                return;
            }
            if (!part.EndOfMessage && length == MaxMessage)
            {
                await socket.CloseAsync(WebSocketCloseStatus.MessageTooBig, "too long", cancellation);
                return;
            }
            if (!part.EndOfMessage) continue;
            await Say(socket, Answer(Encoding.UTF8.GetString(buffer, 0, length)), cancellation);
            length = 0;
        }
    }

    static string Answer(string text)
    {
        bool Asks(string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

        var answer = Asks("deliver") ? $"Standard delivery is {Cart.DeliveryPrice} and takes two to three working days."
            : Asks("return") || Asks("broke") ? "Send it back within 30 days, or send us a photo of the breakage."
            : Asks("brew") ? "The temperature and time are on every tin. When in doubt: cooler and longer."
            : Asks("gift") ? "You can check a gift card on the gift card page."
            : "Someone from the workshop will answer during opening hours.";
        return $"You wrote: {text} – {answer}";
    }

    static Task Say(WebSocket socket, string text, CancellationToken cancellation) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellation);
}
