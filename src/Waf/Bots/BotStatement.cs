namespace Redoubt.Waf;

/// <summary>
/// Labels a request by the robot that its User-Agent names: its category, name and organisation, and whether it comes from a network
/// that the organisation publishes. Decides nothing; rules behind it ask for the labels.
/// </summary>
sealed class BotStatement(NetworkLists lists, string labelPrefix) : Statement
{
    readonly Dictionary<Bot, string[]> labels = BotTable.All.ToDictionary(bot => bot, bot => Labels(bot, labelPrefix));
    readonly string verified = $"{labelPrefix}bot:verified";
    readonly string unverified = $"{labelPrefix}bot:unverified";

    public override Outcome Evaluate(Evaluation evaluation)
    {
        var request = evaluation.Request;
        for (var i = 0; i < request.HeaderCount; i++)
        {
            if (!Ascii.EqualsIgnoreCase(request.HeaderName(i), "user-agent")) continue;
            var agent = request.HeaderValue(i);
            var bot = BotTable.Find(agent);
            evaluation.Explaining?.Add(new Look("Bot", "HEADER", "user-agent", agent, bot?.Token));
            if (bot is null) continue;
            foreach (var label in labels[bot]) Add(evaluation, label);
            Add(evaluation, bot.List is { } list && lists.Contains(list, request.ClientAddress) ? verified : unverified);
            break;
        }
        return Outcome.NoMatch;
    }

    static string[] Labels(Bot bot, string prefix)
    {
        string[] labels = [$"{prefix}bot:category:{bot.Category}", $"{prefix}bot:name:{bot.Name}"];
        return bot.Organization is { } organization ? [.. labels, $"{prefix}bot:organization:{organization}"] : labels;
    }

    static void Add(Evaluation evaluation, string label)
    {
        if (!evaluation.Labels.Contains(label)) evaluation.Labels.Add(label);
    }
}
