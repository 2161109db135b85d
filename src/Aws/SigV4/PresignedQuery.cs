namespace Redoubt.Aws.SigV4;

/// <summary>The parameters of a presigned request, decoded. Their names are case-sensitive, as AWS's are.</summary>
sealed class PresignedQuery
{
    public required string Algorithm { get; init; }

    public required string Credential { get; init; }

    public required string Date { get; init; }

    public required string SignedHeaders { get; init; }

    public required string Signature { get; init; }

    public TimeSpan? Lifetime { get; init; }

    public string? SessionToken { get; init; }

    public string? Payload { get; init; }

    static readonly string[] Names =
    [
        "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Expires", "X-Amz-Security-Token",
        "X-Amz-Content-Sha256",
    ];

    /// <returns>Null where algorithm, credential and signature are all absent: the query does not claim to be signed.</returns>
    /// <exception cref="AwsError">A parameter is malformed, missing or given more than once.</exception>
    public static PresignedQuery? Read(ReadOnlySpan<char> query, SignatureErrors errors)
    {
        if (query.IsEmpty || !query.Contains("Amz-", StringComparison.Ordinal) && !query.Contains('%')) return null;
        var values = new string?[Names.Length];
        string? repeated = null;
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            var index = IndexOf(equals < 0 ? pair : pair[..equals]);
            if (index < 0) continue;
            if (values[index] is not null) repeated = Names[index];
            values[index] = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]);
        }
        if ((values[0] ?? values[1] ?? values[2]) is null) return null;
        if (repeated is not null) throw errors.Unreadable(SignatureKind.Presigned, repeated);
        for (var i = 0; i < 5; i++)
            if (string.IsNullOrEmpty(values[i])) throw errors.MissingParameter(Names[i]);
        return new PresignedQuery
        {
            Algorithm = values[0]!, Credential = values[1]!, Signature = values[2]!, Date = values[3]!, SignedHeaders = values[4]!,
            Lifetime = ReadLifetime(values[5], errors), SessionToken = values[6], Payload = values[7],
        };
    }

    /// <summary>True for a query signed the old way, which is refused rather than taken for an anonymous one.</summary>
    public static bool IsVersion2(ReadOnlySpan<char> query) => query.Contains("AWSAccessKeyId=", StringComparison.Ordinal);

    static TimeSpan? ReadLifetime(string? seconds, SignatureErrors errors)
    {
        if (seconds is null) return errors.RequiresExpiry ? throw errors.MissingParameter("X-Amz-Expires") : null;
        var valid = seconds.Length is > 0 and <= 6 && !seconds.AsSpan().ContainsAnyExceptInRange('0', '9');
        return valid && int.Parse(seconds) is <= 604_800 and var value ? TimeSpan.FromSeconds(value) : throw errors.MalformedExpiry(seconds);
    }

    static int IndexOf(ReadOnlySpan<char> name)
    {
        if (name.Contains('%')) name = Uri.UnescapeDataString(name);
        for (var i = 0; i < Names.Length; i++)
            if (name.SequenceEqual(Names[i])) return i;
        return -1;
    }
}
