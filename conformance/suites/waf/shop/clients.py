"""Who talks to a shop: browsers, apps, crawlers and servers, each with the headers that it really sends."""
from .tokens import ORIGIN

HOST = "shop.example"

WINDOWS, MAC, ANDROID = "Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "Linux; Android 10; K"
CHROMIUM = "Mozilla/5.0 ({0}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{1}.0.0.0 {2}Safari/537.36{3}"
IOS = "Mozilla/5.0 (iPhone; CPU iPhone OS {0} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) {1}Mobile/15E148{2}"


def chromium(system, platform, version, brand="Google Chrome", mobile="", suffix=""):
    hints = f'"Chromium";v="{version}", "{brand}";v="{version}", "Not_A Brand";v="99"'
    return CHROMIUM.format(system, version, mobile, suffix), hints, platform, "?1" if mobile else "?0"


# User-Agent, sec-ch-ua, sec-ch-ua-platform, sec-ch-ua-mobile; the last three only where the browser sends client hints.
BROWSERS = [
    *(chromium(WINDOWS, "Windows", version) for version in (124, 128, 131, 136, 141)), *(chromium(MAC, "macOS", version) for version in (129, 138)),
    *(chromium(ANDROID, "Android", version, mobile="Mobile ") for version in (127, 133, 140)), chromium("X11; Linux x86_64", "Linux", 135),
    chromium("X11; CrOS x86_64 14541.0.0", "Chrome OS", 132), chromium(WINDOWS, "Windows", 137, "Microsoft Edge", suffix=" Edg/137.0.0.0"),
    chromium(WINDOWS, "Windows", 134, "Opera", suffix=" OPR/119.0.0.0"),
    chromium("Linux; Android 10; K", "Android", 136, "Samsung Internet", "Mobile ", " SamsungBrowser/28.0"), chromium(WINDOWS, "Windows", 136, "Brave"),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", None, None, None),
    ("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", None, None, None),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", None, None, None),
    ("Mozilla/5.0 (Android 14; Mobile; rv:139.0) Gecko/139.0 Firefox/139.0", None, None, None),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15", None, None, None),
    (IOS.format("17_6_1", "Version/17.6 ", " Safari/604.1"), None, None, None), (IOS.format("18_5", "Version/18.5 ", " Safari/604.1"), None, None, None),
    (IOS.format("15_8_3", "Version/15.6.6 ", " Safari/604.1"), None, None, None),
    (IOS.format("18_3_2", "CriOS/136.0.7103.91 ", " Safari/604.1"), None, None, None),
    (IOS.format("18_4", "GSA/364.0.752811516 ", " Safari/604.1"), None, None, None),
    (IOS.format("18_4_1", "", " Instagram 380.0.0.28.85 (iPhone15,2; iOS 18_4_1; de_DE; de; scale=3.00; 1179x2556; 735419423; IABMV/1)"), None, None, None),
    (
        IOS.format(
            "17_5", "",
            " [FBAN/FBIOS;FBAV/512.0.0.52.99;FBBV/735012345;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.5;FBSS/3;FBCR/;FBID/phone;FBLC/en_GB;FBOP/80]"
        ),
        None, None, None
    ),
    ("Mozilla/5.0 (iPad; CPU OS 16_7_10 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1", None, None, None),
    (
        "Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/136.0.7103.60 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/512.0.0.49.109;IABMV/1;]",
        None, None, None
    ),
    (
        "Mozilla/5.0 (Linux; Android 13; 2201117TY Build/TKQ1.221114.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.102 Mobile Safari/537.36 trill_380304 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/38.3.4 ByteLocale/fr",
        None, None, None
    ),
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.57(0x1800392b) NetType/4G Language/zh_CN",
        None, None, None
    ),
    ("Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", None, None, None),
    ("Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) AppleWebKit/537.36 (KHTML, like Gecko) 94.0.4606.31/7.0 TV Safari/537.36", None, None, None),
    ("Mozilla/5.0 (PlayStation; PlayStation 5/8.60) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Safari/605.1.15", None, None, None),
    ("Opera/9.80 (Android; Opera Mini/73.0.2254/191.303; U; en) Presto/2.12.423 Version/12.16", None, None, None),
]

