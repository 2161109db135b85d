using System.Diagnostics;
using Redoubt.Services.Iam.Policies;

namespace Redoubt.Tests.Iam.Policies;

public sealed class HotPathTests(ITestOutputHelper output)
{
    const string Statements = """
        {"Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey*"],"Resource":"arn:aws:kms:*:111122223333:key/*","Condition":{"StringEquals":{"aws:RequestedRegion":["us-east-1","eu-central-1"]}}},
        {"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::home-${aws:username}","arn:aws:s3:::home-${aws:username}/*"]},
        {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","10.0.0.0/8"]},"Bool":{"aws:ViaAWSService":"false"}}}
        """;

    const string Granting = """{"Effect":"Allow","Action":"kms:Encrypt","Resource":"arn:aws:kms:eu-central-1:111122223333:key/*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"till"},"ForAllValues:StringEquals":{"kms:EncryptionContextKeys":["a","b"]},"DateLessThan":{"aws:CurrentTime":"2030-01-01"}}}""";
    const string KeyPolicy = """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}""";

    [Theory]
    [InlineData(1, "kms:Encrypt")]
    [InlineData(10, "kms:Encrypt")]
    [InlineData(100, "kms:Encrypt")]
    [InlineData(10, "kms:ScheduleKeyDeletion")]
    [InlineData(10, "s3:GetObject")]
    public void A_decision_allocates_nothing(int policies, string action)
    {
        var set = Ask.Policies([.. Enumerable.Repeat(Statements, policies - 1), Granting]);
        var call = Ask.By(Ask.Alice with { Tags = new Dictionary<string, string> { ["Team"] = "till" } });
        var resource = (action.StartsWith("s3", StringComparison.Ordinal) ? new Resource(Arn.Parse("arn:aws:s3:::home-alice/x")) { Owner = Ask.Here } : Ask.Key(KeyPolicy)) with
        {
            Conditions = new Dictionary<string, IReadOnlyList<string>> { ["kms:encryptioncontextkeys"] = ["a", "b"] },
        };
        var allowed = Evaluator.Decide(call, action, resource, set).Allowed;
        for (var i = 0; i < 20_000; i++) Evaluator.Decide(call, action, resource, set);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20_000; i++) Evaluator.Decide(call, action, resource, set);
        var elapsed = Stopwatch.GetElapsedTime(start);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        output.WriteLine($"{policies} policies, {action}, {(allowed ? "allowed" : "denied")}: {elapsed.TotalNanoseconds / 20_000:F0} ns");
        Assert.Equal(action != "kms:ScheduleKeyDeletion", allowed);
        Assert.Equal(0, allocated);
    }
}
