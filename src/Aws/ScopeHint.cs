using Redoubt.Aws.Protocols;

namespace Redoubt.Aws;

/// <summary>
/// Reads the service's signing name out of a request's credential scope, before anything is verified:
/// enough to know which service's rules the signature is then held to.
/// </summary>
static class ScopeHint
{
    public static string? SigningName(IncomingRequest request)
    {
        if (request.Headers.Authorization is [{ } header]) return Service(header, "Credential=", ',');
        return Service(Uri.UnescapeDataString(Parameter(request.RawQuery)), "", '\0');
    }

    // access key / date / region / service / aws4_request
    static string? Service(string text, string before, char end)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0) return null;
        var credential = text.AsSpan(start + before.Length);
        if (credential.IndexOf(end) is >= 0 and var stop) credential = credential[..stop];
        Span<Range> parts = stackalloc Range[6];
        return credential.Split(parts, '/') == 5 ? credential[parts[3]].ToString() : null;
    }

    static string Parameter(string query)
    {
        const string Name = "X-Amz-Credential=";
        foreach (var range in query.AsSpan().Split('&'))
            if (query.AsSpan(range).StartsWith(Name, StringComparison.Ordinal)) return query[range][Name.Length..];
        return "";
    }
}
