using System.Text.Json;
using Redoubt.Audit;

namespace Redoubt.Aws.Audit;

/// <summary>Keeps why a call was denied beside the record of the denial, to be found by the decision's id.</summary>
static class DecisionRecord
{
    public static void Append(Call refusal, AccessDeniedError denied) => refusal.Work.Append(new JournalEvent(
        EventKinds.Decision, refusal.Time, JsonSerializer.SerializeToUtf8Bytes(denied.Explanation, JsonSerializerOptions.Web),
        [AuditKeys.Decision(refusal.Account, denied.DecisionId)]));
}
