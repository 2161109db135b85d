namespace Redoubt.Tests.Aws.Pipeline;

/// <summary>A page token goes on where a listing ended, for who asked, in the same listing, for an hour.</summary>
public sealed class PageTokenTests
{
    [Fact]
    public async Task A_token_is_good_for_its_caller_its_operation_and_an_hour_only()
    {
        var clock = new FakeClock();
        await using var server = await Server.Start(clock: clock);
        using var reader = await server.User("reader", """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "iam:*", "Resource": "*" } }""");
        await server.Root.Query("iam", "CreateUser", ("UserName", "second"));
        foreach (var name in (string[])["p1", "p2"]) await server.Root.Query("iam", "CreatePolicy", ("PolicyName", name), ("PolicyDocument", Rules.CaseSetup.AllowNothing));
        var token = (await server.Root.Query("iam", "ListUsers", ("MaxItems", "1"))).Text("Marker");

        var next = await server.Root.SendQuery("iam", "ListUsers", ("Marker", token));
        var other = await reader.SendQuery("iam", "ListUsers", ("Marker", token));
        var elsewhere = await server.Root.SendQuery("iam", "ListPolicies", ("Marker", token));
        var tampered = await server.Root.SendQuery("iam", "ListUsers", ("Marker", Flipped(token)));
        var nonsense = await server.Root.SendQuery("iam", "ListUsers", ("Marker", "nonsense"));
        clock.Advance(TimeSpan.FromMinutes(61));
        var late = await server.Root.SendQuery("iam", "ListUsers", ("Marker", token));

        Assert.Equal("second", Assert.Single(next.Texts("UserName")));
        Assert.All((Answer[])[other, elsewhere, tampered, nonsense, late], answer => Assert.Equal((400, "ValidationError"), (answer.Status, answer.Code)));
    }

    static string Flipped(string token) => token[..10] + (token[10] == 'A' ? 'B' : 'A') + token[11..];
}
