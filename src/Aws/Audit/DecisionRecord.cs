using System.Text.Json;

namespace Redoubt.Aws.Audit;

/// <summary>Keeps why a call was denied beside the record of the denial, to be found by the decision's id.</summary>
public static class DecisionRecord
{
    /// <summary>The key of a decision's explanation.</summary>
    public static long Key(string decisionId) => EventKey.Of("decision", decisionId);
}
