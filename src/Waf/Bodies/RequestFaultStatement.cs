namespace Redoubt.Waf;

/// <summary>Holds where the request has any of the faults.</summary>
sealed class RequestFaultStatement(RequestFaults kinds) : Statement
{
    public override Outcome Evaluate(Evaluation evaluation)
    {
        if (evaluation.Faults is not { } faults)
        {
            evaluation.Error = EvaluationError.TooMuchTransformed;
            return Outcome.Error;
        }
        var found = (faults & kinds) != RequestFaults.None;
        evaluation.Explaining?.Add(new Look("RequestFault", "REQUEST", null, faults.ToString(), found ? (faults & kinds).ToString() : null));
        return found ? Outcome.Match : Outcome.NoMatch;
    }
}
