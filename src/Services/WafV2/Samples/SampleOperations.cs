using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.Samples;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    // What has no name of its own: the requests that no rule decided.
    const string DefaultAction = "Default_Action";

    // Samples are this node's: what it saw since its start.
    async ValueTask<GetSampledRequestsResponse> GetSampledRequests(GetSampledRequestsRequest request, Call call)
    {
        var acl = (await webAcls.Find(EntityArn.Own(request.WebAclArn, call), call)).Value;
        if (EntityArn.Own(request.WebAclArn, call).Scope != request.Scope) throw BadScope(request.Scope);
        var metric = request.RuleMetricName == DefaultAction ? acl.VisibilityConfig.MetricName : request.RuleMetricName;
        if (metric != acl.VisibilityConfig.MetricName && acl.Rules.All(rule => rule.VisibilityConfig.MetricName != metric)) throw Nonexistent();
        var (from, to) = (request.TimeWindow.StartTime, request.TimeWindow.EndTime);
        if (to < from) throw Invalid("the time window ends before it begins", "TIME_WINDOW", "TimeWindow");
        var oldest = call.Time - MetricSamples.Kept;
        if (from < oldest) from = oldest;

        var (found, population) = enforced.WatchOf(acl.Arn)?.Samples.Find(metric)?.Find(from, to) ?? ([], 0);
        var shown = Spread(found, (int)request.MaxItems);
        var share = shown.Count == 0 ? 1 : (double)found.Count / shown.Count;
        return new()
        {
            SampledRequests = shown.ConvertAll(one => Sampled(one.Sample, Math.Max(1, (long)Math.Round(one.Weight * share)))),
            PopulationSize = population,
            TimeWindow = new() { StartTime = from, EndTime = to },
        };
    }

    // Evenly over the time, where there are more than wanted.
    static List<(Sample Sample, double Weight)> Spread(List<(Sample Sample, double Weight)> found, int most) =>
        found.Count <= most ? found : [.. Enumerable.Range(0, most).Select(i => found[(int)((long)i * found.Count / most)])];

    static SampledHTTPRequest Sampled(Sample sample, long weight) => new()
    {
        Request = sample.Request,
        Weight = weight,
        Timestamp = sample.Time,
        Action = sample.Action,
        RuleNameWithinRuleGroup = sample.Inner,
        RequestHeadersInserted = sample.Inserted,
        ResponseCodeSent = sample.Status,
        Labels = sample.Labels,
        CaptchaResponse = sample.Captcha,
        ChallengeResponse = sample.Challenge,
        OverriddenAction = sample.Overridden,
    };
}
