namespace Redoubt;

/// <summary>
/// An error as AWS answers it. Services make them in one place (<c>KmsErrors.NotFound(arn)</c>); the pipeline audits and writes them.
/// The message reaches the caller: AWS's words where AWS has them, never a secret or a type name.
/// </summary>
public class AwsError(string code, int status, string message) : Exception(message)
{
    /// <summary>The code on the wire, such as <c>NotFoundException</c> or, in query protocols, <c>NoSuchEntity</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status; from 500 on the fault is the server's.</summary>
    public int Status { get; } = status;

    public bool IsServerFault => Status >= 500;

    /// <summary>Further members of the error's shape, by their wire names, such as WAF's <c>Reason</c>; strings only.</summary>
    public IReadOnlyDictionary<string, string>? Members { get; init; }
}
