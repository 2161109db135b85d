using System.Globalization;

namespace Redoubt.Services.Iam.Policies;

/// <summary>One value of a condition in a policy, read once into the form it is compared in.</summary>
abstract class Operand
{
    /// <summary>The keys of the value's variables.</summary>
    public virtual IEnumerable<ConditionKey> Keys => [];

    /// <summary>Whether one of the request's values fits. A value that cannot be read as the operator's type fits nothing.</summary>
    public abstract bool Matches(in ContextValue value, int index, in DecisionRequest request);

    /// <summary>Reads a value.</summary>
    /// <param name="variables">Whether <c>${…}</c> is a variable.</param>
    /// <exception cref="PolicyFormatException">The text is not a value of the operator's type.</exception>
    public static Operand Parse(Comparison comparison, string text, bool variables) => comparison switch
    {
        Comparison.StringEquals => new TextOperand(Pattern.Parse(text, wildcards: false, variables), ignoreCase: false),
        Comparison.StringEqualsIgnoreCase => new TextOperand(Pattern.Parse(text, wildcards: false, variables), ignoreCase: true),
        Comparison.StringLike => new TextOperand(Pattern.Parse(text, wildcards: true, variables), ignoreCase: false),
        Comparison.Arn => new ArnOperand(Pattern.Parse(text, wildcards: true, variables)),
        Comparison.Bool when variables && text.Contains("${", StringComparison.Ordinal) =>
            new TextOperand(Pattern.Parse(text, wildcards: false, variables), ignoreCase: true),
        Comparison.Bool or Comparison.Null => new BoolOperand(bool.TryParse(text, out var wanted) ? wanted : throw PolicyTexts.Legacy()),
        Comparison.BinaryEquals => new BinaryOperand(text),
        Comparison.IpAddress => new AddressOperand(AddressRange.TryParse(text, out var range) ? range : throw PolicyTexts.Legacy()),
        >= Comparison.NumericEquals and <= Comparison.NumericGreaterEquals =>
            new NumberOperand(comparison, NumberOperand.TryParse(text, out var number) ? number : throw PolicyTexts.Legacy()),
        _ => new DateOperand(comparison, PolicyDate.TryParse(text, out var date) ? date : throw PolicyTexts.Legacy()),
    };
}

/// <summary>A text, with or without wildcards.</summary>
sealed class TextOperand(Pattern pattern, bool ignoreCase) : Operand
{
    public override IEnumerable<ConditionKey> Keys => pattern.Keys;

    public override bool Matches(in ContextValue value, int index, in DecisionRequest request)
    {
        var text = value.Text(index);
        return ignoreCase ? pattern.EqualsIgnoreCase(text, request) : pattern.Like(text, request);
    }
}

/// <summary>An ARN, compared part by part; ArnEquals and ArnLike are the same.</summary>
sealed class ArnOperand(Pattern pattern) : Operand
{
    public override IEnumerable<ConditionKey> Keys => pattern.Keys;

    public override bool Matches(in ContextValue value, int index, in DecisionRequest request) => pattern.LikeArn(value.Text(index), request);
}

sealed class BoolOperand(bool wanted) : Operand
{
    public override bool Matches(in ContextValue value, int index, in DecisionRequest request) =>
        value.Text(index).Equals(wanted ? "true" : "false", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Bytes, compared in their one canonical Base64 form.</summary>
sealed class BinaryOperand : Operand
{
    readonly string canonical;

    public BinaryOperand(string base64)
    {
        var bytes = new byte[base64.Length];
        canonical = Convert.TryFromBase64String(base64, bytes, out var length)
            ? Convert.ToBase64String(bytes, 0, length)
            : throw PolicyTexts.Legacy();
    }

    public override bool Matches(in ContextValue value, int index, in DecisionRequest request) => value.Text(index) == canonical;
}

sealed class NumberOperand(Comparison comparison, decimal number) : Operand
{
    public static bool TryParse(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    public override bool Matches(in ContextValue value, int index, in DecisionRequest request)
    {
        if (value.Time is { } time) return Compare(decimal.Floor(time / 1000m));
        return TryParse(value.Text(index), out var have) && Compare(have);
    }

    bool Compare(decimal have) => comparison switch
    {
        Comparison.NumericEquals => have == number,
        Comparison.NumericLess => have < number,
        Comparison.NumericLessEquals => have <= number,
        Comparison.NumericGreater => have > number,
        _ => have >= number,
    };
}

/// <summary>An instant in milliseconds since 1970.</summary>
sealed class DateOperand(Comparison comparison, long date) : Operand
{
    public override bool Matches(in ContextValue value, int index, in DecisionRequest request)
    {
        if (value.Time is { } time) return Compare(time);
        return PolicyDate.TryParse(value.Text(index), out var have) && Compare(have);
    }

    bool Compare(long have) => comparison switch
    {
        Comparison.DateEquals => have == date,
        Comparison.DateLess => have < date,
        Comparison.DateLessEquals => have <= date,
        Comparison.DateGreater => have > date,
        _ => have >= date,
    };
}

/// <summary>An address or a network.</summary>
sealed class AddressOperand(AddressRange range) : Operand
{
    public override bool Matches(in ContextValue value, int index, in DecisionRequest request)
    {
        if (value.Address is { } address) return range.Contains(address);
        return AddressRange.TryParse(value.Text(index), out var have) && range.Contains(have);
    }
}
