using Redoubt.Audit;

namespace Redoubt.Services.CloudTrail;

/// <summary>The one attribute that LookupEvents filters by, or none.</summary>
sealed class EventFilter
{
    readonly LookupAttribute? attribute;

    EventFilter(LookupAttribute? attribute) => this.attribute = attribute;

    /// <exception cref="AwsError">There are several; AWS takes one.</exception>
    public static EventFilter Of(IReadOnlyList<LookupAttribute>? attributes) => attributes switch
    {
        null or { Count: 0 } => new(null),
        { Count: 1 } => new(attributes[0]),
        _ => throw CloudTrailErrors.InvalidLookupAttributes("You can only specify one lookup attribute."),
    };

    /// <summary>The key of the records to look at.</summary>
    public long Key(AccountId account, Region region) => attribute?.AttributeKey switch
    {
        null or LookupAttributeKey.ReadOnly => AuditKeys.All(account, region),
        LookupAttributeKey.EventId => AuditKeys.Event(account, Value),
        LookupAttributeKey.ResourceName => AuditKeys.Of(account, region, AuditKeys.ResourceName, AuditKeys.ShortName(Value)),
        var name => AuditKeys.Of(account, region, name, Value),
    };

    /// <summary>Whether a record found by its key really has the attribute: two values may share a key.</summary>
    public bool Matches(TrailRecord record, Region region) => attribute?.AttributeKey switch
    {
        null => true,
        LookupAttributeKey.EventId => record.EventId == Value && record.AwsRegion == region.ToString(),
        LookupAttributeKey.EventName => record.EventName == Value,
        LookupAttributeKey.ReadOnly => record.ReadOnly == Value,
        LookupAttributeKey.Username => record.Username == Value,
        LookupAttributeKey.EventSource => record.EventSource == Value,
        LookupAttributeKey.AccessKeyId => record.AccessKeyId == Value,
        LookupAttributeKey.ResourceType => record.Resources.Any(resource => resource.ResourceType == Value),
        _ => record.Resources.Any(resource => IsNamed(resource.ResourceName!)),
    };

    bool IsNamed(string resource) => resource == Value || AuditKeys.ShortName(resource) == Value || AuditKeys.NameBeforeId(resource) == Value;

    string Value => attribute!.AttributeKey == LookupAttributeKey.ReadOnly ? attribute.AttributeValue.ToLowerInvariant() : attribute.AttributeValue;
}
