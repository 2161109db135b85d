using System.Text;

namespace Redoubt.Services.WafV2;

/// <summary>
/// The web ACL that a new installation's first site begins with: it blocks SQL injection, cross-site scripting, and bodies that
/// cannot be inspected or that an origin could read differently.
/// </summary>
public static class DefaultWebAcl
{
    const string Name = "default";

    // What the gateway shows the rules of a body.
    const int InspectedBody = 128 * 1024;

    // Media types that no shop's code reads as text. Whole types: `image/png+json` is JSON to a web framework.
    const string Files = @"^\s*((image|video|audio)/[a-z0-9.-]+|application/(octet-stream|pdf|zip))\s*(;|$)";

    // The character sets in which bytes below 0x80 are what the rules take them for, named once.
    const string ReadableCharset = @"^[^;]*(;\s*boundary=[^;=]*)?;\s*charset\s*=\s*""?(utf-?8|us-ascii|ascii|iso-8859-1|latin1|windows-1252)""?\s*(;\s*boundary=[^;=]*)?$";

    // What begins like none of utf8, utf-8, us-ascii, ascii, iso-8859, latin and windows: without a lookaround, which would need a
    // time limit on large bodies.
    const string Unreadable = "([^uailw\"'\\s]|u([^ts]|t([^f]|f([^8-]|-[^8]))|s([^-]|-[^a]))|a([^s]|s[^c])|i([^s]|s([^o]|o([^-]|-([^8]|8([^8]|8[^5])))))|l([^a]|a[^t])|w([^i]|i[^n]))";

    // A part of a multipart body that says it is in another character set, or encoded; a head's lines may be folded.
    const string OddCharset = @"content-type\s*:([^\r\n]|\r?\n[ \t])*charset\s*=\s*[""']?" + Unreadable;

    const string OddEncoding = @"content-transfer-encoding\s*:\s*[""']?(base64|quoted-printable|x-|uu)";

    const string OddBoundary = @"[;,\s]boundary\s*=.*[;,\s]boundary\s*=|boundary\s*\*";

    // Begins as UTF-16 or UTF-32 text does, or as XML of another character set.
    const string WideText = @"^(\xef\xbb\xbf)?\s*(\xff\xfe|\xfe\xff|\x00?[{""<\[]\x00|\x00\x00\xfe|<\?xml[^>]*encoding\s*=\s*[""']" + Unreadable + ")";

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
                Block("sql-injection", 10, Any(Looks.Select(look => new Statement
                {
                    SqliMatchStatement = new() { FieldToMatch = look.Field, TextTransformations = look.Transformations, SensitivityLevel = SensitivityLevel.Low },
                }))),
                Block("cross-site-scripting", 20, Any(Looks.Select(look => new Statement
                {
                    XssMatchStatement = new() { FieldToMatch = look.Field, TextTransformations = look.Transformations },
                }))),
                Block("uninspectable-body", 30, Any([TooLong, Encoded, OfOddCharset, OddParts, WideBody, BrokenJson])),
            ],
        });
        return created.Summary!.ARN!;
    }

    // What a client controls and a shop's code reads; quoted cookies are also read with their escapes.
    static IEnumerable<(FieldToMatch Field, TextTransformation[] Transformations)> Looks =>
        [.. Fields.Select(look => (look, Decoded)), (Cookies, Unescaped)];

    static FieldToMatch[] Fields =>
    [
        new() { AllQueryArguments = new() },
        new() { UriPath = new() },
        Body,
        new() { JsonBody = new() { MatchPattern = new() { All = new() }, MatchScope = JsonMatchScope.All, OversizeHandling = OversizeHandling.Continue } },
        Cookies,
    ];

    static FieldToMatch Cookies => new() { Cookies = new() { MatchPattern = new() { All = new() }, MatchScope = MapMatchScope.Value, OversizeHandling = OversizeHandling.Match } };

    static FieldToMatch Body => new() { Body = new() { OversizeHandling = OversizeHandling.Continue } };

    static FieldToMatch ContentType => new() { SingleHeader = new() { Name = "content-type" } };

    // Goes on beyond what is inspected, where padding could hide anything.
    static Statement TooLong => All([
        new() { SizeConstraintStatement = new() { FieldToMatch = new() { Body = new() { OversizeHandling = OversizeHandling.Match } }, ComparisonOperator = ComparisonOperator.Gt, Size = InspectedBody, TextTransformations = Plain } },
        Not(Matches(ContentType, Files)),
    ]);

    // Compressed: the rules would see noise.
    static Statement Encoded => new()
    {
        SizeConstraintStatement = new() { FieldToMatch = new() { SingleHeader = new() { Name = "content-encoding" } }, ComparisonOperator = ComparisonOperator.Gt, Size = 0, TextTransformations = Plain },
    };

    static Statement OfOddCharset => All([Contains(ContentType, "charset"), Not(Matches(ContentType, ReadableCharset))]);

    static Statement OddParts => All([Contains(ContentType, "multipart/"), Any([Matches(Body, OddCharset), Matches(Body, OddEncoding), Matches(ContentType, OddBoundary)])]);

    static Statement WideBody => All([Matches(Body, WideText), Not(Matches(ContentType, Files))]);

    // Said to be JSON and not read as such: the origin may read it otherwise.
    static Statement BrokenJson => All([
        Contains(ContentType, "json"),
        new()
        {
            SizeConstraintStatement = new()
            {
                FieldToMatch = new() { JsonBody = new() { MatchPattern = new() { All = new() }, MatchScope = JsonMatchScope.All, OversizeHandling = OversizeHandling.Continue, InvalidFallbackBehavior = BodyParsingFallbackBehavior.Match } },
                ComparisonOperator = ComparisonOperator.Gt,
                Size = InspectedBody,
                TextTransformations = Plain,
            },
        },
    ]);

    static Statement Any(IEnumerable<Statement> statements) => new() { OrStatement = new() { Statements = [.. statements] } };

    static Statement All(IReadOnlyList<Statement> statements) => new() { AndStatement = new() { Statements = statements } };

    static Statement Not(Statement statement) => new() { NotStatement = new() { Statement = statement } };

    static Statement Contains(FieldToMatch field, string text) => new()
    {
        ByteMatchStatement = new() { FieldToMatch = field, SearchString = Encoding.ASCII.GetBytes(text), PositionalConstraint = PositionalConstraint.Contains, TextTransformations = Lower },
    };

    static Statement Matches(FieldToMatch field, string regex) => new()
    {
        RegexMatchStatement = new() { FieldToMatch = field, RegexString = regex, TextTransformations = Lower },
    };

    static TextTransformation[] Plain => [new() { Priority = 0, Type = TextTransformationType.None }];

    static TextTransformation[] Lower => [new() { Priority = 0, Type = TextTransformationType.Lowercase }];

    static TextTransformation[] Unescaped => [new() { Priority = 0, Type = TextTransformationType.EscapeSeqDecode }];

    static TextTransformation[] Decoded =>
        [new() { Priority = 0, Type = TextTransformationType.UrlDecodeUni }, new() { Priority = 1, Type = TextTransformationType.HtmlEntityDecode }];

    static Rule Block(string name, int priority, Statement statement) => new()
    {
        Name = name,
        Priority = priority,
        Statement = statement,
        Action = new() { Block = new() },
        VisibilityConfig = Visible(name),
    };

    static VisibilityConfig Visible(string name) => new() { SampledRequestsEnabled = true, CloudWatchMetricsEnabled = true, MetricName = name };
}
