namespace Redoubt.Waf;
static class CrossSiteScripting { public static bool IsIn(ReadOnlySpan<char> text, out int start, out int length) { start=length=0; return false; } }
