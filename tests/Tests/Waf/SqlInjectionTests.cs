using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class SqlInjectionTests
{
    // Outside quotes and in both kinds, two comment styles, two escape styles: ten readings. Each visits a character and may take back the letter it became.
    const int MostSteps = 10 * 2;

    [Theory]
    [InlineData("1 union select card, cvv from payments")]
    [InlineData("1/*x*/UnIoN/**/all/*!50000SeLeCt*/1,2")]
    [InlineData("1e0union select 2")]
    [InlineData("-7 or 3=3")]
    [InlineData("7 and 4<>5--")]
    [InlineData("' or ''='")]
    [InlineData("x' oR 'b'='b")]
    [InlineData("x\" or \"b\"=\"b")]
    [InlineData("\\' or 5=5 -- ")]
    [InlineData("admin'-- ")]
    [InlineData("admin'#")]
    [InlineData("admin'/*")]
    [InlineData("x') or ('y'='y")]
    [InlineData("9; drop table orders")]
    [InlineData("9'; exec xp_cmdshell 'dir'--")]
    [InlineData("9'; waitfor delay '0:0:9'--")]
    [InlineData("9 and sleep(9)")]
    [InlineData("9 and (select count(*) from orders)>0")]
    [InlineData("' and ascii(substring(user(),1,1))>64 -- ")]
    [InlineData("(select password from users limit 1)")]
    [InlineData("'||(select version())||'")]
    [InlineData("' order by 9-- ")]
    [InlineData("1 procedure analyse(extractvalue(1,concat(0x3a,version())),1)")]
    [InlineData("' into outfile '/var/www/x.php")]
    [InlineData("x' and extractvalue(1,concat(0x7e,@@version)) and 'y'='y")]
    [InlineData("1\u00A0or\u00A01=1")]
    [InlineData("$$x$$ or 1=1")]
    [InlineData("' or [name] like 'a%' or 'x'='y")]
    [InlineData("1' limit 1 offset 1-- ")]
    [InlineData("1 union table cards")]
    [InlineData("1 union values(1)")]
    [InlineData("1 or true")]
    [InlineData("1 or rowid")]
    [InlineData("x' or date'2020-02-02'=date'2020-02-02'-- ")]
    [InlineData("1 or array[1]=array[1]")]
    [InlineData("1; attach database '/tmp/x.php' as y")]
    [InlineData("1; do sleep(5)")]
    [InlineData("1 or '{\"a\":1}'::jsonb ? 'a'")]
    [InlineData("1-- sp_password")]
    [InlineData("1/* half */union")]
    [InlineData("1 = 1 or 1")]
    [InlineData("select case when (1=1) then 1/0 else null end")]
    public void Injections_are_found(string text) => Assert.True(IsIn(text, SensitivityLevel.Low));

    [Theory]
    [InlineData("")]
    [InlineData("O'Brien")]
    [InlineData("rock 'n' roll")]
    [InlineData("Levi's jeans and men's shirts")]
    [InlineData("select your size and colour")]
    [InlineData("union jack cushion")]
    [InlineData("3 or 4 seater sofa")]
    [InlineData("order by phone or online")]
    [InlineData("it's 5 o'clock; drop in any time")]
    [InlineData("24\" and 27\" monitors")]
    [InlineData("table for 4 from oak -- delivered where you like")]
    [InlineData("Please insert into the left slot, then update the set")]
    [InlineData("C# and F# books")]
    [InlineData("50% off! (today & tomorrow)")]
    [InlineData("2024-11-20T09:06:19+00:00")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG_HACGpVUMN_a9IHp6A8m3--")]
    [InlineData("{\"analytics\":true,\"ads\":false}")]
    [InlineData("https://shop.example/a?b=c&d=e#f")]
    [InlineData("Gr\u00C3\u00B6\u00C3\u009Fe 42 und 43")]
    [InlineData("select teas from china")]
    [InlineData("select * from the menu")]
    [InlineData("drop table lamp")]
    [InlineData("insert into gift box")]
    [InlineData("delete from cart")]
    [InlineData("union select cups")]
    [InlineData("credit union select account")]
    [InlineData("case when travelling")]
    [InlineData("rock and roll or jazz")]
    [InlineData("sleep(7-8 hours)")]
    [InlineData("call me; grant")]
    [InlineData("5' 10\" tall")]
    [InlineData("36\" x 48\" frame")]
    [InlineData("black or white = grey?")]
    [InlineData("1 or 2 or 3")]
    [InlineData("42 between 40 and 50")]
    [InlineData("name like '%chair%'")]
    [InlineData("a slash '/' between two words")]
    [InlineData("5# dumbbell")]
    [InlineData("d'Artagnan et l'eau de toilette")]
    [InlineData("'s-Gravenhage; 't Harde")]
    [InlineData("Guns N' Roses or 'Allo 'Allo!")]
    [InlineData("<a href=\"/apps/\">Galerie d'applications</a>")]
    [InlineData("body { color: red; background: url(\"a.png\") }")]
    [InlineData("const x = items.filter(i => i.price > 10 && i.stock);")]
    [InlineData("query { products(first: 10) { id name price(currency: \"EUR\") } }")]
    public void Harmless_text_is_left_alone(string text) => Assert.False(IsIn(text, SensitivityLevel.Low));

    [Fact]
    public void High_sensitivity_finds_what_low_leaves()
    {
        Assert.False(IsIn("1 order by name", SensitivityLevel.Low));
        Assert.True(IsIn("1 order by name", SensitivityLevel.High));
    }

    [Theory]
    [InlineData("1 union/**/all select 2", '\0', "1UE1")]
    [InlineData("x' or 'a'='a", '\'', "s&soq")]
    [InlineData("((1)) + -2 * 3", '\0', "1")]
    [InlineData("sleep ( 5 )", '\0', "D")]
    [InlineData("upper(lower(name))", '\0', "F")]
    [InlineData("order by 1 -- x", '\0', "B1c")]
    [InlineData("group of people", '\0', "nnn")]
    public void Shapes_are_folded(string text, char quote, string expected) =>
        Assert.Equal(expected, SqlInjection.Shape(text, new SqlReading(quote, MySql: false, Backslash: true)));

    public static TheoryData<string> Repeated =>
        ["'", "\"", "(", ")", "f(", "(select ", "1,", "' or ", "/*", "*/", "--\n", "#\n", "`", "\\'", "[a", "$a$", "@'", "{x", "a.", "0x1", "''", "n'", "1e1", ";", "&&", "::", "\u00A0"];

    [Theory]
    [MemberData(nameof(Repeated))]
    public void Work_grows_with_the_length_and_no_faster(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 100_000 / unit.Length));

        SqlInjection.Inspect(text, SensitivityLevel.High, out var steps);

        Assert.InRange(steps, 1, text.Length * MostSteps);
    }

    public static TheoryData<string, string> Nested => new()
    {
        { "(", "select n=" }, { "(", "1,a," }, { "(", "1=" }, { "f(", "1," }, { "version(", "1 and " }, { "concat(", "a," }, { "(select ", "a," }, { "(1,", "a or " },
        { "1+(", "a+1," }, { "1=(", "order " }, { "(select a,(", "1=" },
    };

    [Theory]
    [MemberData(nameof(Nested))]
    public void Nesting_costs_no_more_than_its_length(string open, string inside)
    {
        const int Depth = 25_000;
        var text = "'\\''\"\\\"\"" + Repeat(open, Depth) + Repeat(inside, Depth) + Repeat(")", Depth) + "#";

        SqlInjection.Inspect(text, SensitivityLevel.Low, out var steps);

        Assert.InRange(steps, 1, text.Length * MostSteps);
    }

    static string Repeat(string unit, int times) => string.Concat(Enumerable.Repeat(unit, times));

    static bool IsIn(string text, SensitivityLevel sensitivity) => SqlInjection.IsIn(text, sensitivity, out var start, out var length) && start + length == text.Length;
}
