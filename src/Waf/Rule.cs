namespace Redoubt.Waf;

/// <summary>A compiled rule.</summary>
/// <param name="Labels">Fully qualified.</param>
sealed record Rule(string Name, Statement Statement, CompiledAction Action, string[] Labels)
{
    /// <summary>False where a failure to evaluate the rule changes nothing that matters: it only counts, and no later rule sees a label of it.</summary>
    public bool Matters => Action.Kind != ActionKind.Count || Labels.Length > 0;
}

/// <summary>An action with its header names as they will be sent.</summary>
sealed record CompiledAction(ActionKind Kind, CustomResponse? Response, HttpHeader[] InsertHeaders);
