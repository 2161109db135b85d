namespace Redoubt.Tests.Rules;

static class IamCases
{
    static readonly object NoName = new { UserName = "no spaces" };

    static readonly object ShortArn = new { PolicyArn = "arn" };

    static readonly object[] Tags = [new { Key = "a", Value = "b" }];

    public static IReadOnlyList<OperationCase> All { get; } =
    [
        new("iam", "CreateUser") { Input = s => Task.FromResult<object>(new { UserName = CaseSetup.Name() }), Invalid = NoName },
        OnUser("GetUser"),
        new("iam", "UpdateUser") { Input = async s => new { UserName = await s.User(), NewUserName = CaseSetup.Name() }, Invalid = NoName },
        OnUser("DeleteUser"),
        new("iam", "ListUsers")
        {
            Input = s => Task.FromResult<object>(new { MaxItems = 1 }), Invalid = new { MaxItems = 1001 },
        },
        new("iam", "TagUser") { Input = async s => new { UserName = await s.User(), Tags }, Invalid = NoName },
        new("iam", "UntagUser") { Input = async s => new { UserName = await s.User(), TagKeys = new[] { "a" } }, Invalid = NoName },
        OnUser("ListUserTags"),
        OnUser("ListGroupsForUser"),

        OnUser("CreateAccessKey"),
        new("iam", "UpdateAccessKey")
        {
            Input = async s => await s.AccessKey() is var (user, key) ? new { UserName = user, AccessKeyId = key, Status = "Inactive" } : null!,
            Invalid = new { AccessKeyId = "AKIAAAAAAAAAAAAAAAAA", Status = "Off" },
        },
        new("iam", "DeleteAccessKey")
        {
            Input = async s => await s.AccessKey() is var (user, key) ? new { UserName = user, AccessKeyId = key } : null!, Invalid = new { AccessKeyId = "short" },
        },
        OnUser("ListAccessKeys"),
        new("iam", "GetAccessKeyLastUsed") { Input = async s => new { AccessKeyId = (await s.AccessKey()).Key }, Invalid = new { AccessKeyId = "short" } },

        new("iam", "PutUserPolicy") { Input = async s => new { UserName = await s.User(), PolicyName = "p", PolicyDocument = CaseSetup.AllowNothing }, Invalid = NoName },
        OnInline("GetUserPolicy"),
        OnInline("DeleteUserPolicy"),
        OnUser("ListUserPolicies"),

        new("iam", "CreatePolicy") { Input = s => Task.FromResult<object>(new { PolicyName = CaseSetup.Name(), PolicyDocument = CaseSetup.AllowNothing }), Invalid = new { PolicyName = "p" } },
        OnPolicy("GetPolicy"),
        OnPolicy("DeletePolicy"),
        new("iam", "ListPolicies") { Input = s => Task.FromResult<object>(new { Scope = "Local" }), Invalid = new { Scope = "Galaxy" } },
        new("iam", "CreatePolicyVersion") { Input = async s => new { PolicyArn = await s.Policy(), PolicyDocument = CaseSetup.AllowNothing }, Invalid = ShortArn },
        OnVersion("GetPolicyVersion"),
        OnVersion("DeletePolicyVersion"),
        OnPolicy("ListPolicyVersions"),
        OnVersion("SetDefaultPolicyVersion"),
        new("iam", "TagPolicy") { Input = async s => new { PolicyArn = await s.Policy(), Tags }, Invalid = ShortArn },
        new("iam", "UntagPolicy") { Input = async s => new { PolicyArn = await s.Policy(), TagKeys = new[] { "a" } }, Invalid = ShortArn },
        OnPolicy("ListPolicyTags"),

        new("iam", "AttachUserPolicy") { Input = async s => new { UserName = await s.User(), PolicyArn = await s.Policy() }, Invalid = NoName },
        new("iam", "DetachUserPolicy") { Input = async s => await s.Attached() is var (user, policy) ? new { UserName = user, PolicyArn = policy } : null!, Invalid = NoName },
        OnUser("ListAttachedUserPolicies"),
        OnPolicy("ListEntitiesForPolicy"),
    ];

    static OperationCase OnUser(string operation) => new("iam", operation) { Input = async s => new { UserName = await s.User() }, Invalid = NoName };

    static OperationCase OnPolicy(string operation) => new("iam", operation) { Input = async s => new { PolicyArn = await s.Policy() }, Invalid = ShortArn };

    static OperationCase OnVersion(string operation) => new("iam", operation)
    {
        Input = async s => new { PolicyArn = await s.PolicyWithTwoVersions(), VersionId = "v2" }, Invalid = new { PolicyArn = "arn:aws:iam::000000000000:policy/p", VersionId = "2" },
    };

    static OperationCase OnInline(string operation) => new("iam", operation)
    {
        Input = async s => await s.InlinePolicy() is var (user, policy) ? new { UserName = user, PolicyName = policy } : null!, Invalid = NoName,
    };
}