CRAWLERS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.7103.92 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Googlebot-Image/1.0", "AdsBot-Google (+http://www.google.com/adsbot.html)", "Mediapartners-Google", "Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)",
    "Mozilla/5.0 (X11; Linux x86_64; Storebot-Google/1.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.88 Safari/537.36",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36",
    "DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)", "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "Mozilla/5.0 (compatible; SeznamBot/4.0; +https://o-seznam.cz/napoveda/vyhledavani/en/seznambot-crawler/)",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "Twitterbot/1.0", "WhatsApp/2.23.20.0", "TelegramBot (like TwitterBot)",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)", "Pinterestbot/1.0 (+https://www.pinterest.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)",
    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)", "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)",
    "Better Uptime Bot Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/111.0.0.0 Safari/537.36",
    "Mozilla/5.0 (compatible; idealo-bot/1.0; +https://www.idealo.de)", "W3C_Validator/1.3", "Feedly/1.0 (+https://feedly.com/poller.html; 12 subscribers)",
    "ia_archiver (+http://www.alexa.com/site/help/webmasters; crawler@alexa.com)",
]

APPS = [
    "ShopApp/4.12.0 (iPhone; iOS 17.5.1; Scale/3.00)", "ShopApp/4.12.0 (com.example.shop; build:41200; iOS 18.5.0) Alamofire/5.9.1", "okhttp/4.12.0",
    "ShopApp/7.3.1 (Android 14; Pixel 8; build 70301) okhttp/4.11.0", "Dart/3.4 (dart:io)", "Shop/2.8.0 CFNetwork/1494.0.7 Darwin/23.4.0",
    "ReactNativeShop/118 CFNetwork/1568.300.101 Darwin/24.2.0", "Dalvik/2.1.0 (Linux; U; Android 12; moto g(60) Build/S2RI32.32-20-9-9)", "ktor-client",
]

SERVERS = [
    "Apache-HttpClient/4.5.14 (Java/17.0.10)", "Java/11.0.22", "python-requests/2.31.0", "GuzzleHttp/7", "axios/1.7.2",
    "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)", "Go-http-client/1.1", "RestSharp/110.2.0.0", "SAP NetWeaver Application Server (1.0;753)",
    "Apache-CXF/3.5.5", "Microsoft.Data.Mashup (https://go.microsoft.com/fwlink/?LinkID=304225)", "MagentoERPConnector/3.2", "WooCommerce API Client-PHP/3.1.0",
    "Faraday v2.9.0", "Jakarta Commons-HttpClient/3.1", "PHP-SOAP/8.2.18", "JTL-Wawi/1.9.4.2", "Zapier", "Make/production", "n8n",
]

LANGUAGES = [
    "en-US,en;q=0.9", "en-GB,en-US;q=0.9,en;q=0.8", "de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7", "de-AT,de;q=0.9", "fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7",
    "es-ES,es;q=0.9", "it-IT,it;q=0.9", "nl-NL,nl;q=0.9,en;q=0.8", "pl-PL,pl;q=0.9", "cs-CZ,cs;q=0.9", "sv-SE,sv;q=0.9,en;q=0.8", "da,en-US;q=0.7,en;q=0.3",
    "fi-FI", "pt-BR,pt;q=0.9", "ru-RU,ru;q=0.9,en-US;q=0.8", "uk-UA,uk;q=0.9", "el-GR,el;q=0.9", "tr-TR,tr;q=0.9", "he-IL,he;q=0.9", "ar-AE,ar;q=0.9,en;q=0.8",
    "ja,en-US;q=0.9,en;q=0.8", "zh-CN,zh;q=0.9", "zh-TW,zh;q=0.9", "ko-KR,ko;q=0.9", "th-TH,th;q=0.9", "vi-VN,vi;q=0.9", "hi-IN,hi;q=0.9,en;q=0.8",
    "hu-HU,hu;q=0.9", "ro-RO,ro;q=0.9", "*", "de-CH, de;q=0.9, fr-CH;q=0.8, it;q=0.7",
]

