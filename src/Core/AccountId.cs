using System.Diagnostics.CodeAnalysis;

namespace Redoubt;

/// <summary>An AWS account: twelve digits.</summary>
public readonly record struct AccountId
{
    readonly string? digits;

    AccountId(string digits) => this.digits = digits;

    /// <exception cref="FormatException">The text is not twelve digits.</exception>
    public static AccountId Parse(string text) =>
        TryParse(text, out var account) ? account : throw new FormatException("an account id is twelve digits");

    public static bool TryParse([NotNullWhen(true)] string? text, out AccountId account)
    {
        var valid = text is { Length: 12 } && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
        account = valid ? new AccountId(text!) : default;
        return valid;
    }

    public override string ToString() => digits ?? "000000000000";
}
