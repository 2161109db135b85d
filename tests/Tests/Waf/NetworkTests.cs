using FsCheck;
using FsCheck.Fluent;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>Rules about a client's country and autonomous system, and the lists they come from.</summary>
public sealed class NetworkTests
{
    const string Countries = "# made up\n192.0.2.0,192.0.2.127,ch\n\"198.51.100.0\",\"198.51.100.255\",\"DE\"\n203.0.113.0,203.0.113.255,ZZ\n2001:db8::,2001:db8:ffff::,SE\n";
    const string Both = "192.0.2.0\t192.0.2.255\t64500\tCH\tEXAMPLE - A, B\n198.51.100.0\t198.51.100.255\t0\tNone\tNot routed\n2001:db8::\t2001:db8::ffff\t4200000001\tSE\tx\n";

    [Theory]
    [InlineData("192.0.2.127", "CH")]
    [InlineData("192.0.2.128", "XX")]
    [InlineData("191.255.255.255", "XX")]
    [InlineData("198.51.100.77", "DE")]
    [InlineData("203.0.113.1", "XX")]
    [InlineData("::ffff:192.0.2.1", "CH")]
    [InlineData("2001:db8:1::1", "SE")]
    [InlineData("2001:db9::", "XX")]
    public void A_request_is_labelled_with_its_country_whether_it_matches_or_not(string from, string country)
    {
        var acl = Acl(Countries, new GeoMatchDefinition(["CH"]), RuleAction.Count);

        var verdict = acl.Evaluate(new WireRequest(from: from));

        Assert.Equal([$"awswaf:clientip:geo:country:{country}", $"awswaf:clientip:geo:region:{country}-XX"], verdict.Labels);
        Assert.Equal(country == "CH", verdict.Counted.Count == 1);
    }

