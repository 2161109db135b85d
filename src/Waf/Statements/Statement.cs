namespace Redoubt.Waf;

/// <summary>A compiled question about a request. Shared by all threads; keeps nothing between requests.</summary>
abstract class Statement
{
    public abstract Outcome Evaluate(Evaluation evaluation);
}
