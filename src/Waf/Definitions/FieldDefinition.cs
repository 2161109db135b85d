namespace Redoubt.Waf;

/// <summary>The component of a request that a statement inspects.</summary>
public abstract record FieldDefinition;

/// <param name="Name">In any case.</param>
public sealed record SingleHeaderField(string Name) : FieldDefinition;

/// <param name="Name">In any case.</param>
public sealed record SingleQueryArgumentField(string Name) : FieldDefinition;

/// <summary>The value of every query argument.</summary>
public sealed record AllQueryArgumentsField : FieldDefinition;

/// <summary>The path exactly as sent, not decoded.</summary>
public sealed record UriPathField : FieldDefinition;

/// <summary>What follows the first question mark, exactly as sent.</summary>
public sealed record QueryStringField : FieldDefinition;

/// <summary>What follows a number sign, should a client send one.</summary>
/// <param name="Fallback">The outcome for a request without one; null for none.</param>
public sealed record UriFragmentField(Fallback? Fallback = null) : FieldDefinition;

public sealed record MethodField : FieldDefinition;

public sealed record BodyField(OversizeHandling Oversize) : FieldDefinition;

/// <summary>
/// The name and value of every argument of a form body. AWS has no such component; managed rules use it so that a form's
/// values are looked at one by one, as a query's are.
/// </summary>
public sealed record FormArgumentsField(OversizeHandling Oversize) : FieldDefinition;

/// <summary>The strings, numbers and keys of a JSON body.</summary>
public sealed record JsonBodyField : FieldDefinition
{
    /// <summary>JSON pointers to the parts to look at; null for everything.</summary>
    public IReadOnlyList<string>? IncludedPaths { get; init; }

    public required MatchScope Scope { get; init; }

    /// <summary>What to do with a body that is not JSON; null inspects what was read before the first fault.</summary>
    public InvalidJson? Invalid { get; init; }

    public OversizeHandling Oversize { get; init; } = OversizeHandling.Continue;
}

public enum InvalidJson
{
    Match,
    NoMatch,
    EvaluateAsString,
}

public sealed record HeadersField(NamePattern Pattern, MatchScope Scope, OversizeHandling Oversize) : FieldDefinition;

public sealed record CookiesField(NamePattern Pattern, MatchScope Scope, OversizeHandling Oversize) : FieldDefinition;

/// <summary>The names of all headers in lower case, in order, joined by colons.</summary>
public sealed record HeaderOrderField(OversizeHandling Oversize) : FieldDefinition;

/// <summary>The MD5 fingerprint of the client's TLS greeting; 32 hexadecimal digits in lower case.</summary>
/// <param name="Fallback">The outcome for a request without one.</param>
public sealed record Ja3Field(Fallback Fallback) : FieldDefinition;

/// <summary>The readable fingerprint of the client's TLS greeting, 36 characters such as <c>t13d1516h2_8daaf6152771_e5627efa2ab1</c>.</summary>
/// <param name="Fallback">The outcome for a request without one.</param>
public sealed record Ja4Field(Fallback Fallback) : FieldDefinition;

/// <summary>Which headers or cookies to look at, by name.</summary>
public sealed record NamePattern(NamePatternKind Kind, IReadOnlyList<string> Names)
{
    public static readonly NamePattern All = new(NamePatternKind.All, []);
}

public enum NamePatternKind
{
    All,
    Included,
    Excluded,
}

public enum MatchScope
{
    /// <summary>A match in a key or in a value.</summary>
    All,
    Key,
    Value,
}

/// <summary>What to conclude where a component is larger than what is inspected.</summary>
public enum OversizeHandling
{
    /// <summary>Inspect what is there.</summary>
    Continue,
    Match,
    NoMatch,
}
