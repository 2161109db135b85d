namespace Redoubt.Tools.Shapes;

/// <summary>A service that Redoubt speaks.</summary>
/// <param name="Model">The model's folder in the client, such as <c>elbv2</c>.</param>
/// <param name="Prefix">What C# calls it: <c>ElbV2Shapes</c>, namespace <c>Redoubt.Services.ElbV2</c>.</param>
/// <param name="Folder">Its folder below src/Services.</param>
sealed record ScopedService(string Model, string Prefix, string Folder)
{
    public static readonly ScopedService[] All =
    [
        new("accessanalyzer", "AccessAnalyzer", "Iam"),
        new("acm", "Acm", "ElbV2"),
        new("cloudtrail", "CloudTrail", "CloudTrail"),
        new("cloudwatch", "CloudWatch", "Events"),
        new("cognito-identity", "CognitoIdentity", "Cognito"),
        new("cognito-idp", "CognitoIdp", "Cognito"),
        new("config", "Config", "Config"),
        new("elbv2", "ElbV2", "ElbV2"),
        new("events", "EventBridge", "Events"),
        new("guardduty", "GuardDuty", "GuardDuty"),
        new("iam", "Iam", "Iam"),
        new("kms", "Kms", "Kms"),
        new("lambda", "Lambda", "Events"),
        new("logs", "Logs", "Events"),
        new("macie2", "Macie", "Macie"),
        new("organizations", "Organizations", "Iam"),
        new("s3", "S3", "S3"),
        new("secretsmanager", "SecretsManager", "Kms"),
        new("securityhub", "SecurityHub", "SecurityHub"),
        new("shield", "Shield", "Shield"),
        new("sns", "Sns", "Events"),
        new("sqs", "Sqs", "Events"),
        new("ssm", "Ssm", "Events"),
        new("sts", "Sts", "Iam"),
        new("wafv2", "WafV2", "WafV2"),
    ];

    public string FileIn(string root) => Path.Combine(root, "src", "Services", Folder, "Shapes", $"{Prefix}.g.cs");
}
