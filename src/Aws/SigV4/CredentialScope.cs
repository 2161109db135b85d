namespace Redoubt.Aws.SigV4;

/// <summary>A credential's five parts, <c>keyid/date/region/service/aws4_request</c>.</summary>
/// <param name="Scope">Everything after the access key.</param>
readonly record struct CredentialScope(string AccessKeyId, string Scope, string Date, string Region, string Service, string Terminator)
{
    const int MaxLength = 512;

    /// <exception cref="AwsError">There are not five parts, or the date is not eight digits.</exception>
    public static CredentialScope Read(string credential, SignatureKind kind, SignatureErrors errors)
    {
        Span<Range> parts = stackalloc Range[6];
        var text = credential.AsSpan();
        if (text.Length > MaxLength || text.Split(parts, '/') != 5) throw errors.MalformedCredential(kind);
        var date = text[parts[1]];
        if (date.Length != 8 || date.ContainsAnyExceptInRange('0', '9')) throw errors.MalformedCredential(kind);
        return new CredentialScope(
            credential[parts[0]], credential[parts[1].Start..], credential[parts[1]], credential[parts[2]], credential[parts[3]], credential[parts[4]]);
    }
}
