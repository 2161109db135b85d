using Redoubt.Aws;
using Redoubt.Services.WafV2.Associations;
using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.InForce;
using Redoubt.Services.WafV2.Rules;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2.Trials;

/// <summary>Why a rule acted on a request, and what another web ACL would have done with recorded ones.</summary>
sealed class TrialService : AwsService
{
    readonly Documents documents;
    readonly CompiledSets sets;
    readonly AclCompiler compiler;
    readonly RecentRequests recent;
    readonly Trials trials;

    public TrialService(Documents documents, CompiledSets sets, AclCompiler compiler, RecentRequests recent, Trials trials) : base(TrialShapes.Service)
    {
        (this.documents, this.sets, this.compiler, this.recent, this.trials) = (documents, sets, compiler, recent, trials);

        Add(ExplainRequest, (ExplainRequestInput r) => Arn.Any, readOnly: true);
        Add(StartTrial, (StartTrialInput r) => Arn.Any, readOnly: true);
        Add(TryRequests, (TryRequestsInput r) => Arn.Any, readOnly: true);
    }

    ValueTask<ExplainRequestOutput> ExplainRequest(ExplainRequestInput input, Call call)
    {
        var found = recent.Find(input.RequestId) is { } kept && EntityAccount(kept.ResourceArn) == call.Account.ToString() ? kept : null;
        if (found is null)
            throw new AwsError("NotFoundException", 404, $"no rule acted on a request `{input.RequestId}`, or it is no longer remembered");
        var verdict = found.Acl.Explain(found.Request);
        return new(new ExplainRequestOutput
        {
            Time = found.Time,
            ResourceArn = found.ResourceArn,
            WebAcl = found.Acl.Name,
            Method = Escaped.Text(found.Request.Method),
            Client = found.Request.ClientAddress.ToString(),
            Action = Outcomes.Name(verdict.Action),
            TerminatingRule = verdict.TerminatingRule,
            Rules = [.. verdict.Explanation!.Rules.Select(Explained)],
        });
    }

    async ValueTask<StartTrialOutput> StartTrial(StartTrialInput input, Call call)
    {
        var association = await documents.Get(AssociationRecord.Collection, call.Scope, input.ResourceArn, call.Aborted);
        if (association is null || EntityArn.Read(association.Value.WebAclArn) is not { } arn)
            throw new AwsError("NotFoundException", 404, $"`{input.ResourceArn}` is no load balancer with a web ACL in this account and region");
        var stored = await documents.Get(WebAclRecord.Collection, arn.StorageScope, arn.Name, call.Aborted)
            ?? throw new AwsError("NotFoundException", 404, $"the web ACL of `{input.ResourceArn}` is gone");

        var acl = stored.Value;
        var clock = new RecordedClock(call.Time);
        var inForce = await Compile(acl.Name, acl.LabelNamespace, acl.Text, clock, call);
        var candidate = input.WebACL is { } other
            ? await Compile(acl.Name, acl.LabelNamespace, new(other.DefaultAction, other.Rules, other.CustomResponseBodies, other.CaptchaConfig, other.ChallengeConfig), clock, call)
            : null;
        var id = trials.Add(new Trial(call.Account.ToString(), inForce, candidate, clock))
            ?? throw new AwsError("LimitExceededException", 429, $"at most {Trials.Most} trials at a time; try again when one has been idle for {Trials.Idle.TotalMinutes} minutes");
        return new() { TrialId = id, InForce = acl.Name };
    }

    ValueTask<TryRequestsOutput> TryRequests(TryRequestsInput input, Call call)
    {
        if (trials.Find(input.TrialId) is not { } trial || trial.Account != call.Account.ToString())
            throw new AwsError("NotFoundException", 404, $"there is no trial `{input.TrialId}`, or it has been idle for too long");
        var results = new List<TriedResult>(input.Requests.Count);
        foreach (var tried in input.Requests)
        {
            call.Aborted.ThrowIfCancellationRequested();
            results.Add(trial.Try(tried));
        }
        return new(new TryRequestsOutput { Results = results });
    }

    async ValueTask<WebAcl> Compile(string name, string labelNamespace, AclText text, TimeProvider clock, Call call)
    {
        var content = AclContent.Read(name, labelNamespace, text);
        var references = References.Of(content.Rules);
        if (references.Any(reference => EntityArn.Read(reference)?.IsOf(call) is not true)) throw WafV2Errors.BadReference();
        var result = compiler.Compile(content, await sets.Load(references, call.Aborted), clock);
        return result.Acl ?? throw Problems.Error(result.Problems, content.Rules);
    }

    static ExplainedRule Explained(RuleExplanation rule) => new()
    {
        Name = rule.Rule,
        Group = rule.Group,
        Matched = rule.Matched,
        Omitted = rule.Omitted,
        Looks =
        [
            .. rule.Looks.Select(look => new ExplainedLook
            {
                Statement = look.Statement,
                Location = look.Location,
                Name = look.Name is null ? null : Escaped.Text(look.Name),
                Seen = Escaped.Text(look.Seen),
                Matched = look.Matched is null ? null : Escaped.Text(look.Matched),
                Length = look.Length,
            }),
        ],
    };

    static string EntityAccount(string arn) => Arn.TryParse(arn, out var parsed) ? parsed.Account.ToString() : "";
}
