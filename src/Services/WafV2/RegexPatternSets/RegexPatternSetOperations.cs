using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.RegexPatternSets;
using Redoubt.Storage;
using Redoubt.Waf;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    const int MaxPatterns = 10;

    async ValueTask<CreateRegexPatternSetResponse> CreateRegexPatternSet(CreateRegexPatternSetRequest request, Call call)
    {
        var tags = Tagging.Read(request.Tags);
        var arn = EntityArn.Of(EntityArn.RegexPatternSet, request.Scope, request.Name, Ids.Uuid(), call);
        if (tags.Count > 0) await call.Require("wafv2:TagResource", regexSets.NewResource(request.Name, request.Scope, request.Tags, call));
        var read = Patterns(request.RegularExpressionList);
        await regexSets.RequireFree(arn, call);

        var record = new RegexPatternSetRecord
        {
            Name = request.Name,
            Id = arn.Id,
            Arn = arn.Arn.ToString(),
            LockToken = Ids.Uuid(),
            Description = request.Description ?? "",
            Tags = tags,
            Patterns = read,
        };
        regexSets.Insert(arn, record, call);
        return new() { Summary = Summary(record) };
    }

    async ValueTask<GetRegexPatternSetResponse> GetRegexPatternSet(GetRegexPatternSetRequest request, Call call)
    {
        var set = (await regexSets.Find(request.Name, request.Scope, request.Id, call)).Value;
        return new()
        {
            RegexPatternSet = new()
            {
                Name = set.Name, Id = set.Id, ARN = set.Arn, Description = set.Description,
                RegularExpressionList = set.Patterns.Select(pattern => new Regex { RegexString = pattern }).ToList(),
            },
            LockToken = set.LockToken,
        };
    }

    async ValueTask<UpdateRegexPatternSetResponse> UpdateRegexPatternSet(UpdateRegexPatternSetRequest request, Call call)
    {
        var found = await regexSets.Find(request.Name, request.Scope, request.Id, request.LockToken, call);
        var token = Ids.Uuid();
        call.Update(found, found.Value with { LockToken = token, Description = request.Description ?? "", Patterns = Patterns(request.RegularExpressionList) });
        call.AnswerOnceInForce(enforced.CaughtUp);
        return new() { NextLockToken = token };
    }

    async ValueTask<DeleteRegexPatternSetResponse> DeleteRegexPatternSet(DeleteRegexPatternSetRequest request, Call call)
    {
        await regexSets.Delete(await regexSets.Find(request.Name, request.Scope, request.Id, request.LockToken, call), call);
        return new();
    }

    async ValueTask<ListRegexPatternSetsResponse> ListRegexPatternSets(ListRegexPatternSetsRequest request, Call call)
    {
        var (page, next) = await regexSets.List(request.Scope, request.Limit, request.NextMarker, call);
        return new() { RegexPatternSets = page.ConvertAll(Summary), NextMarker = next };
    }

    // Compiled here as every ACL that uses the set will.
    List<string> Patterns(IReadOnlyList<Regex> list)
    {
        if (list.Count > MaxPatterns) throw TooMany($"a regex pattern set has at most {MaxPatterns} patterns");
        var read = list.Select(regex => regex.RegexString ?? throw BelowMinimum(Fields.RegexPatternSet, "RegexString")).ToList();
        var problems = new List<Problem>();
        if (RegexSet.Compile(read, patternCache, problems) is null) throw Invalid(string.Join("; ", problems), Fields.RegexPatternSet, "RegularExpressionList");
        return read;
    }

    static RegexPatternSetSummary Summary(RegexPatternSetRecord set) =>
        new() { Name = set.Name, Id = set.Id, Description = set.Description, LockToken = set.LockToken, ARN = set.Arn };
}