NAVIGATION = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"
ACCEPTS = {
    "document": NAVIGATION, "empty": "*/*", "image": "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", "style": "text/css,*/*;q=0.1",
    "script": "*/*", "font": "*/*", "manifest": "*/*", "report": "*/*",
}


def write(method, target, fields, body=b""):
    """The request's bytes. Text is UTF-8, and a target has been encoded by whoever made it."""
    if body or method in ("POST", "PUT", "PATCH"):
        fields = [*fields, ("Content-Length", str(len(body)))]
    lines = [f"{method} {target} HTTP/1.1", f"Host: {HOST}", *(f"{name}: {value}" for name, value in fields if value is not None)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def browser(rng, method, target, *, kind="document", body=b"", content=None, cookie=None, referer=None, site=None, accept=None, extra=()):
    """`kind` is what Fetch calls the destination: document, empty (script's own requests), image, style, script, font, manifest or report."""
    agent, hints, platform, mobile = rng.choice(BROWSERS)
    body = body.encode() if isinstance(body, str) else body
    document = kind == "document"
    own = referer is not None and referer.startswith(ORIGIN)
    site = site or ("same-origin" if own or not document else "cross-site" if referer else "none")
    sends_fetch = "Trident" not in agent and "Opera Mini" not in agent and "15_8" not in agent
    fields = [("Connection", "keep-alive")]
    if document and rng.random() < 0.4:
        fields.append(("Cache-Control", "max-age=0"))
    if hints:
        fields += [("sec-ch-ua", hints), ("sec-ch-ua-mobile", mobile), ("sec-ch-ua-platform", f'"{platform}"')]
    fields += [("Content-Type", content)] if content else []
    fields += [("Origin", ORIGIN)] if method != "GET" else []
    fields += [("Upgrade-Insecure-Requests", "1")] if document else []
    fields += [("User-Agent", agent), ("Accept", accept or ACCEPTS[kind])]
    fields += [*extra]
    if sends_fetch:
        mode = {"document": "navigate", "empty": "cors", "font": "cors", "manifest": "cors"}.get(kind, "no-cors")
        fields += [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)] + ([("Sec-Fetch-User", "?1")] if document else []) + [("Sec-Fetch-Dest", kind)]
    fields += [("Referer", referer)] if referer else []
    fields += [("Accept-Encoding", rng.choice(("gzip, deflate, br, zstd", "gzip, deflate, br", "gzip, deflate"))), ("Accept-Language", rng.choice(LANGUAGES))]
    fields += [("Cookie", cookie)] if cookie else []
    if "Firefox" in agent:
        fields += rng.choice(([], [("DNT", "1"), ("Sec-GPC", "1")], [("Priority", "u=0, i")]))
    if "Android" in agent:
        fields += rng.choice(([], [("Save-Data", "on")], [("X-Requested-With", "com.facebook.katana")] if "FB_IAB" in agent else []))
    return write(method, target, fields, body)


def xhr(rng, method, target, *, body=b"", content=None, cookie=None, referer=None, extra=()):
    """A script's own request."""
    accept = rng.choice(("application/json, text/plain, */*", "application/json, text/javascript, */*; q=0.01", "*/*", "application/json"))
    extra = [*extra, *rng.choice(([], [("X-Requested-With", "XMLHttpRequest")]))]
    return browser(rng, method, target, kind="empty", body=body, content=content, cookie=cookie, referer=referer or ORIGIN + "/", accept=accept, extra=extra)


def server(rng, method, target, *, body=b"", content=None, extra=(), agent=None, accept="application/json"):
    """A program without a browser's headers: a payment provider, an ERP, a crawler."""
    body = body.encode() if isinstance(body, str) else body
    fields = [("User-Agent", agent or rng.choice(SERVERS)), ("Accept", accept)]
    fields += rng.choice(([], [("Accept-Encoding", "gzip,deflate")], [("Connection", "Keep-Alive"), ("Accept-Encoding", "gzip, deflate, br")]))
    fields += [("Content-Type", content)] if content else []
    return write(method, target, [*fields, *extra], body)
