using System.Text;
using System.Text.Json;

namespace Redoubt.Services.Iam.Policies;

/// <summary>
/// Reads policy documents, strictly: unknown elements, elements that come twice, wrong types, comments and anything after the end are errors.
/// Time and memory are linear in the length, which is bounded, as is the depth.
/// </summary>
static class PolicyParser
{
    /// <summary>The longest document, in characters; the services that keep policies have lower limits of their own.</summary>
    public const int MaxLength = 131_072;

    /// <summary>Objects and arrays inside each other; the grammar needs six.</summary>
    const int MaxDepth = 8;

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="PolicyFormatException">The document is not a policy; the message is AWS's.</exception>
    public static PolicyDocument Parse(string document, PolicyKind kind)
    {
        if (document.Length > MaxLength) throw PolicyTexts.TooLong();
        try
        {
            var reader = new Utf8JsonReader(Utf8.GetBytes(document), new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw PolicyTexts.Json(kind);
            var policy = ReadDocument(ref reader, kind);
            return reader.Read() ? throw PolicyTexts.Json(kind) : policy;
        }
        // InvalidOperationException: a string with half a surrogate pair, escaped.
        catch (Exception e) when (e is JsonException or EncoderFallbackException or InvalidOperationException)
        {
            throw PolicyTexts.Json(kind);
        }
    }

    static PolicyDocument ReadDocument(ref Utf8JsonReader reader, PolicyKind kind)
    {
        string? version = null;
        List<StatementText>? statements = null;
        var seen = new HashSet<string>();
        while (NextProperty(ref reader, seen) is { } element)
        {
            switch (element)
            {
                case "Version":
                    version = Text(ref reader);
                    if (version is not ("2012-10-17" or "2008-10-17")) throw PolicyTexts.Syntax();
                    break;
                case "Id":
                    Text(ref reader);
                    break;
                case "Statement":
                    statements = ReadStatements(ref reader);
                    break;
                default:
                    throw PolicyTexts.Syntax();
            }
        }
        if (statements is null && kind == PolicyKind.Resource) throw PolicyTexts.Missing("Statement");
        return new PolicyDocument(version, statements is { Count: > 0 } ? statements : throw PolicyTexts.Syntax());
    }

    static List<StatementText> ReadStatements(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return [ReadStatement(ref reader)];
        if (reader.TokenType != JsonTokenType.StartArray) throw PolicyTexts.Syntax();
        List<StatementText> statements = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            statements.Add(reader.TokenType == JsonTokenType.StartObject ? ReadStatement(ref reader) : throw PolicyTexts.Syntax());
        return statements;
    }

    static StatementText ReadStatement(ref Utf8JsonReader reader)
    {
        var statement = new StatementText();
        var seen = new HashSet<string>();
        while (NextProperty(ref reader, seen) is { } element)
        {
            switch (element)
            {
                case "Sid":
                    statement.Sid = Text(ref reader);
                    break;
                case "Effect":
                    statement.Effect = Text(ref reader);
                    if (!statement.Effect.Equals("Allow", StringComparison.OrdinalIgnoreCase)
                        && !statement.Effect.Equals("Deny", StringComparison.OrdinalIgnoreCase)) throw PolicyTexts.Syntax();
                    break;
                case "Action" or "NotAction":
                    statement.Actions = Once(statement.Actions, new StringList(Texts(ref reader), element is "NotAction"));
                    break;
                case "Resource" or "NotResource":
                    statement.Resources = Once(statement.Resources, new StringList(Texts(ref reader), element is "NotResource"));
                    break;
                case "Principal" or "NotPrincipal":
                    statement.Principals = Once(statement.Principals, new PrincipalText(ReadPrincipals(ref reader), element is "NotPrincipal"));
                    break;
                case "Condition":
                    ReadConditions(ref reader, statement.Conditions);
                    break;
                default:
                    throw PolicyTexts.Syntax();
            }
        }
        return statement;
    }

    static List<(string Type, string Name)> ReadPrincipals(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return Text(ref reader) is "*" ? [("AWS", "*")] : throw PolicyTexts.Syntax();
        if (reader.TokenType != JsonTokenType.StartObject) throw PolicyTexts.Syntax();
        List<(string, string)> principals = [];
        var seen = new HashSet<string>();
        while (NextProperty(ref reader, seen) is { } type)
        {
            if (type is not ("AWS" or "Service" or "Federated" or "CanonicalUser")) throw PolicyTexts.Syntax();
            foreach (var name in Texts(ref reader)) principals.Add((type, name));
        }
        return principals;
    }

    static void ReadConditions(ref Utf8JsonReader reader, List<ConditionText> conditions)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw PolicyTexts.Syntax();
        var operators = new HashSet<string>();
        while (NextProperty(ref reader, operators) is { } name)
        {
            if (reader.TokenType != JsonTokenType.StartObject) throw PolicyTexts.Syntax();
            var keys = new HashSet<string>();
            while (NextProperty(ref reader, keys) is { } key)
            {
                if (key.Length == 0) throw PolicyTexts.Syntax();
                conditions.Add(new ConditionText(name, key, Scalars(ref reader)));
            }
        }
    }

    // Leaves the reader on the property's value; null at the end of the object.
    static string? NextProperty(ref Utf8JsonReader reader, HashSet<string> seen)
    {
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndObject) return null;
        var name = reader.GetString()!;
        if (!seen.Add(name)) throw PolicyTexts.Syntax();
        reader.Read();
        return name;
    }

    static T Once<T>(T? before, T now) where T : class => before is null ? now : throw PolicyTexts.Syntax();

    static string Text(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw PolicyTexts.Syntax();

    static List<string> Texts(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return [Text(ref reader)];
        List<string> values = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) values.Add(Text(ref reader));
        return values;
    }

    static List<string> Scalars(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return [Scalar(ref reader)];
        List<string> values = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) values.Add(Scalar(ref reader));
        return values;
    }

    static string Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw PolicyTexts.Syntax(),
    };
}
