using System.Buffers;

namespace Redoubt.Waf;

/// <summary>The robots known by their User-Agent, by AWS's categories.</summary>
static class BotTable
{
    // The first whose token occurs is the one: what is part of another token stands behind it.
    public static readonly Bot[] All =
    [
        .. Of("search_engine", "googlebot googlebot google", "google_inspectiontool google-inspectiontool google", "googleother googleother google", "bingbot bingbot microsoft", "bingpreview bingpreview microsoft",
            "msnbot msnbot microsoft", "applebot applebot apple", "duckduckbot duckduckbot duckduckgo", "yandex yandexbot yandex", "yandex_images yandeximages yandex", "baidu baiduspider baidu", "yahoo yahoo!~slurp yahoo",
            "sogou sogou~web~spider sogou", "petalbot petalbot petal", "seznam seznambot seznam", "naver yeti/ naver", "qwant qwantify qwant", "qwantbot qwantbot qwant", "mojeek mojeekbot mojeek", "coccoc coccocbot coccoc", "360spider 360spider qihoo"),
        .. Of("advertising", "google_ads adsbot-google google", "google_adsense mediapartners-google google", "google_storebot storebot-google google", "bing_ads adidxbot microsoft", "criteo criteobot criteo", "amazon_adbot amazonadbot amazon", "pinterest_ads pinterestadbot pinterest"),
        .. Of("social_media", "facebook facebookexternalhit meta", "facebook_catalog facebookcatalog meta", "meta_fetcher meta-externalfetcher meta", "twitter twitterbot twitter", "linkedin linkedinbot linkedin", "pinterest pinterestbot pinterest", "reddit redditbot reddit",
            "tumblr tumblr/ tumblr", "vk vkshare vk", "tiktok tiktokspider bytedance"),
        .. Of("page_preview", "slack slackbot-linkexpanding slack", "slack_image slack-imgproxy slack", "discord discordbot discord", "telegram telegrambot telegram", "whatsapp whatsapp/ meta", "skype skypeuripreview microsoft", "teams microsoftpreview microsoft", "viber viber/ viber", "embedly embedly embedly", "iframely iframely iframely"),
        .. Of("ai", "gptbot gptbot openai", "chatgpt_user chatgpt-user openai", "oai_searchbot oai-searchbot openai", "claudebot claudebot anthropic", "claude_user claude-user anthropic", "claude_searchbot claude-searchbot anthropic", "anthropic anthropic-ai anthropic",
            "perplexitybot perplexitybot perplexity", "perplexity_user perplexity-user perplexity", "ccbot ccbot commoncrawl", "bytespider bytespider bytedance", "amazonbot amazonbot amazon", "meta_agent meta-externalagent meta", "cohere cohere-ai cohere", "mistral mistralai-user mistral", "diffbot diffbot diffbot", "youbot youbot you", "google_extended google-cloudvertexbot google"),
        .. Of("seo", "ahrefs ahrefsbot ahrefs", "ahrefs_audit ahrefssiteaudit ahrefs", "semrush semrushbot semrush", "majestic mj12bot majestic", "moz rogerbot moz", "moz_dotbot dotbot moz", "screaming_frog screaming~frog", "sistrix sistrix sistrix", "blexbot blexbot webmeup", "dataforseo dataforseobot dataforseo", "serpstat serpstatbot serpstat", "seokicks seokicks seokicks", "barkrowler barkrowler babbar", "linkdex linkdexbot linkdex"),
        .. Of("monitoring", "uptimerobot uptimerobot uptimerobot", "pingdom pingdom pingdom", "statuscake statuscake statuscake", "site24x7 site24x7 site24x7", "datadog datadog/synthetics datadog", "datadog_synthetics datadogsynthetics datadog", "new_relic newrelicsynthetics newrelic", "newrelic newrelicpinger newrelic", "better_uptime better~uptime betterstack", "betterstack betterstackbot betterstack",
            "route53 amazon-route53-health-check amazon", "elb elb-healthchecker amazon", "google_uptime googlestackdrivermonitoring google", "freshping freshpingbot freshworks", "hetrixtools hetrixtools hetrixtools", "nagios check_http", "zabbix zabbix", "prometheus blackbox~exporter", "lighthouse chrome-lighthouse", "checkly checkly checkly"),
        .. Of("link_checker", "w3c_link_checker w3c-checklink", "w3c_validator w3c_validator", "linkchecker linkchecker", "dr_link_check drlinkcheck drlinkcheck", "brokenlinkcheck brokenlinkcheck brokenlinkcheck", "xenu xenu~link~sleuth"),
        .. Of("archiver", "internet_archive archive.org_bot internetarchive", "heritrix heritrix", "wayback ia_archiver internetarchive", "arquivo arquivo-web-crawler arquivo", "nicecrawler nicecrawler nicecrawler", "archivebox archivebox"),
        .. Of("content_fetcher", "google_feedfetcher feedfetcher-google google", "google_read_aloud google-read-aloud google", "google_site_verification google-site-verification google", "feedly feedly/ feedly", "feedbin feedbin feedbin", "inoreader inoreader inoreader", "newsblur newsblur newsblur", "tiny_tiny_rss tiny~tiny~rss", "flipboard flipboardproxy flipboard", "apple_podcasts itms/ apple"),
        .. Of("email_client", "gmail_image_proxy googleimageproxy google", "yahoo_mail yahoomailproxy yahoo", "barracuda barracudasentinel barracuda", "thunderbird thunderbird/", "outlook microsoft~office/", "mimecast mimecast mimecast"),
        .. Of("webhooks", "stripe stripe/ stripe", "paypal paypal~ipn paypal", "paypal_webhook paypal/ paypal", "adyen adyen~httpclient adyen", "mollie mollie.nl mollie", "klarna klarna klarna", "braintree braintree/ paypal", "square square~webhooks square", "shopify shopify-captain-hook shopify", "github github-hookshot github", "gitlab gitlab/ gitlab", "sendgrid sendgrid~event~api twilio", "twilio twilioproxy twilio", "mailchimp mailchimp mailchimp", "zapier zapier zapier", "hookdeck hookdeck hookdeck", "svix svix-webhooks svix"),
        .. Of("security", "censys censysinspect censys", "shodan shodan shodan", "qualys qualys qualys", "detectify detectify detectify", "internet_measurement internetmeasurement internetmeasurement", "leakix l9explore leakix", "zgrab zgrab", "expanse expanse palo_alto", "paloalto palo~alto~networks palo_alto", "netcraft netcraftsurveyagent netcraft", "criminalip criminalip criminalip", "intruder intruder.io intruder", "probely probely probely", "sucuri sucuri sucuri"),
        .. Of("scraping_framework", "scrapy scrapy", "colly colly~-~", "crawlee crawlee", "apify apify", "nutch nutch", "httrack httrack", "webcopier webcopier", "teleport teleport~pro", "webzip webzip", "offline_explorer offline~explorer", "mechanize mechanize", "beautifulsoup beautifulsoup", "newspaper newspaper/", "crawler4j crawler4j", "simplecrawler simplecrawler", "node_crawler node-crawler", "zyte zyte", "jsoup jsoup"),
        .. Of("http_library", "curl curl/", "wget wget/", "python_requests python-requests", "python_urllib python-urllib", "python_httpx python-httpx", "aiohttp aiohttp", "httpie httpie", "go_http go-http-client", "okhttp okhttp", "apache_httpclient apache-httpclient", "java java/1", "java_client java-http-client", "axios axios/", "node_fetch node-fetch", "node undici", "got got~(", "superagent node-superagent", "libwww_perl libwww-perl", "lwp lwp::simple", "ruby ruby/", "faraday faraday~v", "httparty httparty", "guzzle guzzlehttp",
            "php_curl php-curl", "php_soap php-soap", "dart dart/", "reqwest reqwest", "rust_hyper hyper/", "dotnet .net~framework~test~client", "restsharp restsharp", "winhttp winhttp", "powershell windowspowershell", "postman postmanruntime", "insomnia insomnia/", "aria2 aria2/", "fasthttp fasthttp", "resty go-resty", "unirest unirest", "jersey jersey/", "feign feign", "scala_dispatch dispatch/", "typhoeus typhoeus", "mint elixir", "hackney hackney/"),
        .. Of("miscellaneous", "generic_bot bot/", "generic_robot robot", "generic_crawler crawler", "generic_spider spider", "google_docs google-apps-script google", "apis_google apis-google google"),
    ];

    static readonly SearchValues<string> Tokens = SearchValues.Create([.. All.Select(bot => bot.Token)], StringComparison.OrdinalIgnoreCase);

    /// <summary>The robot that a User-Agent names; null for none.</summary>
    public static Bot? Find(ReadOnlySpan<char> userAgent)
    {
        if (!userAgent.ContainsAny(Tokens)) return null;
        foreach (var bot in All)
            if (userAgent.Contains(bot.Token, StringComparison.OrdinalIgnoreCase)) return bot;
        return null;
    }

    // `name token organisation`, with a tilde for a space in a token.
    static IEnumerable<Bot> Of(string category, params string[] bots) => bots.Select(bot => bot.Split(' ')).Select(parts => new Bot(parts[0], category, parts[1].Replace('~', ' '), parts.ElementAtOrDefault(2)));
}