    [Theory]
    [InlineData("198.51.100.1, 192.0.2.1", Fallback.NoMatch, ActionKind.Block)]
    [InlineData("192.0.2.1", Fallback.NoMatch, ActionKind.Allow)]
    [InlineData("?", Fallback.NoMatch, ActionKind.Allow)]
    [InlineData("?", Fallback.Match, ActionKind.Block)]
    public void A_country_can_be_that_of_a_forwarded_address(string header, Fallback fallback, ActionKind expected)
    {
        var acl = Acl(Countries, new GeoMatchDefinition(["DE"], new ForwardedIpDefinition("X-Forwarded-For", fallback)), RuleAction.Block);

        var verdict = acl.Evaluate(new WireRequest().With("X-Forwarded-For", header));

        Assert.Equal(expected, verdict.Action);
        if (header[0] == '1') Assert.StartsWith("awswaf:forwardedip:geo:country:", verdict.Labels[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1", 64500u, true)]
    [InlineData("192.0.2.1", 0u, false)]
    [InlineData("198.51.100.1", 0u, true)]
    [InlineData("2001:db8::1", 4200000001u, true)]
    public void A_request_matches_by_its_autonomous_system(string from, uint asn, bool expected)
    {
        var acl = Acl(Both, new AsnMatchDefinition([asn]), RuleAction.Block);

        Assert.Equal(expected, acl.Evaluate(new WireRequest(from: from)).Action == ActionKind.Block);
    }

    [Fact]
    public void An_address_has_the_number_of_the_range_that_holds_it()
    {
        var ranges = Gen.Zip(Gen.Choose(0, 9), Gen.Choose(0, 9)).ListOf().ToArbitrary();

        Check.QuickThrowOnFailure(Prop.ForAll(ranges, list =>
        {
            // Each range begins some way behind the end of the one before.
            var (at, built) = (0u, new List<(uint From, uint To, int Value)>());
            foreach (var (gap, length) in list)
            {
                built.Add((at + (uint)gap, at + (uint)(gap + length), built.Count));
                at += (uint)(gap + length) + 1;
            }
            var map = RangeMap<uint>.Build([.. built.AsEnumerable().Reverse()])!;
            return Enumerable.Range(0, (int)at + 2).All(n => map.Find((uint)n) == built.FindIndex(range => range.From <= n && n <= range.To));
        }));
    }

    [Fact]
    public void One_list_tells_countries_and_systems() => Assert.Equal((2, 2), Read(Both) is { } data ? (data.Countries, data.Asns) : default);

    [Fact]
    public void Without_data_no_country_and_no_system_matches()
    {
        var acl = Acl("", new OrDefinition([new GeoMatchDefinition(["CH"]), new AsnMatchDefinition([0])]), RuleAction.Block);

        Assert.Equal(ActionKind.Allow, acl.Evaluate(new WireRequest()).Action);
    }

    [Fact]
    public void New_data_needs_no_new_ACL()
    {
        var networks = new Networks();
        var acl = Of.Compiled(Of.Definition(Of.Rule("geo", 0, new GeoMatchDefinition(["CH"]), RuleAction.Block)), new CompileOptions { Networks = networks });

        var before = acl.Evaluate(new WireRequest()).Action;
        networks.Data = Read(Countries)!;

        Assert.Equal((ActionKind.Allow, ActionKind.Block), (before, acl.Evaluate(new WireRequest()).Action));
    }

    [Theory]
    [InlineData("192.0.2.0,192.0.2.255")]
    [InlineData("192.0.2.0,2001:db8::,CH")]
    [InlineData("192.0.2.9,192.0.2.0,CH")]
    [InlineData("192.0.2.0,192.0.2.255,EU,CH,Zurich,Zurich")]
    [InlineData("192.0.2.0,192.0.2.255,CHE")]
    [InlineData("192.0.2.0,192.0.2.255,CH\n192.0.2.255,192.0.2.255,DE")]
    public void A_list_with_a_fault_is_refused_whole(string text)
    {
        var problems = new List<Problem>();

        var data = NetworkReader.Read([("list", new StringReader("198.51.100.0,198.51.100.1,SE\n" + text))], problems);

        Assert.Null(data);
        Assert.Single(problems);
    }

    [Fact]
    public void Statements_with_a_fault_are_refused()
    {
        StatementDefinition[] faulty = [new GeoMatchDefinition([]), new GeoMatchDefinition(["ch"]), new AsnMatchDefinition([]), new GeoMatchDefinition(["CH"], new("a b", Fallback.Match))];

        Assert.All(faulty, statement => Assert.NotEmpty(WebAcl.Compile(Of.Definition(Of.Rule("r", 0, statement, RuleAction.Block))).Problems));
    }

    [Fact]
    public void Files_are_read_when_they_change_and_a_fault_leaves_what_was_in_force()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var networks = new Networks();
        var files = new NetworkFiles([path], networks);
        try
        {
            File.WriteAllText(path, Countries);
            var first = (files.Refresh()?.Count, networks.Data.Countries);
            var unchanged = files.Refresh();
            File.WriteAllText(path, Countries + "nonsense");
            var faulty = (files.Refresh()?.Count, networks.Data.Countries);
            File.Delete(path);
            var gone = (files.Refresh()?.Count, networks.Data.Countries);
            File.WriteAllText(path, "192.0.2.0,192.0.2.1,AT");
            var mended = (files.Refresh()?.Count, networks.Data.Countries);

            Assert.Null(unchanged);
            Assert.Equal([(0, 3), (1, 3), (1, 3), (0, 1)], new[] { first, faulty, gone, mended });
        }
        finally
        {
            File.Delete(path);
        }
    }

    static NetworkData? Read(string text) => NetworkReader.Read([("list", new StringReader(text))], new List<Problem>());

    static WebAcl Acl(string data, StatementDefinition statement, RuleAction action) =>
        Of.Compiled(Of.Definition(Of.Rule("network", 0, statement, action)), new CompileOptions { Networks = new Networks { Data = Read(data)! } });
}
