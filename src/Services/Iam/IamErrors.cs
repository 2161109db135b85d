namespace Redoubt.Services.Iam;

/// <summary>IAM's errors in IAM's words.</summary>
static class IamErrors
{
    public static AwsError NoUser(string name) => NoSuchEntity($"The user with name {name} cannot be found.");

    public static AwsError NoUserPolicy(string policy) => NoSuchEntity($"The user policy with name {policy} cannot be found.");

    public static AwsError NoAccessKey(string id) => NoSuchEntity($"The Access Key with id {id} cannot be found.");

    public static AwsError NoPolicy(string arn) => NoSuchEntity($"Policy {arn} was not found.");

    public static AwsError NotAttachable(string arn) => NoSuchEntity($"Policy {arn} does not exist or is not attachable.");

    public static AwsError NoPolicyVersion(string arn, string version) => NoSuchEntity($"Policy {arn} version {version} does not exist or is not attachable.");

    public static AwsError NotAttached(string arn) => NoSuchEntity($"Policy {arn} was not found.");

    public static AwsError UserExists(string name) => new("EntityAlreadyExists", 409, $"User with name {name} already exists.");

    public static AwsError PolicyExists(string name) => new("EntityAlreadyExists", 409,
        $"A policy called {name} already exists. Duplicate names are not allowed.");

    public static AwsError DeleteConflict(string message) => new("DeleteConflict", 409, message);

    public static AwsError LimitExceeded(string message) => new("LimitExceeded", 409, message);

    public static AwsError Malformed(string message) => new("MalformedPolicyDocument", 400, message);

    public static AwsError InvalidInput(string message) => new("InvalidInput", 400, message);

    public static AwsError Validation(string message) => new("ValidationError", 400, message);

    public static AwsError NoUserName() => Validation("Must specify userName when calling with non-User credentials");

    static AwsError NoSuchEntity(string message) => new("NoSuchEntity", 404, message);
}
