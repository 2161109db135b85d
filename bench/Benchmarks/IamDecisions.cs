using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Redoubt.Services.Iam;
using Redoubt.Services.Iam.ManagedPolicies;
using Redoubt.Services.Iam.Policies;
using Redoubt.Services.Iam.Users;
using Redoubt.Storage;

namespace Redoubt.Benchmarks;

/// <summary>
/// Policy decisions in this process: a user whose last policy allows <c>kms:Encrypt</c> on a key whose own policy delegates to the
/// account. Every policy has three statements, one of them a denial, with conditions.
/// </summary>
static class IamDecisions
{
    static readonly AccountId Account = AccountId.Parse("123456789012");

    public static async Task<int> Run()
    {
        using var folder = new TemporaryFolder();
        await using var database = await Database.Open(
            new StorageOptions { Connection = folder.Path }, [IamModule.Schema], TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        using var users = new UserStore(database.Documents);
        var authorizer = new IamAuthorizer(users);
        var key = Key(authorizer);

        Measure.Header();
        foreach (var count in (int[])[1, 10, 100])
        {
            var (name, set) = await Add(database, count);
            var call = Call(database.Journal, authorizer, name);
            if (!Evaluator.Decide(call, "kms:Encrypt", key, set).Allowed) throw new InvalidOperationException("the user was expected to be allowed");
            await authorizer.Require(call, "kms:Encrypt", key);
            Measure.Print($"decide, {count} policies", () => Evaluator.Decide(call, "kms:Encrypt", key, set));
            Measure.Print($"find the caller's policies and decide, {count}", () => Measure.AtOnce(authorizer.Require(call, "kms:Encrypt", key)));
        }
        return 0;
    }

    static Resource Key(IamAuthorizer authorizer) => new(Arn.Parse($"arn:aws:kms:us-east-1:{Account}:key/1234abcd-12ab-34cd-56ef-1234567890ab"))
    {
        Type = "AWS::KMS::Key",
        PolicyRule = ResourcePolicyRule.MustDelegate,
        Policy = authorizer.Compile(
            $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{Account}}}:root"},"Action":"kms:*","Resource":"*"}}""", PolicyKind.Resource),
        Conditions = new Dictionary<string, IReadOnlyList<string>> { ["kms:encryptioncontext:shop"] = ["demo"], ["kms:keyspec"] = ["SYMMETRIC_DEFAULT"] },
    };

    static string Document(int index, bool grants) => $$$"""
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:ListBucket"],"Resource":["arn:aws:s3:::shop-{{{index}}}","arn:aws:s3:::shop-{{{index}}}/*"]},
        {"Effect":"Allow","Action":["kms:Decrypt","{{{(grants ? "kms:Encrypt" : "kms:ReEncrypt*")}}}"],"Resource":"arn:aws:kms:*:{{{Account}}}:key/*","Condition":{"StringEquals":{"kms:EncryptionContext:shop":"demo"} }},
        {"Effect":"Deny","Action":"kms:*","Resource":"arn:aws:kms:*:*:key/kept-{{{index}}}-*","Condition":{"StringNotLike":{"aws:PrincipalTag/team":"shop-*"} }}]}
        """;

    static async Task<(string UserName, PolicySet Set)> Add(Database database, int count)
    {
        var (work, now) = (database.Journal.Begin(), TimeProvider.System.GetUtcNow());
        var named = new List<NamedPolicy>();
        for (var i = 0; i < count; i++)
        {
            var (name, document) = ($"bench-{count}-{i}", Document(i, grants: i == count - 1));
            var arn = $"arn:aws:iam::{Account}:policy/{name}";
            named.Add(new NamedPolicy(arn, PolicyCompiler.Compile(document, PolicyKind.Identity)));
            work.Insert(PolicyRecord.Collection, Account.ToString(), PolicyRecord.Key(name), new PolicyRecord
            {
                PolicyName = name, PolicyId = $"ANPA{i:D16}", Path = "/", Arn = arn, Created = now, Updated = now, Tags = new Dictionary<string, string>(),
                DefaultVersion = "v1", Versions = [new PolicyVersionRecord("v1", document, now)], NextVersion = 2, Attachments = 1,
            });
        }
        var user = $"bench-{count}";
        work.Insert(UserRecord.Collection, Account.ToString(), UserRecord.Key(user), new UserRecord
        {
            UserName = user, UserId = "AIDA0000000000000000", Path = "/", Account = Account.ToString(), Created = now, Tags = new Dictionary<string, string>(),
            InlinePolicies = new Dictionary<string, string>(), AttachedPolicies = [.. named.Select(policy => policy.Name)],
        });
        await work.Commit(CancellationToken.None);
        return (user, new PolicySet(named));
    }

    static Call Call(IJournal journal, IAuthorizer authorizer, string user) => new()
    {
        Service = "kms", Operation = "Encrypt", EventSource = "kms.amazonaws.com", RequestId = Ids.Uuid(), Time = TimeProvider.System.GetUtcNow(),
        Account = Account, Region = Region.Parse("us-east-1"), SourceAddress = IPAddress.Parse("192.0.2.7"), UserAgent = "aws-cli/2.15",
        Principal = new Principal(PrincipalKind.User, Arn.Global("iam", Account, $"user/{user}"), Account, "AIDA0000000000000000") { UserName = user },
        Work = journal.Begin(), Authorizer = authorizer, Pages = NoPages.Instance,
    };

    // Nothing here has pages.
    sealed class NoPages : IPageTokens
    {
        public static readonly NoPages Instance = new();

        public string Seal(Call call, string position) => throw new NotSupportedException();

        public string? Open(Call call, string token) => throw new NotSupportedException();
    }
}
