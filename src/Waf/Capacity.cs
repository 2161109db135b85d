namespace Redoubt.Waf;

/// <summary>
/// Web ACL capacity units as AWS counts them: a base cost by kind of statement, ten more for all query arguments, twice the base
/// for a JSON body, ten for every distinct transformation of a distinct component, one for every five labels begun.
/// </summary>
sealed class Capacity
{
    const int PerTransformation = 10;
    const int AllArguments = 10;
    const int AnyForwardedAddress = 4;
    const int LabelsPerUnit = 5;

    readonly HashSet<(string Field, string Transformation)> transformations = [];
    int units;
    int labels;

    public int Total => units + transformations.Count * PerTransformation + (labels + LabelsPerUnit - 1) / LabelsPerUnit;

    public void Add(StatementDefinition statement) => units += statement switch
    {
        FieldStatementDefinition field => OfField(field),
        IpSetMatchDefinition { ForwardedIp.Position: ForwardedIpPosition.Any } => 1 + AnyForwardedAddress,
        IpSetMatchDefinition or LabelMatchDefinition => 1,
        _ => 0,
    };

    public void AddTransformation(string field, string transformation) => transformations.Add((field, transformation));

    public void AddLabels(int count) => labels += count;

    static int OfField(FieldStatementDefinition statement)
    {
        var cost = statement switch
        {
            ByteMatchDefinition { Position: PositionalConstraint.Contains or PositionalConstraint.ContainsWord } => 10,
            ByteMatchDefinition => 2,
            RegexMatchDefinition => 3,
            RegexSetDefinition => 25,
            SizeConstraintDefinition => 1,
            SqliMatchDefinition { Sensitivity: SensitivityLevel.High } => 30,
            SqliMatchDefinition => 20,
            XssMatchDefinition => 40,
            _ => 0,
        };
        return statement.Field switch
        {
            JsonBodyField => cost * 2,
            AllQueryArgumentsField => cost + AllArguments,
            _ => cost,
        };
    }
}
