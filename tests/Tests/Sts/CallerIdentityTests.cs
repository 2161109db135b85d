namespace Redoubt.Tests.Sts;

public sealed class CallerIdentityTests
{
    [Fact]
    public async Task Callers_are_told_who_they_are_even_where_a_policy_denies_everything()
    {
        await using var server = await Server.Start(options => options with { AccountId = AccountId.Parse("111122223333") });
        using var alice = await server.User("alice", """{ "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*" } }""");

        var root = await server.Root.Query("sts", "GetCallerIdentity");
        var user = await alice.Query("sts", "GetCallerIdentity");

        Assert.Equal(("arn:aws:iam::111122223333:root", "111122223333", "111122223333"), (root.Text("Arn"), root.Text("Account"), root.Text("UserId")));
        Assert.Equal(("arn:aws:iam::111122223333:user/alice", "111122223333"), (user.Text("Arn"), user.Text("Account")));
        Assert.StartsWith("AIDA", user.Text("UserId"));
    }
}
