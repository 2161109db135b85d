namespace Redoubt.Tests.Rules;

static class KmsCases
{
    public static IReadOnlyList<OperationCase> All { get; } =
    [
        new("kms", "CreateKey") { Input = s => Task.FromResult<object>(new { Description = "a key" }), Invalid = new { KeySpec = "ROT13" } },
        OnKey("DescribeKey"),
        new("kms", "ListKeys") { Input = s => Task.FromResult<object>(new { Limit = 1 }), Invalid = new { Limit = 1001 } },
        OnKey("EnableKey"),
        OnKey("DisableKey"),
        new("kms", "UpdateKeyDescription") { Input = async s => new { KeyId = await s.Key(), Description = "new" }, Invalid = new { KeyId = "k" } },
        OnKey("ScheduleKeyDeletion"),
        new("kms", "CancelKeyDeletion")
        {
            Input = async s =>
            {
                var key = await s.Key();
                await s.Root.Json("kms", "ScheduleKeyDeletion", new { KeyId = key });
                return new { KeyId = key };
            },
            Invalid = new { },
        },
        OnKey("GetKeyRotationStatus"),

        OnKey("GetKeyPolicy"),
        new("kms", "PutKeyPolicy")
        {
            Input = async s => new
            {
                KeyId = await s.Key(), BypassPolicyLockoutSafetyCheck = true,
                Policy = """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": "*", "Action": "kms:DescribeKey", "Resource": "*" } }""",
            },
            Invalid = new { KeyId = "k", Policy = "" },
        },
        OnKey("ListKeyPolicies"),

        new("kms", "CreateAlias") { Input = async s => new { AliasName = $"alias/{CaseSetup.Name()}", TargetKeyId = await s.Key() }, Invalid = new { AliasName = "alias/ no", TargetKeyId = "k" } },
        new("kms", "UpdateAlias") { Input = async s => new { AliasName = await s.Alias(), TargetKeyId = await s.Key() }, Invalid = new { AliasName = "alias/a" } },
        new("kms", "DeleteAlias") { Input = async s => new { AliasName = await s.Alias() }, Invalid = new { AliasName = "" } },
        new("kms", "ListAliases") { Input = s => Task.FromResult<object>(new { Limit = 1 }), Invalid = new { Limit = 0 } },

        new("kms", "TagResource") { Input = async s => new { KeyId = await s.Key(), Tags = new[] { new { TagKey = "a", TagValue = "b" } } }, Invalid = new { KeyId = "k" } },
        new("kms", "UntagResource") { Input = async s => new { KeyId = await s.Key(), TagKeys = new[] { "a" } }, Invalid = new { KeyId = "k", TagKeys = new[] { "" } } },
        OnKey("ListResourceTags"),

        new("kms", "Encrypt") { Input = async s => new { KeyId = await s.Key(), Plaintext = "aGVsbG8=" }, Invalid = new { KeyId = "k", Plaintext = "" } },
        new("kms", "Decrypt") { Input = async s => new { CiphertextBlob = await s.Ciphertext() }, Invalid = new { CiphertextBlob = "" } },
        new("kms", "ReEncrypt")
        {
            Input = async s => new { CiphertextBlob = await s.Ciphertext(), DestinationKeyId = await s.Key() }, Invalid = new { CiphertextBlob = "aGVsbG8=" }, Action = "kms:ReEncryptFrom",
        },
        new("kms", "GenerateDataKey") { Input = async s => new { KeyId = await s.Key(), KeySpec = "AES_256" }, Invalid = new { KeyId = "k", NumberOfBytes = 1025 } },
        new("kms", "GenerateDataKeyWithoutPlaintext") { Input = async s => new { KeyId = await s.Key(), NumberOfBytes = 16 }, Invalid = new { KeyId = "k", KeySpec = "AES_1" } },
        new("kms", "GenerateRandom") { Input = s => Task.FromResult<object>(new { NumberOfBytes = 8 }), Invalid = new { NumberOfBytes = 1025 } },
    ];

    static OperationCase OnKey(string operation) => new("kms", operation) { Input = async s => new { KeyId = await s.Key() }, Invalid = new { KeyId = "" } };
}
