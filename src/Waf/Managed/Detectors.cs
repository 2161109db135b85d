namespace Redoubt.Waf;

/// <summary>What managed rules look for, besides SQL and script.</summary>
static class Detectors
{
    public static readonly Detector Traversal = new("PATH_TRAVERSAL", PathTraversal.IsIn);
    public static readonly Detector UnixFile = new("LOCAL_FILE", PathTraversal.NamesUnixFile);
    public static readonly Detector RestrictedPath = new("RESTRICTED_FILE", FileEnding.IsPath);
    public static readonly Detector RestrictedValue = new("RESTRICTED_FILE", FileEnding.IsValue);
    public static readonly Detector RemoteInclusion = new("REMOTE_FILE", RemoteFile.IsIn);
    public static readonly Detector UnixCommand = new("COMMAND", text => CommandInjection.IsIn(text, Shell.Unix));
    public static readonly Detector WindowsCommand = new("COMMAND", text => CommandInjection.IsIn(text, Shell.Windows));
    public static readonly Detector Php = new("PHP_CODE", PhpCode.IsIn);
    public static readonly Detector Script = new("SCRIPT_CODE", ScriptCode.IsIn);
    public static readonly Detector Java = JavaCode.Detector;
    public static readonly Detector Log4j = new("LOG_LOOKUP", LogLookup.IsIn);
    public static readonly Detector Template = new("TEMPLATE_EXPRESSION", TemplateExpression.IsIn);
    public static readonly Detector NoSql = new("NOSQL", NoSqlInjection.IsIn);
    public static readonly Detector Ldap = new("LDAP_FILTER", LdapInjection.IsIn);
    public static readonly Detector Mail = new("MAIL_COMMAND", LineInjection.SpeaksMail);
    public static readonly Detector ResponseSplit = new("RESPONSE_HEADER", LineInjection.SplitsResponse);
    public static readonly Detector CookieSet = new("RESPONSE_HEADER", LineInjection.SetsCookie);
    public static readonly Detector Xml = new("XML_ENTITY", XmlInjection.IsIn);
    public static readonly Detector Serialized = new("SERIALIZED_OBJECT", SerializedObject.IsIn);
    public static readonly Detector InternalRequest = new("SERVER_SIDE_REQUEST", ServerSideRequest.IsIn);
    public static readonly Detector Prototype = new("PROTOTYPE_POLLUTION", PrototypePollution.IsIn);

    public static readonly Detector Include = Detector.ForTexts("SERVER_SIDE_INCLUDE",
        "<!--#exec", "<!--#include", "<!--#echo", "<!--#config", "<!--#printenv", "<!--#set", "<!--#flastmod", "<!--#fsize", "<!--#if", "<esi:");

    public static readonly Detector Ec2MetaData = Detector.ForTexts("EC2_METADATA",
        "169.254.169.254", "169.254.170.2", "latest/meta-data", "latest/user-data", "latest/dynamic/instance-identity", "fd00:ec2::254", "instance-data/latest",
        "2852039166", "0xa9fea9fe", "0xa9.0xfe.0xa9.0xfe", "0251.0376.0251.0376", "0251.254.169.254", "169.16689662", "::ffff:a9fe:a9fe", "::ffff:169.254", "x-aws-ec2-metadata-token");

    public static readonly Detector PowerShell = Detector.ForTexts("POWERSHELL",
        "invoke-expression", "invoke-command", "invoke-webrequest", "invoke-restmethod", "invoke-wmimethod", "iex(", "iex (", "downloadstring(", "downloadfile(", "new-object net.", "new-object system.", "system.net.webclient",
        "-encodedcommand", "frombase64string(", "start-process", "start-bitstransfer", "set-executionpolicy", "-executionpolicy", "-exec bypass", "-ep bypass", "get-wmiobject", "get-content ", "get-childitem", "add-type -", "powershell -", "powershell.exe", "powershell ", "pwsh -", "[system.reflection.", "[scriptblock]");

    public static readonly Detector SqlFunctions = Detector.ForTexts("SQL_INJECTION",
        "information_schema.", "xp_cmdshell", "sp_executesql", "sp_oacreate", "xp_dirtree", "waitfor delay", "load_file(", "into outfile", "into dumpfile", "pg_sleep(", "pg_read_file(", "dbms_pipe.", "dbms_lock.", "utl_http.", "utl_inaddr.",
        "benchmark(", "extractvalue(", "updatexml(", "group_concat(", "sqlite_master", "sysobjects", "syscolumns", "pg_catalog.", "all_tables", "randomblob(", "convert(int,", "fn_varbintohexstr", "@@version", "@@hostname", "@@datadir");

    public static readonly Detector ReactFlight = Detector.ForTexts("REACT_FLIGHT", ":__proto__:", ":constructor:constructor", ":constructor:prototype", "\"_formdata\":{\"get\"", "\\\"_formdata\\\":{\\\"get\\\"", "\"status\":\"resolved_model\"", "\\\"status\\\":\\\"resolved_model\\\"");

