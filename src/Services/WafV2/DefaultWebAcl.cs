using System.Text;

namespace Redoubt.Services.WafV2;

/// <summary>The web ACL that a new installation's first site begins with: it blocks SQL injection and cross-site scripting.</summary>
public static class DefaultWebAcl
{
    const string Name = "default";

    // What the gateway shows the rules of a body.
    const int InspectedBody = 128 * 1024;

    static readonly string[] FileTypes = ["multipart/", "image/", "video/", "audio/", "application/octet-stream", "application/pdf", "application/zip", "application/grpc"];

    /// <summary>Creates the ACL and associates it, through the API; goes on where an earlier attempt broke off.</summary>
    /// <param name="call">Performs an operation of WAF with its input and returns the output.</param>
    /// <param name="site">The load balancer to protect.</param>
    public static async Task Create(Func<string, object, ValueTask<object>> call, Arn site)
    {
        await call("AssociateWebACL", new AssociateWebACLRequest { WebACLArn = await Ensure(call), ResourceArn = site.ToString() });
    }

    static async Task<string> Ensure(Func<string, object, ValueTask<object>> call)
    {
        var existing = (ListWebACLsResponse)await call("ListWebACLs", new ListWebACLsRequest { Scope = Scope.Regional, Limit = 100 });
        if (existing.WebACLs!.FirstOrDefault(acl => acl.Name == Name) is { } found) return found.ARN!;
        var created = (CreateWebACLResponse)await call("CreateWebACL", new CreateWebACLRequest
        {
            Name = Name,
            Scope = Scope.Regional,
            Description = "Blocks SQL injection and cross-site scripting",
            DefaultAction = new() { Allow = new() },
            VisibilityConfig = Visible(Name),
            Rules =
            [
                Block("sql-injection", 0, field => new() { SqliMatchStatement = new() { FieldToMatch = field, TextTransformations = Decoded, SensitivityLevel = SensitivityLevel.Low } }),
                Block("cross-site-scripting", 1, field => new() { XssMatchStatement = new() { FieldToMatch = field, TextTransformations = Decoded } }),
                new() { Name = "uninspectable-body", Priority = 2, Statement = Uninspectable, Action = new() { Block = new() }, VisibilityConfig = Visible("uninspectable-body") },
            ],
        });
        return created.Summary!.ARN!;
    }

    // A body that goes on beyond what is inspected could hide anything behind padding; files, which are no text to a shop's code, may be large.
    static Statement Uninspectable => new()
    {
        AndStatement = new()
        {
            Statements =
            [
                new() { SizeConstraintStatement = new() { FieldToMatch = new() { Body = new() { OversizeHandling = OversizeHandling.Match } }, ComparisonOperator = ComparisonOperator.Gt, Size = InspectedBody, TextTransformations = Plain } },
                new() { NotStatement = new() { Statement = new() { OrStatement = new() { Statements = [.. FileTypes.Select(IsOfType)] } } } },
            ],
        },
    };

    static Statement IsOfType(string type) => new()
    {
        ByteMatchStatement = new()
        {
            FieldToMatch = new() { SingleHeader = new() { Name = "content-type" } },
            SearchString = Encoding.ASCII.GetBytes(type),
            PositionalConstraint = PositionalConstraint.StartsWith,
            TextTransformations = [new() { Priority = 0, Type = TextTransformationType.Lowercase }],
        },
    };

    static TextTransformation[] Plain => [new() { Priority = 0, Type = TextTransformationType.None }];

    // What a client controls and a shop's code reads.
    static FieldToMatch[] Fields =>
    [
        new() { AllQueryArguments = new() },
        new() { UriPath = new() },
        new() { Body = new() { OversizeHandling = OversizeHandling.Continue } },
        new() { JsonBody = new() { MatchPattern = new() { All = new() }, MatchScope = JsonMatchScope.All, OversizeHandling = OversizeHandling.Continue } },
        new() { Cookies = new() { MatchPattern = new() { All = new() }, MatchScope = MapMatchScope.Value, OversizeHandling = OversizeHandling.Continue } },
    ];

    static TextTransformation[] Decoded =>
        [new() { Priority = 0, Type = TextTransformationType.UrlDecodeUni }, new() { Priority = 1, Type = TextTransformationType.HtmlEntityDecode }];

    static Rule Block(string name, int priority, Func<FieldToMatch, Statement> statement) => new()
    {
        Name = name,
        Priority = priority,
        Statement = new() { OrStatement = new() { Statements = [.. Fields.Select(statement)] } },
        Action = new() { Block = new() },
        VisibilityConfig = Visible(name),
    };

    static VisibilityConfig Visible(string name) => new() { SampledRequestsEnabled = true, CloudWatchMetricsEnabled = true, MetricName = name };
}
