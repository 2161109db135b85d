using Redoubt.Aws.Shapes;

namespace Redoubt.Operator;

/// <summary>
/// Redoubt's own small API for its operator, in the style of AWS's: json 1.1, signed for the service <c>redoubt</c>,
/// authorised by <c>redoubt:…</c> actions and audited like any other.
/// </summary>
static class OperatorShapes
{
    public static readonly ServiceShape Service = new("redoubt")
    {
        TargetPrefix = "Redoubt_20261120",
        Protocol = ProtocolKind.Json,
        JsonVersion = "1.1",
        ApiVersion = "2026-11-20",
        Operations =
        [
            new("Explain", typeof(ExplainRequest), typeof(ExplainResponse)),
            new("GetStatus", typeof(GetStatusRequest), typeof(GetStatusResponse)),
        ],
        Errors = [new("NotFoundException", 404)],
    };
}

sealed class ExplainRequest
{
    /// <summary>A decision's id from an AccessDenied message, or a request's id from an answer.</summary>
    [Required, Bounds(1, 128)]
    public string Id { get; init; } = null!;
}

sealed class ExplainResponse
{
    /// <summary>JSON: a decision's explanation, or the audit record of a request.</summary>
    public string? Document { get; init; }
}

sealed class GetStatusRequest;

sealed class GetStatusResponse
{
    public string? Version { get; init; }

    public string? AccountId { get; init; }

    public string? Region { get; init; }

    public string? Storage { get; init; }

    public string? RootKey { get; init; }

    public IReadOnlyList<string>? Addresses { get; init; }

    public IReadOnlyList<SiteStatus>? Sites { get; init; }

    public long? Events { get; init; }
}

sealed class SiteStatus
{
    /// <summary>What a web ACL is associated with.</summary>
    public string? Arn { get; init; }

    public string? Origin { get; init; }

    /// <summary>The web ACL in force; absent where there is none.</summary>
    public string? WebAcl { get; init; }
}
