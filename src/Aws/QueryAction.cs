using System.Text;
using Redoubt.Aws.Protocols;

namespace Redoubt.Aws;

/// <summary>Reads a query request's action and version, from the form in its body or from its query.</summary>
static class QueryAction
{
    public static (string? Action, string? Version) Read(IncomingRequest request)
    {
        var body = Find(request.Body.Span);
        return body.Action is not null ? body : Find(Encoding.UTF8.GetBytes(request.RawQuery));
    }

    static (string? Action, string? Version) Find(ReadOnlySpan<byte> form)
    {
        string? action = null, version = null;
        foreach (var range in form.Split((byte)'&'))
        {
            var field = form[range];
            if (field.StartsWith("Action="u8)) action ??= Word(field[7..]);
            else if (field.StartsWith("Version="u8)) version ??= Word(field[8..]);
            if (action is not null && version is not null) break;
        }
        return (action, version);
    }

    // Both are plain words or dates; anything longer or stranger is none of ours.
    static string? Word(ReadOnlySpan<byte> text) => text.Length is > 0 and <= 128 ? Encoding.Latin1.GetString(text) : null;
}
