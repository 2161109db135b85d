using Redoubt.Services.WafV2.Traffic;

namespace Redoubt.Services.WafV2.Samples;

/// <summary>A request that was kept to be shown, with what a rule did. Holds nothing that may not be shown.</summary>
sealed record Sample(DateTimeOffset Time, HTTPRequest Request, string Action)
{
    // Bytes of header text in one sample; headers beyond are left out.
    const int MaxHeaders = 4096;

    const int MaxUri = 2048;

    /// <summary>The rule within the rule group that matched; null for an ordinary rule.</summary>
    public string? Inner { get; init; }

    public string? Overridden { get; init; }

    public IReadOnlyList<HTTPHeader>? Inserted { get; init; }

    public int? Status { get; init; }

    public IReadOnlyList<Label>? Labels { get; init; }

    public CaptchaResponse? Captcha { get; init; }

    public ChallengeResponse? Challenge { get; init; }

    /// <summary>A request as a sample shows it: the path without the query, and headers.</summary>
    public static HTTPRequest Shown(SeenRequest request, Protector shown)
    {
        var headers = new List<HTTPHeader>(request.Headers.Length);
        var size = 0;
        foreach (var (name, value) in request.Headers)
        {
            var header = new HTTPHeader { Name = WireText.Of(name), Value = WireText.Of(shown.Header(name, value)) };
            if ((size += header.Name.Length + header.Value.Length) > MaxHeaders) break;
            headers.Add(header);
        }
        var path = WireText.Of(request.Path);
        return new()
        {
            ClientIP = request.Client.ToString(),
            Country = request.Country ?? "-",
            URI = path.Length <= MaxUri ? path : path[..MaxUri],
            Method = WireText.Of(request.Method),
            HTTPVersion = request.HttpVersion,
            Headers = headers,
        };
    }

    /// <summary>Of the rule, or the default action, that decided.</summary>
    public static Sample Decided(DateTimeOffset time, HTTPRequest shown, in Waf.Verdict verdict)
    {
        var inner = verdict.Groups is [.., { Terminating: { } deciding } last] && last.Rule == verdict.TerminatingRule ? deciding : null;
        return new(time, shown, ActionNames.Of(verdict.Action))
        {
            Inner = inner?.Rule,
            Overridden = inner?.Overridden is { } overridden ? ActionNames.Of(overridden) : null,
            Inserted = verdict.InsertHeaders.Count == 0 ? null : [.. verdict.InsertHeaders.Select(header => new HTTPHeader { Name = header.Name, Value = header.Value })],
            Status = Answers.Status(verdict),
            Labels = Shapes(verdict.Labels),
            Captcha = verdict is { Action: Waf.ActionKind.Captcha, Captcha: { } captcha } ? Answers.Captcha(captcha) : null,
            Challenge = verdict is { Action: Waf.ActionKind.Challenge, Challenge: { } challenge } ? Answers.Challenge(challenge) : null,
        };
    }

    /// <summary>Of a rule that matched and let the next one have its turn.</summary>
    public static Sample Matched(DateTimeOffset time, HTTPRequest shown, in Waf.Verdict verdict, Waf.CountedRule rule, string? inner) => new(time, shown, ActionNames.Of(rule.Action))
    {
        Inner = inner,
        Overridden = rule.Overridden is { } overridden ? ActionNames.Of(overridden) : null,
        Labels = Shapes(verdict.Labels),
        Captcha = rule.Action == Waf.ActionKind.Captcha && verdict.Captcha is { } captcha ? Answers.Captcha(captcha) : null,
        Challenge = rule.Action == Waf.ActionKind.Challenge && verdict.Challenge is { } challenge ? Answers.Challenge(challenge) : null,
    };

    static Label[]? Shapes(IReadOnlyList<string> labels) => labels.Count == 0 ? null : [.. labels.Select(label => new Label { Name = label })];
}
