namespace Redoubt.Services.Kms;

/// <summary>What cryptographic operations on symmetric keys have in common.</summary>
static class Symmetric
{
    /// <summary>Requires the one algorithm of symmetric keys, which is also the default; the audit record names it either way.</summary>
    public static void Require(string? algorithm, Call call, string parameter = "encryptionAlgorithm")
    {
        if (algorithm is not null and not EncryptionAlgorithmSpec.SymmetricDefault)
            throw KmsErrors.Validation($"Algorithm {algorithm} and key spec {KeySpec.SymmetricDefault} are not compatible.");
        if (algorithm is null) call.Defaulted(parameter, EncryptionAlgorithmSpec.SymmetricDefault);
    }

    /// <summary>There are no grants yet, so no token can be one's.</summary>
    public static void RefuseGrantTokens(IReadOnlyList<string>? tokens)
    {
        if (tokens is { Count: > 0 }) throw new AwsError("InvalidGrantTokenException", 400, "Invalid grant token");
    }

    /// <summary>Attested enclaves cannot be recipients here.</summary>
    public static void RefuseRecipient(RecipientInfo? recipient)
    {
        if (recipient is not null) throw KmsErrors.Unsupported("recipients with attestation documents are not supported");
    }
}
