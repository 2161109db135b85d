namespace Redoubt.Aws.SigV4;

/// <summary>The list of signed headers: lower-case names, sorted, unique, separated by semicolons.</summary>
static class SignedHeaderList
{
    const int MaxLength = 4096;

    /// <summary>True if the list is in its one canonical form.</summary>
    public static bool IsCanonical(ReadOnlySpan<char> list)
    {
        if (list.Length > MaxLength) return false;
        ReadOnlySpan<char> previous = default;
        foreach (var range in list.Split(';'))
        {
            var name = list[range];
            if (name.SequenceCompareTo(previous) <= 0) return false;
            foreach (var c in name)
                if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && !"-_.!#$%&'*+^`|~".Contains(c)) return false;
            previous = name;
        }
        return true;
    }

    /// <param name="name">In any case.</param>
    public static bool Contains(ReadOnlySpan<char> list, ReadOnlySpan<char> name)
    {
        foreach (var range in list.Split(';'))
            if (list[range].Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>
    /// Requires the host and every x-amz- header of the request to be signed, so that nothing that decides the request's meaning can be
    /// added to it. The declared payload hash may be left out: it is signed as the payload line.
    /// </summary>
    /// <exception cref="AwsError">One is not signed, or the list is not canonical.</exception>
    public static void Require(in SignedRequest request, ReadOnlySpan<char> list, SignatureErrors errors)
    {
        if (!IsCanonical(list)) throw errors.Mismatch();
        if (!Contains(list, "host")) throw errors.NotSigned("Host");
        if (request.Headers.Host.Count != 1) throw errors.Mismatch();
        foreach (var header in request.Headers)
        {
            if (!header.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) || Contains(list, header.Key)) continue;
            if (!header.Key.Equals("x-amz-content-sha256", StringComparison.OrdinalIgnoreCase)) throw errors.NotSigned(header.Key);
        }
    }
}
