namespace Redoubt.Waf;

/// <summary>Compares a part's length in bytes. An untransformed body counts in full, also where only its beginning is inspected.</summary>
sealed class SizeConstraintStatement(FieldTarget target, ComparisonOperator comparison, long size) : FieldStatement(target)
{
    protected override string Kind => "SizeConstraint";

    protected override Outcome Match(in Component part, out int start, out int length)
    {
        start = 0;
        length = part.Text.Length;
        return Holds(Math.Max(part.Text.Length, part.WholeLength)) ? Outcome.Match : Outcome.NoMatch;
    }

    bool Holds(long actual) => comparison switch
    {
        ComparisonOperator.Equal => actual == size,
        ComparisonOperator.NotEqual => actual != size,
        ComparisonOperator.LessOrEqual => actual <= size,
        ComparisonOperator.Less => actual < size,
        ComparisonOperator.GreaterOrEqual => actual >= size,
        _ => actual > size,
    };
}
