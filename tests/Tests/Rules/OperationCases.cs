namespace Redoubt.Tests.Rules;

/// <summary>The cases of every operation, one table for each service; a new operation needs a line in its service's table.</summary>
static class OperationCases
{
    public static IReadOnlyList<OperationCase> All { get; } =
        [.. StsCases.All, .. IamCases.All, .. KmsCases.All, .. CloudTrailCases.All, .. WafV2Cases.All, .. TrialCases.All, .. OperatorCases.All];
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

static class TrialCases
{
    public static IReadOnlyList<OperationCase> All { get; } =
    [
        new("redoubt-waf", "ExplainRequest") { Input = s => Task.FromResult<object>(new { RequestId = s.KeptRequest() }), Invalid = new { RequestId = "" } },
        new("redoubt-waf", "StartTrial") { Input = async s => new { ResourceArn = await s.ProtectedLoadBalancer() }, Invalid = new { ResourceArn = "" } },
        new("redoubt-waf", "TryRequests")
        {
            Input = async s =>
            {
                var trial = await s.Root.Json("redoubt-waf", "StartTrial", new { ResourceArn = await s.ProtectedLoadBalancer() });
                return new { TrialId = (string)trial["TrialId"]!, Requests = new[] { new { Raw = Convert.ToBase64String("GET / HTTP/1.1\r\n\r\n"u8), Client = "192.0.2.1" } } };
            },
            Invalid = new { TrialId = "", Requests = Array.Empty<object>() },
        },
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
