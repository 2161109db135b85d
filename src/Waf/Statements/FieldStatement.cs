namespace Redoubt.Waf;

/// <summary>A question about one field after its transformations: it holds where it holds for any part of the field.</summary>
abstract class FieldStatement(FieldTarget target) : Statement
{
    /// <summary>For explanations, such as <c>ByteMatch</c>.</summary>
    protected abstract string Kind { get; }

    public sealed override Outcome Evaluate(Evaluation evaluation)
    {
        var values = evaluation.Values(target.Slot);
        if (values.Decided is { } decided)
        {
            if (decided == Outcome.Error) evaluation.Error = EvaluationError.TooMuchTransformed;
            evaluation.Explaining?.Add(new Look(Kind, target.Location, null, "", decided == Outcome.Match ? "" : null));
            return decided;
        }
        if (!MayMatch(evaluation)) return Outcome.NoMatch;
        for (var i = 0; i < values.Count; i++)
        {
            ref readonly var part = ref values[i];
            var found = Match(in part, out var start, out var length);
            if (evaluation.Explaining is not null) Explain(evaluation, in part, found, start, length);
            if (found == Outcome.Match)
            {
                Note(evaluation, target, in part);
                return Outcome.Match;
            }
            if (found == Outcome.Error)
            {
                // The first is the last: each further part could take as long again.
                evaluation.Error = EvaluationError.RegexTimeout;
                return Outcome.Error;
            }
        }
        return Outcome.NoMatch;
    }

    /// <summary>False where no part of the field can match, which is cheaper to know than to try.</summary>
    protected virtual bool MayMatch(Evaluation evaluation) => true;

    /// <param name="start">Where the match lies, for explanations only.</param>
    protected abstract Outcome Match(in Component part, out int start, out int length);

    /// <summary>Notes where a match was found; only attack detectors do.</summary>
    protected virtual void Note(Evaluation evaluation, FieldTarget target, in Component part)
    {
    }

    void Explain(Evaluation evaluation, in Component part, Outcome found, int start, int length) =>
        evaluation.Explaining!.Add(Look.At(Kind, target.Location, part.Name, part.Text.Span, start, found == Outcome.Match ? length : null));
}

/// <summary>What a field statement looks at.</summary>
/// <param name="Slot">Where the evaluation keeps the transformed field.</param>
/// <param name="Location">The field, as logs name it.</param>
sealed record FieldTarget(int Slot, string Location);
