using System.Diagnostics;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf.Managed;

/// <summary>Detectors by themselves: what they are made for that no rule's case shows, and that no text makes them slow.</summary>
public sealed class DetectorTests
{
    [Theory]
    [InlineData(";w'g'et x.example", true)]
    [InlineData("x && l\\s /tmp", true)]
    [InlineData("a|c$@at /tmp/x", true)]
    [InlineData("() { _; } >_[$($())] { id; }", true)]
    [InlineData("<(curl x.example)", true)]
    [InlineData("I'd like two", false)]
    [InlineData("tent for men\n\nI'd like to order", false)]
    [InlineData("\n  source {\n    name\n  }", false)]
    [InlineData("Error: x\n    at e.request (https://shop.example/app.js:1:2)", false)]
    [InlineData("cats & dogs; more", false)]
    public void Commands_of_Unix_are_found_by_where_they_stand(string text, bool expected) => Assert.Equal(expected, CommandInjection.IsIn(text, Shell.Unix));

    [Theory]
    [InlineData("file:///etc/x", true)]
    [InlineData("..%c0%af..%c0%afx", true)]
    [InlineData("....//....//x", true)]
    [InlineData("%u2216..%u2216..", true)]
    [InlineData("C:\\Windows\\win.ini", true)]
    [InlineData("and so on... and/or", false)]
    [InlineData("https://shop.example/a/../b c", false)]
    public void Paths_that_leave_their_folder_are_found_however_they_are_written(string text, bool expected) => Assert.Equal(expected, PathTraversal.IsIn(text));

    [Theory]
    [InlineData("http://127.1/", true)]
    [InlineData("http://2130706433/", true)]
    [InlineData("http://[::1]/", true)]
    [InlineData("http://[::ffff:10.0.0.1]/", true)]
    [InlineData("https://user@localhost:8080/", true)]
    [InlineData("//169.254.1.1/x", true)]
    [InlineData("http://localhost.example/", false)]
    [InlineData("http://8.8.8.8/", false)]
    [InlineData("https://shop.example/?u=10.0.0.1", false)]
    public void Addresses_of_a_servers_own_network_are_found_in_any_notation(string text, bool expected) => Assert.Equal(expected, ServerSideRequest.IsIn(text));

    [Theory]
    [InlineData("sleep(8h)", false)]
    [InlineData("x;sleep(5)", true)]
    [InlineData("@eval($x)", true)]
    [InlineData("the function f(x)", false)]
    public void Calls_are_told_from_text_about_them(string text, bool expected) => Assert.Equal(expected, PhpCode.IsIn(text));

    public static TheoryData<string> Units =>
    [
        "'", "\"", "(", "a(", "(){", "{", "${", "{{", "{%", "<", "<a ", "<!doctype", "%", "%25", "&#", "\\", "\\u0041", "../", "/", ";", "|", "`", "``a", "$(", "$a", "\n", "\nto:", "//", "http://", "O:1", "$ne", ")(", "a:=", "constructor", "AAAA", "\u00C0", "\u00E5\u0098", ";cat ", "etc/", "windows/", "java.", "I'd",
    ];

    [Theory]
    [MemberData(nameof(Units))]
    public void No_text_of_64_KB_takes_long(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 65_536 / unit.Length));
        var detectors = typeof(Detectors).GetFields().Select(field => field.GetValue(null)).OfType<Detector>().ToList();
        var output = new char[text.Length];

        var clock = Stopwatch.StartNew();
        foreach (var detector in detectors) detector.Detect(text, out var start, out var length);
        Unwrap.Instance.Apply(text, output);

        // Linear work takes some milliseconds; what is not linear took a minute.
        Assert.InRange(clock.ElapsedMilliseconds, 0, 3_000);
        Assert.NotEmpty(detectors);
    }
}
