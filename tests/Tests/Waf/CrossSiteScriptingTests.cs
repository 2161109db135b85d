using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class CrossSiteScriptingTests
{
    [Theory]
    [InlineData("<script>steal()</script>")]
    [InlineData("</script><ScRiPt src=//evil.example>")]
    [InlineData("<scr\0ipt>")]
    [InlineData("<svg/onload=steal()>")]
    [InlineData("<svg:script>")]
    [InlineData("<img src=x onerror=steal()>")]
    [InlineData("<img src=`x`onerror=steal()>")]
    [InlineData("<b title='>' onmouseover=steal()>")]
    [InlineData("<p onpointerrawupdate=steal()>")]
    [InlineData("\" onfocus=steal() autofocus x=\"")]
    [InlineData("' onmouseover='steal()")]
    [InlineData("x onclick=steal()")]
    [InlineData("<a href=javascript:steal()>")]
    [InlineData("<a href=\"jav&#x09;ascript&colon;steal()\">")]
    [InlineData("<a href=' \u0001javascript:steal()'>")]
    [InlineData("<form action=vbscript:steal()>")]
    [InlineData("<a href=data:text/html;base64,AAAA>")]
    [InlineData("javascript:steal()")]
    [InlineData("data:text/html,<b>")]
    [InlineData("<div style=\"width: ex/**/pression(steal())\">")]
    [InlineData("<div style=\"-moz-\\62inding:url(x)\">")]
    [InlineData("<!--[if IE]>")]
    [InlineData("<?import namespace=t implementation=x>")]
    [InlineData("<!ENTITY x SYSTEM 'y'>")]
    [InlineData("\u00EF\u00BC\u009Cscript>")]
    [InlineData("\u00BCscript\u00BE")]
    [InlineData("';alert(1)//")]
    [InlineData("\"-prompt`1`-\"")]
    [InlineData("{{constructor.constructor('x')()}}")]
    [InlineData("'+document.cookie+'")]
    [InlineData("confirm.call(null,1)")]
    [InlineData("(alert)(1)")]
    [InlineData("alert?.(document?.cookie)")]
    [InlineData("self['al'+'ert'](self['doc'+'ument']['dom'+'ain'])")]
    [InlineData("top[/al/.source+/ert/.source](/x/.source)")]
    [InlineData("frames[(+{}+[])[+!![]]]")]
    [InlineData("[][(![]+[])[+[]]]")]
    [InlineData("document[\"cookie\"]")]
    [InlineData("\"o<x>nfocus=alert<x>(1)//")]
    [InlineData("+ADw-script+AD4-steal()")]
    [InlineData("<SCR\u00C4\u00B0PT>")]
    [InlineData("<// style=x:expression\\28steal()\\29>")]
    public void Script_is_found(string text) => Assert.True(IsIn(text));

    [Theory]
    [InlineData("")]
    [InlineData("a < b and b > c")]
    [InlineData("I <3 this shop")]
    [InlineData("<b>bold</b> and <i>italic</i>")]
    [InlineData("<a href=\"https://shop.example/?on=sale\">sale</a>")]
    [InlineData("online=true")]
    [InlineData("once upon a time = now")]
    [InlineData("be alert (and sober)")]
    [InlineData("open 9-17 (Mon-Fri)")]
    [InlineData("JavaScript: the good parts")]
    [InlineData("javascript:void(0)")]
    [InlineData("{\"on\":\"=\"}")]
    [InlineData("size=42&colour=red")]
    [InlineData("\u00E5\u00BC\u009C\u00E9\u00A1\u00B5")]
    [InlineData("<a href=\"https://shop.example/?on=sale&onload=1\">sale</a>")]
    [InlineData("<p style=\"text-align: center\">Our <b>best</b> <img src=\"/a.png\" alt=\"sofa\"></p>")]
    [InlineData("<table border=\"0\"><tr><td colspan=\"2\">1</td></tr></table>")]
    [InlineData("<svg viewBox=\"0 0 8 8\"><path d=\"M0 0h8v8z\"/></svg>")]
    [InlineData("<email@x.example>")]
    [InlineData("binary<script is incorrect")]
    [InlineData("\"Confirm (now)\"")]
    [InlineData("it's `alert` worthy, like `setTimeout` (or similar)")]
    [InlineData("The \"constructor\" (toy)")]
    [InlineData("name='x' location=Berlin")]
    [InlineData("if (a) { alert(\"x\"); }")]
    [InlineData("var a = [1,2,3]; a[0] = b['c'];")]
    public void Harmless_text_is_left_alone(string text) => Assert.False(IsIn(text));

    public static TheoryData<string> Repeated => ["<", "=", " =", "a=", "<a ", "<a onx", "on=", "(", "a(", "`", "'", "&#", "&colon;", "\0", "<\0", "{{", "document[", "\u00EF\u00BC", "<!--", "style=", "/*", "abc =", " ab=", "<a style=", "<a href=", "<?php", "<!doctype", "<> (>", "self[", "alert ", "[]+", "+[] ", "<script "];

    [Theory]
    [MemberData(nameof(Repeated))]
    public void Work_grows_with_the_length_and_no_faster(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 100_000 / unit.Length));

        CrossSiteScripting.Inspect(text, out _, out _, out var steps);

        Assert.InRange(steps, 0, text.Length * 4);
    }

    static bool IsIn(string text) => CrossSiteScripting.IsIn(text, out var start, out var length) && start + length <= text.Length;
}
