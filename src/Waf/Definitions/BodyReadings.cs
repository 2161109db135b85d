namespace Redoubt.Waf;

// Components that AWS does not have. Managed rules use them to look at text where an origin reads it; they count as a body does.

/// <summary>
/// Every text of the body as any origin could read it, one by one: a form's names and values, the names and contents of parts,
/// JSON's keys and values (also of JSON within a string or a form's field), XML's texts and attributes, the strings of GraphQL; and
/// the body as a whole where none of these readings explains all of it. Not the bytes of files.
/// </summary>
public sealed record BodyTextsField(OversizeHandling Oversize) : FieldDefinition;

/// <summary>The body as one text, for what lies across its parts; unlike <see cref="BodyField"/> to detectors too.</summary>
sealed record WholeBodyField(OversizeHandling Oversize) : FieldDefinition;

/// <summary>
/// Names and values of every query argument, split at semicolons too, and the texts of JSON and GraphQL in them.
/// </summary>
public sealed record QueryTextsField : FieldDefinition;

/// <summary>XML's texts, with CDATA and references read, and attribute values; document types as one text, unread.</summary>
public sealed record XmlBodyField(OversizeHandling Oversize) : FieldDefinition;

/// <summary>The strings of a GraphQL document in the body: of <c>application/graphql</c>, or in JSON's <c>query</c>.</summary>
public sealed record GraphQlBodyField(OversizeHandling Oversize) : FieldDefinition;

/// <summary>The names and contents of a multipart body's parts, without those of binary files.</summary>
public sealed record MultipartBodyField(OversizeHandling Oversize) : FieldDefinition;
