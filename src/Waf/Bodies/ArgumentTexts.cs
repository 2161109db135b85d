namespace Redoubt.Waf;

/// <summary>
/// The names and values of a query or a form, as any server could read them: an argument without an equals sign is looked at whole,
/// one with semicolons also as the several it is to some, and JSON within a value as JSON.
/// </summary>
static class ArgumentTexts
{
    public static void Add(ReadOnlyMemory<char> text, Evaluation evaluation, FieldValues values)
    {
        var arguments = new Arguments(text);
        while (!values.IsFull && values.Decided is null && arguments.Next())
        {
            if (arguments.HasEquals) Add(arguments.Name, arguments.Value, evaluation, values);
            else values.Add(arguments.Name, arguments.Name);
            if (arguments.Whole.Span.Contains(';')) AddPieces(arguments.Whole, values);
        }
        if (!arguments.Rest.IsEmpty) values.Add(default, arguments.Rest);
    }

    static void Add(ReadOnlyMemory<char> name, ReadOnlyMemory<char> value, Evaluation evaluation, FieldValues values)
    {
        if (!name.IsEmpty) values.Add(name, name);
        values.Add(name, value);
        JsonTexts.AddEncoded(value, evaluation, values);
        if (name.Span is "query" && value.Length > 0 && JsonTexts.Decode(ref value, evaluation, values) && GraphQlText.IsLikely(value.Span))
            GraphQlText.Read(value, evaluation, values);
    }

    // What is one argument with semicolons in it to most servers, to some is several.
    static void AddPieces(ReadOnlyMemory<char> argument, FieldValues values)
    {
        while (!argument.IsEmpty)
        {
            if (values.IsFull)
            {
                values.Add(default, argument);
                return;
            }
            var end = argument.Span.IndexOf(';');
            var piece = end < 0 ? argument : argument[..end];
            argument = end < 0 ? default : argument[(end + 1)..];
            var equals = piece.Span.IndexOf('=');
            if (equals < 0) continue;
            if (equals > 0) values.Add(piece[..equals], piece[..equals]);
            values.Add(piece[..equals], piece[(equals + 1)..]);
        }
    }
}
