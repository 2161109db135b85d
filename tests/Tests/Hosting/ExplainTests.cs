using System.Text.Json.Nodes;

namespace Redoubt.Tests.Hosting;

public sealed class ExplainTests
{
    [Fact]
    public async Task A_denial_can_be_explained_by_its_decision_and_a_call_by_its_request()
    {
        await using var server = await Server.Start();
        using var alice = await server.User("alice", """
            {
              "Version": "2012-10-17",
              "Statement": [
                { "Sid": "Yes", "Effect": "Allow", "Action": "kms:*", "Resource": "*" },
                { "Sid": "NotHere", "Effect": "Deny", "Action": "kms:ListKeys", "Resource": "*", "Condition": { "StringEquals": { "aws:RequestedRegion": "us-east-1" } } }
              ]
            }
            """);
        var denied = await alice.SendJson("kms", "ListKeys");
        var decision = denied.Message[(denied.Message.LastIndexOf(' ') + 1)..^1];

        var explained = JsonNode.Parse((string)(await server.Root.Json("redoubt", "Explain", new { Id = decision }))["Document"]!)!;
        var recorded = JsonNode.Parse((string)(await server.Root.Json("redoubt", "Explain", new { Id = denied.RequestId }))["Document"]!)!;
        var unknown = await server.Root.SendJson("redoubt", "Explain", new JsonObject { ["Id"] = "nothing" });
        var forbidden = await alice.SendJson("redoubt", "Explain", new JsonObject { ["Id"] = decision });

        Assert.Equal((false, "kms:ListKeys", "NotHere"), ((bool)explained["allowed"]!, (string)explained["action"]!, (string)explained["decided"]!["sid"]!));
        Assert.Equal("ListKeys", (string)recorded["eventName"]!);
        Assert.Equal((404, "NotFoundException"), (unknown.Status, unknown.Code));
        Assert.Equal("AccessDeniedException", forbidden.Code);
    }
}
