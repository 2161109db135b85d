namespace Redoubt.Waf;

/// <summary>What leads to the execution of code in Java: classes by name, expressions of OGNL and Spring, class loaders by way of bound names, serialised objects.</summary>
static class JavaCode
{
    public static readonly Detector Detector = Detector.ForTexts(
        "JAVA_CODE",
        "java.lang.runtime", "java.lang.process", "java.lang.class", "java.lang.thread", "java.lang.system", "java.lang.string", "java.io.", "java.net.url", "java.util.scanner", "java.beans.",
        "getruntime(", "processbuilder", "getclass().", "getclass(", "classloader", "forname(", "javax.script", "javax.naming", "javax.management", "scriptenginemanager", "newinstance(",
        "#_memberaccess", "#_member", "@ognl.", "ognlcontext", "com.opensymphony", "#context[", "xwork", "#application[", "#request[", "allowstaticmethodaccess",
        "t(java", "spring.cloud.function.routing-expression", "org.apache.", "org.springframework", "com.sun.", "sun.misc.", "org.codehaus.groovy", "freemarker.template.utility",
        "class.module", "class.protectiondomain", "class%5b", "class['module", "\xAC\xED\0\x05", "rO0ABX", "aced0005737", "<jsp:", "<%@page", "<%@ page", "jdbc:");
}
