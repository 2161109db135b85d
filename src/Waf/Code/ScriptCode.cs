using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Finds code for interpreters other than PHP's and Java's: Python, JavaScript on servers, Ruby, Perl, ASP, ColdFusion.</summary>
static class ScriptCode
{
    // Nothing but code says this.
    static readonly SearchValues<string> Certain = SearchValues.Create(
        [
            "<%=", "<%@",
            "__import__", "__class__", "__mro__", "__subclasses__", "__globals__", "__builtins__", "__bases__", "__getattribute__", "__init__.", "os.popen", "os.system", "subprocess.", "[import socket",
            "child_process", "process.mainmodule", "process.binding", "process.env", "require('fs')", "require(\"fs\")", "constructor.constructor", "execsync(", "spawnsync(", "while(true){", "while(1){",
            "system.diagnostics.process", "system.reflection", "createobject(", "wscript.shell", "server.execute", "server.scripttimeout", "response.write(", "on error resume next",
            "kernel.system", "kernel.exec", "io.popen", "%x(", "file.read(", "file.open(", "erb.new",
        ],
        StringComparison.OrdinalIgnoreCase);

    static readonly FunctionCalls Calls = new(
        "cfexecute getpagecontext get_user_file executeglobal execfile",
        "system exec eval sleep open spawn fork load compile execute getattr globals locals response.write response.end");

    public static bool IsIn(ReadOnlySpan<char> text) => text.ContainsAny(Certain) || Calls.IsIn(text);
}
