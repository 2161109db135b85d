namespace Redoubt.Services.CloudTrail;

/// <summary>CloudTrail's errors in CloudTrail's words.</summary>
static class CloudTrailErrors
{
    public static AwsError InvalidTimeRange() => new("InvalidTimeRangeException", 400, "The start time must not be after the end time.");

    public static AwsError InvalidLookupAttributes(string message) => new("InvalidLookupAttributesException", 400, message);

    public static AwsError InvalidNextToken() => new("InvalidNextTokenException", 400, "The NextToken is invalid, has expired or was given with other parameters.");
}
