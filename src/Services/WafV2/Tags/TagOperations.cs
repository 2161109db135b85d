using System.Globalization;
using Redoubt.Services.WafV2.Entities;
using Redoubt.Storage;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    async ValueTask<TagResourceResponse> TagResource(TagResourceRequest request, Call call)
    {
        var added = Tagging.Read(request.Tags);
        await ChangeTags(request.ResourceARN, tags => Tagging.Merge(tags, added), call);
        return new();
    }

    async ValueTask<UntagResourceResponse> UntagResource(UntagResourceRequest request, Call call)
    {
        await ChangeTags(request.ResourceARN, tags => tags.Where(tag => !request.TagKeys.Contains(tag.Key)).ToDictionary(), call);
        return new();
    }

    async ValueTask<ListTagsForResourceResponse> ListTagsForResource(ListTagsForResourceRequest request, Call call)
    {
        var tags = (await Tagged(request.ResourceARN, call)).Tags!.OrderBy(tag => tag.Key, StringComparer.Ordinal).ToList();
        var (from, limit) = (Position(request.NextMarker, call), request.Limit ?? 100);
        var next = from + limit;
        return new()
        {
            TagInfoForResource = new()
            {
                ResourceARN = request.ResourceARN,
                TagList = tags.Skip(from).Take(limit).Select(tag => new Tag { Key = tag.Key, Value = tag.Value }).ToList(),
            },
            NextMarker = next < tags.Count ? call.Pages.Seal(call, next.ToString(CultureInfo.InvariantCulture)) : null,
        };
    }

    // Tags are no content: the lock token stays, as does what is in force.
    async ValueTask ChangeTags(string text, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change, Call call)
    {
        var arn = EntityArn.Own(text, call);
        switch (arn.Kind)
        {
            case EntityArn.WebAcl:
                var acl = await webAcls.Find(arn, call);
                call.Update(acl, acl.Value with { Tags = change(acl.Value.Tags) });
                break;
            case EntityArn.RuleGroup:
                var group = await ruleGroups.Find(arn, call);
                call.Update(group, group.Value with { Tags = change(group.Value.Tags) });
                break;
            case EntityArn.IpSet:
                var ipSet = await ipSets.Find(arn, call);
                call.Update(ipSet, ipSet.Value with { Tags = change(ipSet.Value.Tags) });
                break;
            default:
                var regexSet = await regexSets.Find(arn, call);
                call.Update(regexSet, regexSet.Value with { Tags = change(regexSet.Value.Tags) });
                break;
        }
    }

    async ValueTask<Resource> Tagged(string text, Call call)
    {
        var arn = EntityArn.Own(text, call);
        return arn.Kind switch
        {
            EntityArn.WebAcl => webAcls.Describe((await webAcls.Find(arn, call)).Value),
            EntityArn.RuleGroup => ruleGroups.Describe((await ruleGroups.Find(arn, call)).Value),
            EntityArn.IpSet => ipSets.Describe((await ipSets.Find(arn, call)).Value),
            _ => regexSets.Describe((await regexSets.Find(arn, call)).Value),
        };
    }

    // Tag keys may be longer than a marker, which at 256 characters holds a number well.
    static int Position(string? marker, Call call)
    {
        if (marker is null) return 0;
        return int.TryParse(call.Pages.Open(call, marker), NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : throw BadMarker();
    }
}
