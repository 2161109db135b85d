using Redoubt.Aws;
using Redoubt.Services.Iam.ManagedPolicies;
using Redoubt.Services.Iam.Users;
using Redoubt.Storage;

namespace Redoubt.Services.Iam;

/// <summary>IAM: users, access keys and policies, with the resource each operation touches.</summary>
sealed partial class IamService : AwsService
{
    readonly UserStore users;
    readonly Documents documents;
    readonly IJournal journal;
    readonly IKeyring keyring;

    public IamService(UserStore users, Documents documents, IJournal journal, IKeyring keyring) : base(IamShapes.Service)
    {
        this.users = users;
        this.documents = documents;
        this.journal = journal;
        this.keyring = keyring;

        Add(CreateUser, (CreateUserRequest r, Call c) => new Resource(NewUserArn(r.Path, r.UserName, c)) { Type = "AWS::IAM::User", RequestTags = Tagging.Read(r.Tags) });
        Add(GetUser, (GetUserRequest r, Call c) => UserResource(r.UserName, c));
        Add(UpdateUser, (UpdateUserRequest r, Call c) => UserResource(r.UserName, c));
        Add(DeleteUser, (DeleteUserRequest r, Call c) => UserResource(r.UserName, c));
        Add(ListUsers, (ListUsersRequest r, Call c) => Arn.Global("iam", c.Account, "user" + (r.PathPrefix ?? "/")));
        Add(TagUser, async (TagUserRequest r, Call c) => await UserResource(r.UserName, c) with { RequestTags = Tagging.Read(r.Tags) });
        Add(UntagUser, async (UntagUserRequest r, Call c) => await UserResource(r.UserName, c) with { TagKeys = r.TagKeys });
        Add(ListUserTags, (ListUserTagsRequest r, Call c) => UserResource(r.UserName, c));
        Add(ListGroupsForUser, (ListGroupsForUserRequest r, Call c) => UserResource(r.UserName, c));

        Add(CreateAccessKey, (CreateAccessKeyRequest r, Call c) => UserResource(r.UserName, c));
        Add(UpdateAccessKey, (UpdateAccessKeyRequest r, Call c) => UserResource(r.UserName, c));
        Add(DeleteAccessKey, (DeleteAccessKeyRequest r, Call c) => UserResource(r.UserName, c));
        Add(ListAccessKeys, (ListAccessKeysRequest r, Call c) => UserResource(r.UserName, c));
        Add(GetAccessKeyLastUsed, (GetAccessKeyLastUsedRequest r, Call c) => AccessKeyOwner(r.AccessKeyId, c));

        Add(PutUserPolicy, (PutUserPolicyRequest r, Call c) => UserResource(r.UserName, c));
        Add(GetUserPolicy, (GetUserPolicyRequest r, Call c) => UserResource(r.UserName, c));
        Add(DeleteUserPolicy, (DeleteUserPolicyRequest r, Call c) => UserResource(r.UserName, c));
        Add(ListUserPolicies, (ListUserPoliciesRequest r, Call c) => UserResource(r.UserName, c));

        Add(CreatePolicy, (CreatePolicyRequest r, Call c) => new Resource(NewPolicyArn(r.Path, r.PolicyName, c)) { Type = "AWS::IAM::Policy", RequestTags = Tagging.Read(r.Tags) });
        Add(GetPolicy, (GetPolicyRequest r, Call c) => PolicyResource(r.PolicyArn, c));
        Add(DeletePolicy, (DeletePolicyRequest r, Call c) => PolicyResource(r.PolicyArn, c));
        Add(ListPolicies, (ListPoliciesRequest r) => Arn.Any);
        Add(CreatePolicyVersion, (CreatePolicyVersionRequest r, Call c) => PolicyResource(r.PolicyArn, c));
        Add(GetPolicyVersion, (GetPolicyVersionRequest r, Call c) => PolicyResource(r.PolicyArn, c));
        Add(DeletePolicyVersion, (DeletePolicyVersionRequest r, Call c) => PolicyResource(r.PolicyArn, c));
        Add(ListPolicyVersions, (ListPolicyVersionsRequest r, Call c) => PolicyResource(r.PolicyArn, c));
        Add(SetDefaultPolicyVersion, (SetDefaultPolicyVersionRequest r, Call c) => PolicyResource(r.PolicyArn, c));
        Add(TagPolicy, async (TagPolicyRequest r, Call c) => await PolicyResource(r.PolicyArn, c) with { RequestTags = Tagging.Read(r.Tags) });
        Add(UntagPolicy, async (UntagPolicyRequest r, Call c) => await PolicyResource(r.PolicyArn, c) with { TagKeys = r.TagKeys });
        Add(ListPolicyTags, (ListPolicyTagsRequest r, Call c) => PolicyResource(r.PolicyArn, c));

        Add(AttachUserPolicy, async (AttachUserPolicyRequest r, Call c) => Attaching(await UserResource(r.UserName, c), r.PolicyArn));
        Add(DetachUserPolicy, async (DetachUserPolicyRequest r, Call c) => Attaching(await UserResource(r.UserName, c), r.PolicyArn));
        Add(ListAttachedUserPolicies, (ListAttachedUserPoliciesRequest r, Call c) => UserResource(r.UserName, c));
        Add(ListEntitiesForPolicy, (ListEntitiesForPolicyRequest r, Call c) => PolicyResource(r.PolicyArn, c));
    }

    // A user that does not exist is authorised by the name it would have, so that only those who may see users learn that it does not.
    async ValueTask<Resource> UserResource(string? userName, Call call)
    {
        var name = userName ?? call.Principal.UserName ?? throw IamErrors.NoUserName();
        var user = await users.Find(call.Account.ToString(), name, call.Aborted);
        return user?.Resource ?? new Resource(NewUserArn(null, name, call)) { Type = "AWS::IAM::User" };
    }

    async ValueTask<Resource> PolicyResource(string policyArn, Call call)
    {
        var policy = await users.Policy(call.Account.ToString(), policyArn, call.Aborted);
        if (policy is not null) return policy.Resource;
        return Arn.TryParse(policyArn, out var arn) ? new Resource(arn) { Type = "AWS::IAM::Policy" } : throw IamErrors.Validation($"ARN {policyArn} is not valid.");
    }

    async ValueTask<IamUser> RequireUser(string? userName, Call call)
    {
        var name = userName ?? call.Principal.UserName ?? throw IamErrors.NoUserName();
        return await users.Find(call.Account.ToString(), name, call.Aborted) ?? throw IamErrors.NoUser(name);
    }

    async ValueTask<ManagedPolicy> RequirePolicy(string policyArn, Call call) =>
        await users.Policy(call.Account.ToString(), policyArn, call.Aborted) ?? throw IamErrors.NoPolicy(policyArn);

    // IAM's times are whole seconds.
    static DateTimeOffset Now(Call call) => DateTimeOffset.FromUnixTimeSeconds(call.Time.ToUnixTimeSeconds());

    static Resource Attaching(Resource user, string policyArn) =>
        user with { Conditions = new Dictionary<string, IReadOnlyList<string>> { ["iam:policyarn"] = [policyArn] } };

    static Arn NewUserArn(string? path, string name, Call call) => Arn.Global("iam", call.Account, $"user{path ?? "/"}{name}");

    static Arn NewPolicyArn(string? path, string name, Call call) => Arn.Global("iam", call.Account, $"policy{path ?? "/"}{name}");
}
