using Redoubt.Aws.Shapes;

namespace Redoubt.Services.WafV2.Trials;

/// <summary>
/// Redoubt's own API about web ACLs, for its operator, in the style of AWS's: json 1.1, signed for the service <c>redoubt-waf</c>,
/// authorised by <c>redoubt-waf:…</c> actions and audited like any other. What clients sent is in answers and inputs alone, never in records.
/// </summary>
static class TrialShapes
{
    public static readonly ServiceShape Service = new("redoubt-waf")
    {
        TargetPrefix = "RedoubtWaf_20261120",
        Protocol = ProtocolKind.Json,
        JsonVersion = "1.1",
        ApiVersion = "2026-11-20",
        Operations =
        [
            new("ExplainRequest", typeof(ExplainRequestInput), typeof(ExplainRequestOutput)),
            new("StartTrial", typeof(StartTrialInput), typeof(StartTrialOutput)),
            new("TryRequests", typeof(TryRequestsInput), typeof(TryRequestsOutput)),
        ],
        Errors = [new("NotFoundException", 404), new("LimitExceededException", 429)],
    };
}

sealed class ExplainRequestInput
{
    /// <summary>As the error page or the log names it.</summary>
    [Required, Bounds(1, 128)]
    public string RequestId { get; init; } = null!;
}

sealed class ExplainRequestOutput
{
    public DateTimeOffset? Time { get; init; }

    public string? ResourceArn { get; init; }

    public string? WebAcl { get; init; }

    public string? Method { get; init; }

    public string? Client { get; init; }

    public string? Action { get; init; }

    /// <summary>Absent where the default action decided.</summary>
    public string? TerminatingRule { get; init; }

    /// <summary>In the order of evaluation; those after a terminating one are missing.</summary>
    public IReadOnlyList<ExplainedRule>? Rules { get; init; }
}

sealed class ExplainedRule
{
    public string? Name { get; init; }

    /// <summary>The web ACL's rule that runs the group this rule is of.</summary>
    public string? Group { get; init; }

    public bool? Matched { get; init; }

    /// <summary>Looks that found nothing and are left out.</summary>
    public int? Omitted { get; init; }

    public IReadOnlyList<ExplainedLook>? Looks { get; init; }
}

/// <summary>Texts are ASCII: every other byte, and the backslash, is written <c>\xNN</c>.</summary>
sealed class ExplainedLook
{
    public string? Statement { get; init; }

    public string? Location { get; init; }

    public string? Name { get; init; }

    public string? Seen { get; init; }

    /// <summary>Absent for no match.</summary>
    public string? Matched { get; init; }

    /// <summary>Of the whole text, in bytes.</summary>
    public int? Length { get; init; }
}

sealed class StartTrialInput
{
    /// <summary>The load balancer whose web ACL is compared.</summary>
    [Required, Bounds(1, 2048)]
    public string ResourceArn { get; init; } = null!;

    /// <summary>Absent to try the web ACL in force alone.</summary>
    public CandidateWebACL? WebACL { get; init; }
}

/// <summary>The members of a web ACL that decide about requests; the others of <c>GetWebACL</c> are skipped.</summary>
sealed class CandidateWebACL
{
    [Required]
    public DefaultAction DefaultAction { get; init; } = null!;

    public IReadOnlyList<Rule>? Rules { get; init; }

    public IReadOnlyDictionary<string, CustomResponseBody>? CustomResponseBodies { get; init; }

    public CaptchaConfig? CaptchaConfig { get; init; }

    public ChallengeConfig? ChallengeConfig { get; init; }
}

sealed class StartTrialOutput
{
    public string? TrialId { get; init; }

    /// <summary>The name of the web ACL in force.</summary>
    public string? InForce { get; init; }
}

sealed class TryRequestsInput
{
    [Required, Bounds(1, 64)]
    public string TrialId { get; init; } = null!;

    /// <summary>In the order of their times.</summary>
    [Required, Bounds(1, 1000)]
    public IReadOnlyList<TriedRequest> Requests { get; init; } = null!;
}

sealed class TriedRequest
{
    /// <summary>As HTTP/1.1 carries it: request line, header lines, an empty line, body.</summary>
    [Required]
    public byte[] Raw { get; init; } = null!;

    /// <summary>An address; the connection's, or the one a trusted proxy named.</summary>
    [Required, Bounds(2, 45)]
    public string Client { get; init; } = null!;

    /// <summary>When it came; rate-based rules count by it.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Whether there was more of a body than is here.</summary>
    public bool? BodyTruncated { get; init; }
}

sealed class TryRequestsOutput
{
    /// <summary>One for each request, in order.</summary>
    public IReadOnlyList<TriedResult>? Results { get; init; }
}

sealed class TriedResult
{
    /// <summary>Absent for a request that cannot be read.</summary>
    public TriedVerdict? InForce { get; init; }

    public TriedVerdict? Candidate { get; init; }
}

sealed class TriedVerdict
{
    /// <summary>Such as <c>BLOCK</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The rule that decided; with its group's rule after a slash. Absent where the default action did.</summary>
    public string? Rule { get; init; }

    /// <summary>Rules that only counted, groups' rules after a slash.</summary>
    public IReadOnlyList<string>? Counted { get; init; }
}
