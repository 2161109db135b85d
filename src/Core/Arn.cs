using System.Diagnostics.CodeAnalysis;

namespace Redoubt;

/// <summary>
/// An Amazon Resource Name, <c>arn:partition:service:region:account:resource</c>; region and account may be empty.
/// The name is kept as one string; the parts are slices of it.
/// </summary>
public sealed class Arn : IEquatable<Arn>
{
    /// <summary>The longest name accepted, in characters.</summary>
    public const int MaxLength = 2048;

    /// <summary>Every resource, <c>*</c>: what an operation names that creates something or touches no one resource.</summary>
    public static readonly Arn Any = new("*", 0, 0, 0, 0);

    readonly string text;
    readonly int service, region, account, resource;

    Arn(string text, int service, int region, int account, int resource)
    {
        this.text = text;
        this.service = service;
        this.region = region;
        this.account = account;
        this.resource = resource;
    }

    /// <summary>True for <see cref="Any"/>, whose parts are all empty.</summary>
    public bool IsAny => resource == 0;

    public ReadOnlySpan<char> Partition => IsAny ? default : text.AsSpan(4, service - 5);

    public ReadOnlySpan<char> Service => IsAny ? default : text.AsSpan(service, region - service - 1);

    public ReadOnlySpan<char> Region => IsAny ? default : text.AsSpan(region, account - region - 1);

    public ReadOnlySpan<char> Account => IsAny ? default : text.AsSpan(account, resource - account - 1);

    /// <summary>Everything after the fifth colon, such as <c>key/1234</c> or <c>user/division/alice</c>.</summary>
    public ReadOnlySpan<char> Resource => text.AsSpan(resource);

    public static Arn Of(string service, Region region, AccountId account, string resource) =>
        Parse($"arn:aws:{service}:{region}:{account}:{resource}");

    /// <summary>An ARN without a region, as IAM's are.</summary>
    public static Arn Global(string service, AccountId account, string resource) =>
        Parse($"arn:aws:{service}::{account}:{resource}");

    /// <exception cref="FormatException">The text is not an ARN.</exception>
    public static Arn Parse(string text) =>
        TryParse(text, out var arn) ? arn : throw new FormatException("not an ARN");

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Arn? arn)
    {
        arn = null;
        if (text is null || text.Length > MaxLength || !text.StartsWith("arn:", StringComparison.Ordinal)) return false;
        var service = Next(text, 4);
        var region = Next(text, service);
        var account = Next(text, region);
        var resource = Next(text, account);
        if (resource <= 0 || resource >= text.Length || service == 5 || region - service == 1) return false;
        arn = new Arn(text, service, region, account, resource);
        return true;
    }

    public override string ToString() => text;

    public bool Equals(Arn? other) => other is not null && text == other.text;

    public override bool Equals(object? obj) => Equals(obj as Arn);

    public override int GetHashCode() => text.GetHashCode();

    // The position after the next colon, or -1 once there is none.
    static int Next(string text, int from) => from < 0 ? -1 : text.IndexOf(':', from) is >= 0 and var colon ? colon + 1 : -1;
}
