namespace Redoubt.Aws.SigV4;

/// <summary>The parts of <c>AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…</c>, in any order, separated by commas or spaces.</summary>
readonly record struct AuthorizationHeader(string Credential, string SignedHeaders, string Signature)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <exception cref="AwsError">The header is of another scheme or algorithm, lacks a part, or has one twice or one that is unknown.</exception>
    public static AuthorizationHeader Read(string header, SignatureErrors errors)
    {
        var space = header.IndexOf(' ');
        var scheme = space < 0 ? header : header.AsSpan(0, space);
        if (!scheme.StartsWith("AWS", StringComparison.Ordinal)) throw errors.UnsupportedScheme();
        if (!scheme.SequenceEqual(Algorithm)) throw errors.UnsupportedAlgorithm(SignatureKind.Header);

        string? credential = null, signedHeaders = null, signature = null;
        var rest = header.AsSpan(scheme.Length);
        foreach (var range in rest.SplitAny(',', ' '))
        {
            var pair = rest[range];
            if (pair.IsEmpty) continue;
            var equals = pair.IndexOf('=');
            if (equals < 0) throw errors.NotAPair();
            var value = pair[(equals + 1)..];
            switch (pair[..equals])
            {
                case "Credential" when credential is null: credential = value.ToString(); break;
                case "SignedHeaders" when signedHeaders is null: signedHeaders = value.ToString(); break;
                case "Signature" when signature is null: signature = value.ToString(); break;
                default: throw errors.Unreadable(SignatureKind.Header, "Authorization");
            }
        }
        return new AuthorizationHeader(
            credential ?? throw errors.MissingComponent("Credential"),
            signedHeaders ?? throw errors.MissingComponent("SignedHeaders"),
            signature ?? throw errors.MissingComponent("Signature"));
    }
}
