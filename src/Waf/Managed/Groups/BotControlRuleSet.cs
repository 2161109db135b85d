namespace Redoubt.Waf;

/// <summary>
/// Robots that say what they are: AWS's common level of inspection. One is verified that comes from a network which its organisation
/// publishes; rules of categories pass over those.
/// </summary>
static class BotControlRuleSet
{
    const string Prefix = "awswaf:managed:aws:bot-control:";

    static readonly (string Rule, string Category)[] Categories =
    [
        ("CategoryAdvertising", "advertising"), ("CategoryArchiver", "archiver"), ("CategoryContentFetcher", "content_fetcher"), ("CategoryEmailClient", "email_client"),
        ("CategoryHttpLibrary", "http_library"), ("CategoryLinkChecker", "link_checker"), ("CategoryMiscellaneous", "miscellaneous"), ("CategoryMonitoring", "monitoring"),
        ("CategoryPagePreview", "page_preview"), ("CategoryScrapingFramework", "scraping_framework"), ("CategorySearchEngine", "search_engine"), ("CategorySecurity", "security"),
        ("CategorySeo", "seo"), ("CategorySocialMedia", "social_media"), ("CategoryWebhooks", "webhooks"),
    ];

    static readonly Detector AutomatedBrowser = Detector.ForTexts("AUTOMATED_BROWSER", "headlesschrome", "phantomjs", "slimerjs", "htmlunit", "puppeteer", "playwright", "selenium", "webdriver", "cypress/", "electron/", "zombie.js", "casperjs", "splash/", "nightmare");

    static readonly Detector Browser = Detector.ForTexts("BROWSER", "mozilla/", "opera/", "dalvik/", "cfnetwork/", "ucweb/", "nokia", "blackberry", "samsung-", "silk/", "docomo/");

    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Aws, "AWSManagedRulesBotControlRuleSet", "bot-control", 50, "Robots that say what they are, by category; the common level of inspection",
    [
        new("Bot", null, new BotDefinition()) { Action = RuleAction.Count, IsSilent = true },
        .. Categories.Select(one => new ManagedRule(one.Rule, one.Rule, new AndDefinition([Labelled($"bot:category:{one.Category}"), Labelled("bot:unverified")]))),
        new("CategoryAI", "CategoryAI", Labelled("bot:category:ai")),
        new("SignalAutomatedBrowser", "SignalAutomatedBrowser", Place.UserAgent.Once.Has(AutomatedBrowser)) { FurtherLabel = "signal:automated_browser" },
        new("SignalKnownBotDataCenter", "SignalKnownBotDataCenter", new NetworkListDefinition("SignalKnownBotDataCenter")) { FurtherLabel = "signal:known_bot_data_center" },
        new("SignalNonBrowserUserAgent", "SignalNonBrowserUserAgent", new AndDefinition([new NotDefinition(Place.UserAgent.Once.Has(Browser)), new NotDefinition(Labelled("bot:verified"))])) { FurtherLabel = "signal:non_browser_user_agent" },
    ])
    {
        IsVersioned = false,
        FurtherLabels =
        [
            "bot:verified", "bot:unverified",
            .. BotTable.All.Select(bot => $"bot:category:{bot.Category}").Distinct(),
            .. BotTable.All.Select(bot => $"bot:name:{bot.Name}"),
            .. BotTable.All.Where(bot => bot.Organization is not null).Select(bot => $"bot:organization:{bot.Organization}").Distinct(),
        ],
        Lists = ["SignalKnownBotDataCenter", .. BotTable.All.Select(bot => bot.List).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
    };

    static LabelMatchDefinition Labelled(string label) => new(LabelScope.Label, Prefix + label);
}
