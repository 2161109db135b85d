namespace Redoubt.Waf;

/// <summary>A fault in a definition.</summary>
/// <param name="Place">Where, such as <c>rules[2].statement.and[0].transformations</c>.</param>
/// <param name="Message">What, in words for the author of the rule.</param>
public sealed record Problem(string Place, string Message)
{
    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>A compiled ACL, or every reason why there is none.</summary>
/// <param name="Acl">Null where there are problems.</param>
public sealed record CompileResult(WebAcl? Acl, IReadOnlyList<Problem> Problems);
