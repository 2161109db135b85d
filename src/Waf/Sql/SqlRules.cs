using System.Text.RegularExpressions;

namespace Redoubt.Waf;

/// <summary>Shapes that are attacks. Non-backtracking: linear in the shape, whatever a client sends.</summary>
static class SqlRules
{
    // Any operand, an expression of them, and the end of a statement.
    const string X = "[sn1vyFgDZNz]";
    const string Terms = $"{X}(?:[oa]{X})*";
    const string Expression = $"{Terms}(?:&{Terms})*";
    const string End = "[c%;]";

    // Whatever the text stood in, a shape here reads on as SQL.
    static readonly string[] Low =
    [
        // union select
        "U[EZ]|^[1s]Uc",
        // a dangerous call or a subquery where a value is due
        "(?:^|[&oa,;EWfhkBHL])[DZ]|^[s1]Z",
        // a second statement
        $";(?:[irwd]|k?x(?:[NvyD]|[ns1g]?(?:{End}|$)|n[sv1])|kD|un+t|E[1svyFgDZ]|En(?:[,fo]|{End}|$)|n{X}o{X}[xr])",
        // a statement from the beginning
        $"^(?:E{X}n?(?:,{X}n?)*f[nNZ]|E[vyFD]|in+|dn+(?:W|{End}|$)|rn(?:{End}|$)|1?untno|w[sqv]|x[Nv]|FE[1vyF])|^[s1]x[vN]",
        $"^[s1]E(?:[1vyFDZU]|n[,f])",
        // a condition that is always true, or always false
        $"^(?:{Expression})?&[1svy]o[1svyqFgnDZ]|[&W]1o1|[&W]so[sq](?:{End}|&|$)",
        $"^[1s](?:[oa]{X})*&no[1sqvyn](?:{End}|&|$)|^&no[1sn]{End}",
        $"^s&(?:1|v|y|F|g)(?:[&BHL]|{End}|$)|^s&{Expression}{End}",
        $"^[1v]&[1v](?:[&BH]|{End})|^[1v](?:[oa]{X})*&{Expression}c|^&{Expression}c",
        $"^(?:{Terms})?&F(?:[oa&]|{End}|$)",
        $"^[s1][oa]F(?:[oa&]|{End}|$)|^[vyF]c$",
        // a string that is left and entered again
        $"^s(?:[oa&]{X})+[oa&]q$|^s(?:[oa&]{X})+c$",
        // clauses after a value
        $"^s[BH][1nFZD]|^1B[1FZDH](?:[,;]|{End}|$)|H1[o&]|H[sv]o|H1c|HFc|^[1s](?:&{Terms})?H(?:{X}o|[F1])|^[1s]B{X}(?:,{X})*{End}",
        $"^B1(?:,{X})*c|^[1s](?:[oa&]{X})*L1(?:,1)?(?:P|O|{End})",
        // the rest of the statement is cut off
        "^s;?c$|^1c$",
        // files, delays, catalogues, cases
        "O[sqFvy1]|P|w[sqvy]|[fx]N|[&oaE,]y|^y$|(?:^|[&oaE,;])(?:K|z{X}h)",
        // a subquery whose parenthesis stays open
        $"^[s1](?:[oa&]{X})*[&oa]E|^&E",
        // values of an insert
        $"^s,(?:{X},)*{X}?{End}",
    ];

    // A string that is left and entered again at once: in double quotes people write this of words.
    static readonly string[] Reentered = ["^s[oa&]q$"];

    static readonly string[] More =
    [
        $"^[s1]&{X}(?:$|[oa&;,])|^&{X}o{X}|^&F",
        $"^s[oa]{X}|^s[oa&]q$",
        "^[s1]?B|^[s1n],F|^,F",
        "^s,|^s;",
        $"^{X}[oa&]F|^F[oa]?|^1o1$|[1s]%$",
    ];

    public static readonly Regex Attacks = Build(Low);

    /// <summary>Besides <see cref="Attacks"/>, for text that stood in single quotes.</summary>
    public static readonly Regex Reentries = Build(Reentered);

    /// <summary>For high sensitivity, besides <see cref="Attacks"/>.</summary>
    public static readonly Regex Suspicions = Build(More);

    static Regex Build(string[] shapes) => new(string.Join('|', shapes).Replace("{X}", X), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
