using System.Text;
using System.Text.RegularExpressions;

namespace Redoubt.Tools.Shapes;

/// <summary>C# names for the model's names.</summary>
static partial class Names
{
    // Names of the product's shared types; a shape of the same name would hide them from every handler.
    static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "AccountId", "Arn", "AwsError", "Call", "CompiledPolicy", "Credential", "Ids", "Principal", "PrincipalKind", "Region", "Resource",
        "UnitOfWork", "TlsDetails", "MemberLocation", "Shape", "Member", "Constraints", "Operation", "Attribute", "Type", "Object", "String",
        "Task", "Stream", "Exception", "List", "Range", "Index", "Action", "Func", "Guid", "Array", "Math", "Path", "File", "Uri",
        "Version", "TimeZone", "TimestampFormat", "Enum", "Delegate", "Lazy", "Timer", "Environment",
    };

    /// <summary>A class for a structure or enumeration.</summary>
    public static string Class(string shape)
    {
        var name = Upper(shape);
        return Reserved.Contains(name) ? name + "Shape" : name;
    }

    // What every object has already.
    static readonly HashSet<string> Inherited = new(StringComparer.Ordinal) { "Equals", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", "Finalize" };

    /// <summary>A property of a class.</summary>
    public static string Property(string member, string className)
    {
        var name = Upper(member);
        return name == className || Inherited.Contains(name) ? name + "Value" : name;
    }

    /// <summary>The field behind a required number.</summary>
    public static string Field(string property) => char.ToLowerInvariant(property[0]) + property[1..];

    /// <summary>Constants for an enumeration's values, in order.</summary>
    public static IEnumerable<(string Name, string Value)> Constants(IEnumerable<string> values, string className)
    {
        var all = values.ToList();
        var names = all.ConvertAll(Constant);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
        {
            var name = names.Count(other => other == names[i]) > 1 ? NotLetter().Replace(all[i], "_") : names[i];
            if (char.IsAsciiDigit(name[0])) name = "_" + name;
            if (name == className || Inherited.Contains(name)) name += "Value";
            while (!seen.Add(name)) name += "_";
            yield return (name, all[i]);
        }
    }

    // SYMMETRIC_DEFAULT → SymmetricDefault, aws:kms → AwsKms, TagKeys → TagKeys, * → Any.
    static string Constant(string value)
    {
        if (value is "*") return "Any";
        if (value is "") return "Empty";
        var name = new StringBuilder();
        foreach (var part in NotLetter().Split(value).Where(part => part.Length > 0))
        {
            name.Append(char.ToUpperInvariant(part[0]));
            name.Append(part.Any(char.IsAsciiLetterLower) ? part[1..] : part[1..].ToLowerInvariant());
        }
        return name.Length == 0 ? "Other" : name.ToString();
    }

    static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotLetter();
}
