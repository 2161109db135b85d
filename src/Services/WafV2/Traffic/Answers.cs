namespace Redoubt.Services.WafV2.Traffic;

/// <summary>What a verdict answers the client, as logs and samples tell it.</summary>
static class Answers
{
    public const int CaptchaStatus = 405, ChallengeStatus = 202;

    /// <summary>The status where a rule sets one; null for the gateway's own, and for a request that went on.</summary>
    public static int? Status(in Waf.Verdict verdict) => verdict.Action switch
    {
        Waf.ActionKind.Captcha => CaptchaStatus,
        Waf.ActionKind.Challenge => ChallengeStatus,
        _ => verdict.Response?.Status,
    };

    public static CaptchaResponse Captcha(Waf.TokenCheck check) => new()
    {
        ResponseCode = check.Passed ? 0 : CaptchaStatus,
        SolveTimestamp = check.Solved?.ToUnixTimeSeconds() ?? 0,
        FailureReason = check.Passed ? null : Reason(check.Failure),
    };

    public static ChallengeResponse Challenge(Waf.TokenCheck check) => new()
    {
        ResponseCode = check.Passed ? 0 : ChallengeStatus,
        SolveTimestamp = check.Solved?.ToUnixTimeSeconds() ?? 0,
        FailureReason = check.Passed ? null : Reason(check.Failure),
    };

    /// <summary>Why a token did not answer.</summary>
    public static string Reason(Waf.TokenFailure failure) => failure switch
    {
        Waf.TokenFailure.Missing => FailureReason.TokenMissing,
        Waf.TokenFailure.Expired => FailureReason.TokenExpired,
        Waf.TokenFailure.DomainMismatch => FailureReason.TokenDomainMismatch,
        _ => FailureReason.TokenInvalid,
    };
}
