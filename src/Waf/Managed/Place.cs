namespace Redoubt.Waf;

/// <summary>
/// Where managed rules look, and how often each text is decoded first. All of them use these few, so a request is taken apart and
/// decoded once: as the first reader sees it, and, where something wraps it still, unwrapped (<see cref="Unwrap"/>).
/// </summary>
sealed class Place(params (FieldDefinition Field, string[] Chain)[] looks)
{
    readonly (FieldDefinition Field, string[] Chain)[] looks = looks;

    static readonly string[] Plain = [];
    static readonly string[] Unwrapped = [Unwrap.TypeName];
    static readonly string[] Decoded = ["URL_DECODE_UNI"];
    static readonly string[] DecodedUnwrapped = ["URL_DECODE_UNI", Unwrap.TypeName];

    static readonly NamePattern NotCookies = new(NamePatternKind.Excluded, ["cookie"]);

    /// <summary>Names and values of query arguments, and texts of JSON and GraphQL in them.</summary>
    public static readonly Place Arguments = Encoded(new QueryTextsField());

    /// <summary>The values of query arguments alone.</summary>
    public static readonly Place ArgumentValues = Encoded(new AllQueryArgumentsField());

    /// <summary>The query as a whole, for what lies across arguments.</summary>
    public static readonly Place Query = Encoded(new QueryStringField());

    public static readonly Place Path = Encoded(new UriPathField());

    /// <summary>The value of each cookie.</summary>
    public static readonly Place Cookies = Encoded(new CookiesField(NamePattern.All, MatchScope.Value, OversizeHandling.Continue));

    /// <summary>Name and value of each header but cookies.</summary>
    public static readonly Place Headers = Literal(new HeadersField(NotCookies, MatchScope.All, OversizeHandling.Continue));

    /// <summary>Every text of the body, as any origin could read it.</summary>
    public static readonly Place Body = Encoded(new BodyTextsField(OversizeHandling.Continue));

    /// <summary>The body as one text, for what lies across its parts.</summary>
    public static readonly Place WholeBody = Literal(new WholeBodyField(OversizeHandling.Continue)).Once;

    public static readonly Place Host = Literal(new SingleHeaderField("host")).Once;

    public static readonly Place UserAgent = Literal(new SingleHeaderField("user-agent"));

    public static Place operator +(Place one, Place other) => new([.. one.looks, .. other.looks]);

    /// <summary>Only the first reading.</summary>
    public Place Once => new([.. looks.Where(look => !look.Chain.Contains(Unwrap.TypeName))]);

    /// <summary>Only what shows when more than one reader decodes.</summary>
    public Place Deeper => new([.. looks.Where(look => look.Chain.Contains(Unwrap.TypeName))]);

    public StatementDefinition Has(Detector detector) => Any((field, chain) => new DetectionDefinition(detector) { Field = field, Transformations = chain });

    public StatementDefinition HasSql() => Any((field, chain) => new SqliMatchDefinition { Field = field, Transformations = chain });

    public StatementDefinition HasScript() => Any((field, chain) => new XssMatchDefinition { Field = field, Transformations = chain });

    StatementDefinition Any(Func<FieldDefinition, TransformationDefinition[], StatementDefinition> make)
    {
        StatementDefinition[] all = [.. looks.Select(look => make(look.Field, [.. look.Chain.Select((type, i) => new TransformationDefinition(i, type))]))];
        return all.Length == 1 ? all[0] : new OrDefinition(all);
    }

    static Place Encoded(FieldDefinition field) => new((field, Decoded), (field, DecodedUnwrapped));

    static Place Literal(FieldDefinition field) => new((field, Plain), (field, Unwrapped));
}
