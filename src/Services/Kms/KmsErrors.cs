namespace Redoubt.Services.Kms;

/// <summary>KMS's errors in KMS's words.</summary>
static class KmsErrors
{
    public static AwsError NotFound(Arn key) => new("NotFoundException", 400, $"Key '{key}' does not exist");

    public static AwsError InvalidKeyId(string keyId) => new("NotFoundException", 400, $"Invalid keyId '{keyId}'");

    public static AwsError InvalidArn(string text) => new("NotFoundException", 400, $"Invalid arn {text}");

    public static AwsError AliasNotFound(Arn alias) => new("NotFoundException", 400, $"Alias {alias} is not found.");

    public static AwsError AliasExists(Arn alias) => new("AlreadyExistsException", 400, $"An alias with the name {alias} already exists");

    public static AwsError AliasPrefix() => new("ValidationException", 400,
        "Alias must start with the prefix \"alias/\". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");

    public static AwsError AliasReserved() => new("NotAuthorizedException", 400, "");

    public static AwsError AliasIsNoKey() => new("ValidationException", 400, "Aliases must refer to keys. Not aliases");

    public static AwsError Disabled(Arn key) => new("DisabledException", 400, $"{key} is disabled.");

    public static AwsError PendingDeletion(Arn key) => new("KMSInvalidStateException", 400, $"{key} is pending deletion.");

    public static AwsError NotPendingDeletion(Arn key) => new("KMSInvalidStateException", 400, $"{key} is not pending deletion.");

    public static AwsError InvalidCiphertext() => new("InvalidCiphertextException", 400, "");

    public static AwsError IncorrectKey() => new("IncorrectKeyException", 400,
        "The key ID in the request does not identify a CMK that can perform this operation.");

    public static AwsError DryRun() => new("DryRunOperationException", 400, "The request would have succeeded, but the DryRun option is set.");

    public static AwsError Unsupported(string message) => new("UnsupportedOperationException", 400, message);

    public static AwsError Validation(string message) => new("ValidationException", 400, message);

    public static AwsError MalformedPolicy(string message) => new("MalformedPolicyDocumentException", 400, message);

    public static AwsError Lockout() => MalformedPolicy("The new key policy will not allow you to update the key policy in the future.");

    public static AwsError NoSuchPolicy() => new("NotFoundException", 400, "No such policy exists");

    public static AwsError InvalidMarker() => new("InvalidMarkerException", 400, "Could not deserialize marker");

    public static AwsError Tag(string message) => new("TagException", 400, message);
}
