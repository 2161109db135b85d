namespace Redoubt.Waf;

/// <summary>What a client has proved, as its token says. Only a token of <see cref="TokenStatus.Valid"/> has proved anything.</summary>
/// <param name="Challenge">When it last passed the silent challenge; null for never.</param>
/// <param name="Captcha">When it last solved a puzzle; null for never.</param>
public readonly record struct ClientToken(TokenStatus Status, DateTimeOffset? Challenge = null, DateTimeOffset? Captcha = null)
{
    public static readonly ClientToken Absent = new(TokenStatus.Absent);

    /// <summary>Whether the token answers a CAPTCHA or challenge action now, and why not.</summary>
    public TokenCheck Check(ActionKind action, TimeSpan immunity, DateTimeOffset now)
    {
        if (Status != TokenStatus.Valid) return new(Status switch
        {
            TokenStatus.Absent => TokenFailure.Missing,
            TokenStatus.Expired => TokenFailure.Expired,
            TokenStatus.WrongDomain => TokenFailure.DomainMismatch,
            _ => TokenFailure.Invalid,
        }, null);
        var proved = action == ActionKind.Captcha ? Captcha : Challenge;
        if (proved is not { } time) return new(TokenFailure.Missing, null);
        if (time > now) return new(TokenFailure.Invalid, proved);
        return new(now - time < immunity ? TokenFailure.None : TokenFailure.Expired, proved);
    }
}

public enum TokenStatus
{
    Absent,

    /// <summary>There is one, but not of ours, or it is used by more clients than one.</summary>
    Rejected,

    /// <summary>One of ours, for another site.</summary>
    WrongDomain,

    /// <summary>One of ours, at the end of its own life.</summary>
    Expired,
    Valid,
}

/// <summary>What a CAPTCHA or challenge action found in the client's token.</summary>
/// <param name="Solved">When the client last proved what the action asks for; null where the token does not say.</param>
public readonly record struct TokenCheck(TokenFailure Failure, DateTimeOffset? Solved)
{
    public bool Passed => Failure == TokenFailure.None;
}

/// <summary>Why a token does not answer; AWS's failure reasons, such as <c>TOKEN_MISSING</c>.</summary>
public enum TokenFailure
{
    None,

    /// <summary>No token, or one that has never proved what the action asks for.</summary>
    Missing,
    Expired,
    Invalid,
    DomainMismatch,
}
