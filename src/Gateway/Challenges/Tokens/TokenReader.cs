using Redoubt.Waf;

namespace Redoubt.Gateway.Challenges;

/// <summary>Finds the token in a request and says what it proves.</summary>
sealed class TokenReader(ClientTokens tokens, TokenSharing sharing)
{
    public const string Cookie = "aws-waf-token", Header = "x-aws-waf-token";

    // A browser can hold one for the host and one for a domain above it. What comes after is not looked at.
    const int MaxCandidates = 4;

    /// <summary>The first valid token, or else what is wrong with the first one.</summary>
    /// <param name="domains">Those of the web ACL besides the request's own host.</param>
    /// <param name="content">The valid token's; meaningless without one.</param>
    public ClientToken Read(InspectedRequest request, IReadOnlyList<string> domains, out TokenContent content)
    {
        content = default;
        var first = ClientToken.Absent;
        var seen = 0;
        foreach (var value in request.Headers[Header])
        {
            if (seen++ >= MaxCandidates) return first;
            if (Judge(request, domains, value, ref first, out content)) return first;
        }
        foreach (var line in request.Headers.Cookie)
        {
            foreach (var range in line.AsSpan().Split(';'))
            {
                var pair = line.AsSpan(range).Trim(" \t");
                if (!pair.StartsWith(Cookie, StringComparison.Ordinal) || pair.Length <= Cookie.Length || pair[Cookie.Length] != '=') continue;
                if (seen++ >= MaxCandidates) return first;
                if (Judge(request, domains, pair[(Cookie.Length + 1)..], ref first, out content)) return first;
            }
        }
        return first;
    }

    // True, and the verdict in `result`, where it is valid; else the verdict stays the first one's.
    bool Judge(InspectedRequest request, IReadOnlyList<string> domains, ReadOnlySpan<char> text, ref ClientToken result, out TokenContent content)
    {
        var status = Status(request, domains, text, out content);
        if (status == TokenStatus.Valid) result = new ClientToken(status, Time(content.Challenge), Time(content.Captcha));
        else if (result.Status == TokenStatus.Absent) result = new ClientToken(status);
        return status == TokenStatus.Valid;
    }

    TokenStatus Status(InspectedRequest request, IReadOnlyList<string> domains, ReadOnlySpan<char> text, out TokenContent content)
    {
        if (!tokens.TryRead(text, out content)) return TokenStatus.Rejected;
        if (content.IsExpired) return TokenStatus.Expired;
        if (!TokenDomain.Accepts(content.Domain, request.Headers, domains)) return TokenStatus.WrongDomain;
        return sharing.Allows(content.Id, Neighbourhood.Of(request.Client)) ? TokenStatus.Valid : TokenStatus.Rejected;
    }

    static DateTimeOffset? Time(uint seconds) => seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);
}
