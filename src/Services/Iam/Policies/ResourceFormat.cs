namespace Redoubt.Services.Iam.Policies;

/// <summary>What IAM asks of the names in Resource and NotResource before it stores them.</summary>
static class ResourceFormat
{
    static readonly string[] IamPaths =
    [
        "user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/", "server-certificate/", "policy/", "sms-mfa/",
        "saml-provider/", "oidc-provider/", "report/", "access-report/",
    ];

    /// <summary>What is wrong with a name; null for nothing.</summary>
    public static PolicyFormatException? Check(string resource)
    {
        if (resource == "*") return null;
        var parts = resource.Split(':', 6);
        if (parts.Length < 2) return PolicyTexts.NotArn(resource);
        if (!IsPartition(parts[1])) return PolicyTexts.Partition(parts[1], $"arn:{parts[1]}:{Part(parts, 2)}:{Part(parts, 3)}:{Part(parts, 4)}:{Part(parts, 5)}");
        if (parts.Length < 3 || parts[0] != "arn") return parts[0] == "arn" ? PolicyTexts.ResourceVendor() : PolicyTexts.NotArn(resource);
        var (service, region, rest) = (parts[2], parts.Length > 3 ? parts[3] : "", parts.Length > 5 ? parts[5] : "");
        if (service.AsSpan().ContainsAny('*', '?') && parts.Length > 3 && service != "*") return PolicyTexts.ResourceVendor();
        if (service == "iam" && region.Length > 0 && region != "*") return PolicyTexts.IamRegion(resource);
        if (service == "s3" && region.Length > 0 && region != "*" && !rest.StartsWith("accesspoint/", StringComparison.Ordinal)) return PolicyTexts.S3Region(resource);
        if (service == "iam" && parts.Length > 5 && !IsIamPath(rest)) return PolicyTexts.IamPath(string.Join(", ", IamPaths));
        return null;
    }

    /// <summary>Parts that are missing in a way that IAM does not complete: no service, or an empty part and no resource.</summary>
    public static bool IsIncomplete(string resource)
    {
        if (resource == "*") return false;
        var parts = resource.Split(':', 6);
        return parts.Length < 3 || parts[2].Length == 0 || (parts.Length < 6 && resource.Contains("::", StringComparison.Ordinal));
    }

    /// <summary>Adds the parts that a short name leaves out, each as <c>*</c>.</summary>
    public static string Complete(string resource)
    {
        if (resource == "*") return resource;
        var missing = 5;
        for (var i = 0; i < resource.Length && missing > 0; i++)
        {
            if (resource[i] == '$' && i + 1 < resource.Length && resource[i + 1] == '{') i = Math.Max(i, resource.IndexOf('}', i));
            else if (resource[i] == ':') missing--;
        }
        return missing == 0 ? resource : resource + string.Concat(Enumerable.Repeat(":*", missing));
    }

    static string Part(string[] parts, int index) => parts.Length <= index || (parts[index].Length == 0 && parts.Length == index + 1 && index == 2) ? "*" : parts[index];

    static bool IsPartition(string partition) =>
        partition is "*" or "aws" || (partition.StartsWith("aws-", StringComparison.Ordinal) && partition.AsSpan(4).IndexOfAnyExceptInRange('a', 'z') is -1 or > 0);

    // A wildcard or a variable may stand for the path's first word.
    static bool IsIamPath(string rest)
    {
        var literal = rest.AsSpan().IndexOfAny("*?$");
        return rest == "root" || Array.Exists(IamPaths, path =>
            literal < 0 || literal >= path.Length ? rest.StartsWith(path, StringComparison.Ordinal) : path.AsSpan().StartsWith(rest.AsSpan(0, literal)));
    }
}