    public static readonly Detector BadBots = Detector.ForTexts("BAD_BOT",
        "nessus", "nmap", "openvas", "nikto", "sqlmap", "masscan", "zgrab", "nuclei", "acunetix", "netsparker", "invicti", "arachni", "w3af", "wpscan", "dirbuster", "dirb ", "gobuster", "feroxbuster", "ffuf", "fuzz faster", "wfuzz", "whatweb", "havij", "jorgee", "morfeus",
        "zmeu", "paros", "skipfish", "vega/", "hydra", "brutus", "grabber", "webshag", "burpcollaborator", "burp suite", "oast.", "interact.sh", "appscan", "webinspect", "commix", "xsser", "joomscan", "cgichk", "dotdotpwn", "sqlninja", "bsqlbf", "pangolin", "metis", "n-stealth",
        ".nasl", "winrm client", "l9tcpid", "l9explore", "muhstik", "mozi.", "hello, world", "struts-pwn", "jndi:", "() {");

    public static readonly Detector AdminPaths = Detector.ForTexts("ADMIN_PATH",
        "/sqlmanager", "/sqladmin", "/sqlweb", "/mysqlmanager", "/mysqladmin", "/mysql-admin", "/dbadmin", "/db-admin", "/phpmyadmin", "/phppgadmin", "/phpldapadmin", "/phpsysinfo", "/pma/", "/adminer", "/pgadmin", "/myadmin",
        "/manager/html", "/manager/text", "/manager/status", "/host-manager/", "/jmx-console", "/web-console/", "/admin-console/", "/jolokia", "/server-status", "/server-info", "/balancer-manager", "/webmin", "/cpanel/", "/plesk", "/whm/",
        "/solr/admin", "/kibana/", "/_cat/indices", "/_cluster/", "/portainer", "/rabbitmq", "/haproxy?stats", "/nginx_status", "/status?full", "/fpm-status", "/php-fpm", "/opcache", "/apc.php", "/axis2-admin", "/hudson/script", "/jenkins/script", "/script/console", "/telescope/requests", "/_profiler");

    public static readonly Detector ExploitablePaths = Detector.ForTexts("EXPLOITABLE_PATH",
        "/web-inf", "/meta-inf", "/.git/", "/.git-credentials", "/.gitconfig", "/.svn/", "/.hg/", "/.bzr/", "/.env", "/.aws/", "/.ssh/", "/.docker", "/.kube/", "/.ds_store", "/.htaccess", "/.htpasswd", "/.npmrc", "/.netrc", "/.pgpass", "/.bash_history", "/.vscode/sftp", "/.idea/",
        "/cgi-bin/.", "/cgi-bin/luci", "/cgi-bin/test-cgi", "/cgi-bin/printenv", "/cgi-bin/bash", "/cgi-bin/sh", "/cgi-bin/php", "/cgi-bin/nagios", "/cgi-bin/kerbynet", "/vendor/phpunit", "/eval-stdin.php", "/_ignition/", "/actuator/env", "/actuator/heapdump", "/actuator/gateway", "/actuator/jolokia", "/actuator/shutdown", "/heapdump", "/boaform", "/hnap1", "/gponform", "/goform/", "/tmui/login.jsp", "/mgmt/tm/util", "/dana-na/", "/remote/fgt_lang", "/vpn/../",
        "/wls-wsat", "/_async/asyncresponseservice", "/console/css/", "/console/images/", "/invoker/", "/struts/", "/owa/auth/x.js", "/ecp/default.flt", "/autodiscover/autodiscover.json?@", "/aspnet_client/", "/trace.axd", "/elmah.axd", "/phpinfo", "/info.php", "/test.php", "/shell.php", "/cmd.php", "/c99.php", "/r57.php", "/wso.php", "/alfa.php",
        "/clam.php", "/thinkphp", "/index.php/index/\\think", "/solr/", "/druid/index", "/nacos/v1", "/seeyon/", "/weaver/", "/cfide/", "/lucee/", "/sitecore/shell", "/telerik.web.ui", "/login.action?", "/s/../", "/fckeditor/", "/kcfinder/", "/filemanager/connectors", "/webdav/", "/backup.zip", "/backup.sql", "/dump.sql", "/database.sql", "/wwwroot.rar", "/id_rsa");

    public static readonly Detector WordPressPaths = Detector.ForTexts("EXPLOITABLE_PATH",
        "/xmlrpc.php", "/wp-config", "/wp-content/debug.log", "/wp-admin/install.php", "/wp-admin/setup-config.php", "/wp-content/uploads/dump", "/wp-content/plugins/wp-file-manager/lib/php/connector", "/wp-content/plugins/revslider/temp", "/timthumb.php", "/thumb.php", "/wp-includes/wlwmanifest.xml", "/wp-content/mysql.sql", "/wp-content/backup", "/wp-content/plugins/hellopress/", "/wp-content/uploads/wp-file-manager");

    public static readonly Detector WordPressCommands = Detector.ForTexts("EXPLOITABLE_COMMAND",
        "do-reset-wordpress", "do_reset_wordpress", "revslider_show_image", "revslider_ajax_action", "duplicator_download", "duplicator_package", "wpdmpro", "swp_debug=", "wp_ajax_try_2020", "wp_ajax_nopriv_", "cmd=mkfile", "cmd=upload&target=l1", "author=1&", "installer=true", "wp_abspath=", "registrationmagic", "action=wpgdprc_process_action", "action=nm_personalizedproduct_upload");

    public static readonly Detector Introspection = Detector.ForTexts("GRAPHQL_INTROSPECTION", "__schema", "__type(", "__type (", "introspectionquery");
}
