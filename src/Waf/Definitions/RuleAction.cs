namespace Redoubt.Waf;

/// <summary>What a matching rule does.</summary>
public sealed record RuleAction(ActionKind Kind)
{
    public static readonly RuleAction Allow = new(ActionKind.Allow);

    public static readonly RuleAction Block = new(ActionKind.Block);

    public static readonly RuleAction Count = new(ActionKind.Count);

    public static readonly RuleAction Captcha = new(ActionKind.Captcha);

    public static readonly RuleAction Challenge = new(ActionKind.Challenge);

    /// <summary>For <see cref="ActionKind.Block"/> only; null answers with the gateway's own 403.</summary>
    public CustomResponse? Response { get; init; }

    /// <summary>Headers added to the forwarded request, each prefixed <c>x-amzn-waf-</c>; not for <see cref="ActionKind.Block"/>.</summary>
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

    /// <summary>Like <see cref="Count"/> for a client that has lately solved a puzzle; else terminates, and the puzzle is the answer.</summary>
    Captcha,

    /// <summary>Like <see cref="Count"/> for a client that has lately passed the silent challenge; else terminates, and the challenge is the answer.</summary>
    Challenge,
}

/// <summary>The answer to a blocked request.</summary>
/// <param name="Status">200 to 599.</param>
/// <param name="Body">Null for none.</param>
public sealed record CustomResponse(int Status, ResponseBody? Body, IReadOnlyList<HttpHeader> Headers);

/// <param name="ContentType">Such as <c>text/html</c>.</param>
/// <param name="Content">UTF-8; at most 4 KB.</param>
public sealed record ResponseBody(string ContentType, ReadOnlyMemory<byte> Content);

public sealed record HttpHeader(string Name, string Value);
