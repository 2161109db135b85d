using System.Text;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.Logging;

/// <summary>
/// How the ARN of a log destination becomes a writer; the one place that knows. A log group's records go to files below the data
/// folder, one folder for each group.
/// </summary>
static class LogDestination
{
    const string Prefix = "aws-waf-logs-";
    const string LogGroup = "log-group:";

    // Of a folder's name, as file systems have it, where AWS allows 512 characters.
    const int MaxFolder = 240;

    /// <summary>Refuses what is no destination, or none that can be written yet.</summary>
    /// <exception cref="AwsError">It is not; a destination that nobody writes is never accepted.</exception>
    public static void Require(string text, Call call)
    {
        if (!Arn.TryParse(text, out var arn) || !arn.Partition.SequenceEqual("aws")) throw BadDestination(text);
        var later = arn.Service.SequenceEqual("s3") && arn.Resource.StartsWith(Prefix)
            || arn.Service.SequenceEqual("firehose") && arn.Resource.StartsWith("deliverystream/" + Prefix);
        if (later) throw Unsupported("log destinations other than log groups (arn:aws:logs:REGION:ACCOUNT:log-group:aws-waf-logs-NAME) are", Fields.LogDestination, text);
        if (Name(arn) is null) throw BadDestination(text);
        if (!arn.Account.SequenceEqual(call.Account.ToString()) || !arn.Region.SequenceEqual(call.Region.ToString())) throw BadDestination(text);
    }

    /// <summary>The folder of a destination that was accepted, as a name within that of all logs; null for any other.</summary>
    public static string? Folder(string text) => Arn.TryParse(text, out var arn) ? Name(arn) : null;

    // Of the folder; null where it is no such log group. With or without the `:*` that log group ARNs have in policies.
    static string? Name(Arn arn)
    {
        if (!arn.Service.SequenceEqual("logs") || !arn.Resource.StartsWith(LogGroup)) return null;
        var name = arn.Resource[LogGroup.Length..].ToString();
        if (name.EndsWith(":*", StringComparison.Ordinal)) name = name[..^2];
        if (name.Length <= Prefix.Length || !name.StartsWith(Prefix, StringComparison.Ordinal) || !name.All(IsNameChar)) return null;
        return Escape(name[Prefix.Length..]) is { Length: <= MaxFolder } folder ? folder : null;
    }

    static bool IsNameChar(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '/' or '.' or '#';

    // INVARIANT: no two names share a folder, and none leads out of it.
    static string Escape(string name)
    {
        var escaped = new StringBuilder(name.Length);
        foreach (var c in name)
            if (c is '/' or '#' || c == '.' && escaped.Length == 0) escaped.Append('%').Append(((int)c).ToString("X2", null));
            else escaped.Append(c);
        return escaped.ToString();
    }
}
