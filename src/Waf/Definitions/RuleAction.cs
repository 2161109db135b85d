namespace Redoubt.Waf;

/// <summary>What a matching rule does. CAPTCHA and challenge are further kinds, with a token to look at.</summary>
public sealed record RuleAction(ActionKind Kind)
{
    public static readonly RuleAction Allow = new(ActionKind.Allow);

    public static readonly RuleAction Block = new(ActionKind.Block);

    public static readonly RuleAction Count = new(ActionKind.Count);

    /// <summary>For <see cref="ActionKind.Block"/> only; null answers with the gateway's own 403.</summary>
    public CustomResponse? Response { get; init; }

    /// <summary>For <see cref="ActionKind.Allow"/> and <see cref="ActionKind.Count"/>: headers added to the forwarded request, each prefixed <c>x-amzn-waf-</c>.</summary>
    public IReadOnlyList<HttpHeader> InsertHeaders { get; init; } = [];
}

public enum ActionKind
{
    /// <summary>Terminates; the request is forwarded.</summary>
    Allow,

    /// <summary>Terminates; the request is answered here.</summary>
    Block,

    /// <summary>Does not terminate: records the match and goes on.</summary>
    Count,
}

/// <summary>The answer to a blocked request.</summary>
/// <param name="Status">200 to 599.</param>
/// <param name="BodyKey">One of the ACL's response bodies, or null for none.</param>
public sealed record CustomResponse(int Status, string? BodyKey, IReadOnlyList<HttpHeader> Headers);

public sealed record HttpHeader(string Name, string Value);
