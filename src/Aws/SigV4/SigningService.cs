namespace Redoubt.Aws.SigV4;

/// <summary>How a service words what is wrong with a signature.</summary>
public enum SignatureFlavour
{
    /// <summary>Query and XML services such as IAM and STS: <c>SignatureDoesNotMatch</c>, mostly 403.</summary>
    Query,

    /// <summary>JSON 1.0 and 1.1 services such as KMS: <c>InvalidSignatureException</c>, 400.</summary>
    Json,

    /// <summary>REST JSON services such as GuardDuty: JSON's codes with 403.</summary>
    RestJson,

    /// <summary>S3: codes and texts of its own, a path that is encoded once, and payloads that may be streamed or unsigned.</summary>
    S3,
}

/// <summary>What requests to a service must be signed for.</summary>
public sealed class SigningService
{
    readonly string[] names;

    /// <param name="names">The signing names accepted in a credential scope; the first is the one a <see cref="Signer"/> uses.</param>
    public SigningService(SignatureFlavour flavour, params string[] names)
    {
        ArgumentOutOfRangeException.ThrowIfZero(names.Length);
        Flavour = flavour;
        this.names = names;
        Errors = new SignatureErrors(flavour, names[0]);
    }

    public SignatureFlavour Flavour { get; }

    /// <summary>The signing name, such as <c>kms</c>.</summary>
    public string Name => names[0];

    internal SignatureErrors Errors { get; }

    internal bool IsS3 => Flavour == SignatureFlavour.S3;

    internal bool Accepts(string name)
    {
        foreach (var accepted in names)
            if (accepted == name) return true;
        return false;
    }
}
