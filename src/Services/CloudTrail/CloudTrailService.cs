using Redoubt.Aws;

namespace Redoubt.Services.CloudTrail;

/// <summary>CloudTrail: the event history.</summary>
sealed partial class CloudTrailService : AwsService
{
    readonly IJournal journal;

    public CloudTrailService(IJournal journal) : base(CloudTrailShapes.Service)
    {
        this.journal = journal;

        Add(LookupEvents, (LookupEventsRequest r) => Arn.Any);
    }
}
