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
    const int PerRateKey = 30;
    const int LabelsPerUnit = 5;

    readonly HashSet<(string Field, string Transformation)> transformations = [];
    int units;
    int labels;

    /// <summary>True while a group's rules are read: a group costs what it says, whatever its rules would.</summary>
    public bool IsPaused { get; set; }

    public int Total => units + transformations.Count * PerTransformation + (labels + LabelsPerUnit - 1) / LabelsPerUnit;

    public void AddGroup(int capacity) => units += capacity;

    public void Add(StatementDefinition statement) => units += IsPaused ? 0 : statement switch
    {
        FieldStatementDefinition field => OfField(field),
        IpSetMatchDefinition { ForwardedIp.Position: ForwardedIpPosition.Any } => 1 + AnyForwardedAddress,
        IpSetMatchDefinition or LabelMatchDefinition or GeoMatchDefinition or AsnMatchDefinition or RequestFaultDefinition => 1,
        RateBasedDefinition rate => 2 + rate.Keys.Count * PerRateKey,
        _ => 0,
    };

    public void AddTransformation(string field, string transformation)
    {
        if (!IsPaused) transformations.Add((field, transformation));
    }

    public void AddLabels(int count) => labels += IsPaused ? 0 : count;

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
