namespace Redoubt.Waf;

/// <summary>A compiled rule of a web ACL or of a group.</summary>
/// <param name="Statement">Null for a group that sees every request.</param>
/// <param name="Action">Null for a group whose rules' own actions decide.</param>
/// <param name="Labels">Fully qualified.</param>
/// <param name="Group">The group that the rule runs; null for an ordinary rule.</param>
sealed record Rule(string Name, RuleKind Kind, Statement? Statement, CompiledAction? Action, string[] Labels, CompiledGroup? Group = null)
{
    /// <summary>The action that the group's author wrote, where the web ACL puts another in its place.</summary>
    public ActionKind? Overridden { get; init; }

    /// <summary>A match that only counts is not reported.</summary>
    public bool IsSilent { get; init; }

    /// <summary>False where a failure to evaluate the rule changes nothing that matters: it only counts, and no later rule sees a label of it.</summary>
    public bool Matters => Action is not { Kind: ActionKind.Count } || Labels.Length > 0;
}

/// <param name="Id">As logs name the group.</param>
sealed record CompiledGroup(string Id, Rule[] Rules);

/// <summary>An action with its header names as they will be sent.</summary>
/// <param name="Immunity">How long a solved puzzle or passed challenge answers the action.</param>
sealed record CompiledAction(ActionKind Kind, CustomResponse? Response, HttpHeader[] InsertHeaders, TimeSpan Immunity = default);
