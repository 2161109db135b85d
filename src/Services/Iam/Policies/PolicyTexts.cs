namespace Redoubt.Services.Iam.Policies;

/// <summary>
/// Why a policy document is refused, in AWS's words. IAM's stand for identity policies; S3's "Missing required field …"
/// and "Policy has invalid …" for resource policies; IAM's own for trust policies.
/// </summary>
static class PolicyTexts
{
    public static PolicyFormatException Syntax() => new("Syntax errors in policy.");

    /// <summary>Not JSON at all.</summary>
    public static PolicyFormatException Json(PolicyKind kind) => kind switch
    {
        PolicyKind.Trust => new("This policy contains invalid Json"),
        PolicyKind.Resource => new("Policies must be valid JSON and the first byte must be '{'"),
        _ => Syntax(),
    };

    public static PolicyFormatException Legacy() => new("The policy failed legacy parsing");

    public static PolicyFormatException TooLong() => new($"Policy document must not be longer than {PolicyParser.MaxLength} characters.");

    public static PolicyFormatException Version() => new("Policy document must be version 2012-10-17 or greater.");

    public static PolicyFormatException Missing(string field) => new($"Missing required field {field}");

    public static PolicyFormatException Prohibited(string field) => new($"Has prohibited field {field}");

    public static PolicyFormatException NoActions() => new("Policy statement must contain actions.");

    public static PolicyFormatException NoResources() => new("Policy statement must contain resources.");

    public static PolicyFormatException PrincipalInIdentityPolicy() => new("Policy document should not specify a principal.");

    public static PolicyFormatException InvalidPrincipal(string type, string principal) => new($"Invalid principal in policy: \"{type}\":\"{principal}\"");

    public static PolicyFormatException SidNotUnique() => new("Statement IDs (SID) in a single policy must be unique.");

    public static PolicyFormatException SidNotAlphanumeric() =>
        new("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*");

    public static PolicyFormatException NoVendor() => new("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");

    public static PolicyFormatException SecondColon() => new("Actions/Condition can contain only one colon.");

    public static PolicyFormatException Vendor(string vendor) => new($"Vendor {vendor} is not valid");

    public static PolicyFormatException NotAssumeRole() => new("AssumeRole policy may only specify STS AssumeRole actions.");

    public static PolicyFormatException NotArn(string resource) => new($"Resource {resource} must be in ARN format or \"*\".");

    public static PolicyFormatException Partition(string partition, string arn) => new($"Partition \"{partition}\" is not valid for resource \"{arn}\".");

    public static PolicyFormatException ResourceVendor() => new("Resource vendor must be fully qualified and cannot contain regexes.");

    public static PolicyFormatException IamRegion(string resource) => new($"IAM resource {resource} cannot contain region information.");

    public static PolicyFormatException S3Region(string resource) => new($"Resource {resource} can not contain region information.");

    public static PolicyFormatException IamPath(string paths) => new($"IAM resource path must either be \"*\" or start with {paths}.");

    public static PolicyFormatException InvalidResource() => new("Policy has invalid resource");

    public static PolicyFormatException InvalidAction() => new("Policy has invalid action");
}
