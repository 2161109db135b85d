namespace Redoubt.Tests.Rules;

/// <summary>The cases of every operation, one table for each service; a new operation needs a line in its service's table.</summary>
static class OperationCases
{
    public static IReadOnlyList<OperationCase> All { get; } =
        [.. StsCases.All, .. IamCases.All, .. KmsCases.All, .. CloudTrailCases.All, .. WafV2Cases.All, .. OperatorCases.All];
}

static class StsCases
{
    public static IReadOnlyList<OperationCase> All { get; } =
    [
        new("sts", "GetCallerIdentity") { Input = s => Task.FromResult<object>(new { }), Unconstrained = "it takes no input", NeedsNoPermission = true },
    ];
}

static class CloudTrailCases
{
    public static IReadOnlyList<OperationCase> All { get; } =
    [
        new("cloudtrail", "LookupEvents") { Input = s => Task.FromResult<object>(new { MaxResults = 1 }), Invalid = new { MaxResults = 51 } },
    ];
}

static class OperatorCases
{
    public static IReadOnlyList<OperationCase> All { get; } =
    [
        new("redoubt", "Explain")
        {
            Input = async s => new { Id = (await s.Root.Query("sts", "GetCallerIdentity")).RequestId }, Invalid = new { Id = "" },
        },
        new("redoubt", "GetStatus") { Input = s => Task.FromResult<object>(new { }), Unconstrained = "it takes no input" },
    ];
}
