using System.Text.RegularExpressions;

namespace Redoubt.Waf;

/// <summary>Shapes that are attacks. Non-backtracking: linear in the shape, whatever a client sends.</summary>
static class SqlRules
{
    // Any operand, an expression of them, and the end of a statement.
    const string X = "[sn1vyFgDZNzMJ]";

    // An operand that no English text has.
    const string Y = "[s1vyFgDZNMJ]";
    const string Terms = $"{X}(?:[oa]{X})*";
    const string Expression = $"{Terms}(?:&{Terms})*";
    const string End = "[c%;]";

    // Whatever the text stood in, a shape here reads on as SQL.
    static readonly string[] Low =
    [
        // union select
        $"U(?:E{Y}|EE|Z|V[1sgFZDMvy]|T[nN]n?{End}|En(?:,|{End}|o|&s|f(?:[nN](?:{End}|[WLBUH,])|N|Z)))|^[1svM](?:[oa&,]{X})*(?:UE|UT[nN]$)|^UE$|^[1s]U(?:c|,)",
        // a dangerous call or a subquery where a value is due
        "(?:^|[&oa,;EWfhkBHL2t])[DZ]|^[s1]Z",
        // a second statement
        $";k?(?:[ird0w]|x(?:[NvyDkgs1]|n[sv1]|n(?:{End}|$))|D|E[1svyFgDZMJ]|En(?:[,fo]|{End}|$)|n{X}o{X}[xr]|[nF]{X}*o?{X}*[E0xirdw])|;un+t",
        $";(?:tv|[t2]{X}o{X}|2[vyFDZN]|2(?:[nf]|k)*sk?)|^[1s](?:[oa&]{X})*;2(?:[sg1]|[nfk]*[so]|l|n+k)|^[1s](?:[oa&]{X})*;[t2](?:[nkfl])*{End}",
        // a statement from the beginning
        $"^E{X}n?(?:,{X}n?)*f(?:[nN]n?(?:{End}|W{X}o|[LBUH,])|N|Z)|^E(?:{Y}n?|{X}n?,)(?:{X}n?|,)*f[nN](?:{End}|[WLBUH,]|$)",
        $"^(?:E[vyFDM]|i[nNg]+(?:[VEt]|{End})|d[nN]n?(?:W{X}o|W[DZ1F]|{End})|r[nN](?:{End})|1?untno|w[sqv]|x[Nv]|2[vyD]|FE[1vyFJ])|^[s1]x[vN]|^s2v|^[1s]fnWno|^[1v](?:[oa]{X})*[oa][sF]c",
        $"^[s1]E(?:[1vyFDZUJ]|n[,f])",
        // a condition that is always true, or always false
        $"^(?:{Expression})?&[1svy]o[1svyqFgnDZ]|[&W]1o1|[&W]s(?:[oa][sM1v])*o[sqM1](?:{End}|&|$)",
        $"^[1s](?:[oa]{X})*&no[1sqvynM](?:{End}|&|$)|^&no[1sn]{End}",
        $"^s&(?:1|v|y|F|g)(?:[&BHL]|{End}|$)|^s&{Expression}{End}",
        $"^[1v]&[1v](?:[BH]|{End})|^[1s](?:[oa]{X})*&M(?:[&BHL]|{End}|$)|^FoF|^[1s]o[1s]&1$|^[1v](?:[oa]{X})*&{Expression}c|^&{Expression}c",
        $"^(?:{Terms})?&F(?:[oa&]|{End}|$)",
        $"^[s1][oa]F(?:[oa&]|{End}|$)|^[vyF]c$",
        // a string that is left and entered again
        $"^s(?:[oa&]{X})+c$",
        // clauses after a value
        $"^s[BH][1nFZD]|^1(?:,1)*B[1FZDH]k?(?:[,;]|{End}|$)|H[1M][o&c]|H[sv]o|HFc|^[1s](?:&{Terms}|Bn(?:,n)*)?H(?:{X}o|[F1])|^[1s]B{X}(?:,{X})*{End}",
        $"^[BL]1(?:,{X})*c|^[1s](?:[oa&]{X})*L(?:n?1(?:,1|n?L1)?n*(?:P|O|{End}|l[vs])|1(?:,1|L1)$)|^[1s](?:[oa&]{X})*Cn{End}|^[1s](?:[oa&]{X})*kun?{End}",
        // the rest of the statement is cut off
        "^s;?c$",
        // files, delays, catalogues, cases
        $"O[sqFvy1]|P|w[sqvy]|[fx]N|[&oaE,]y|^y$|(?:^|[&oaE,;])(?:K(?:[1sFZDgMyvN]|no|nkF)|EKnk[1sM]|z(?:{Y}|no?)h)",
        // a subquery whose parenthesis stays open
        $"^[s1](?:[oa&]{X})*[&oa]E|^&E",
        // values of an insert
        $"^s,(?:{X},)*{X}?{End}",
    ];

    // A string that is left and entered again.
    static readonly string[] Reentered = [$"^s(?:[oa&]{X})+[oa&]q$"];

    // The same at once: in double quotes people write this of words.
    static readonly string[] ReenteredAtOnce = ["^s[oa&]q$"];

    static readonly string[] More =
    [
        $"^[s1]&{X}(?:$|[oa&;,])|^&{X}o{X}|^&F",
        $"^s[oa]{X}|^s[oa&]q$",
        $"^[1s]U|^[1s](?:[oa&]{X})*L1|^Enf[nN]|^[rid][nN]|;[x2][nNs1v]",
        "^[s1]?B|^[s1n],F|^,F",
        "^s,|^s;",
        $"^{X}[oa&]F|^F[oa]?|^1o1$|[1s]%$",
    ];

    public static readonly Regex Attacks = Build(Low);

    /// <summary>Besides <see cref="Attacks"/>, for text that stood in quotes.</summary>
    public static readonly Regex Reentries = Build(Reentered);

    /// <summary>Besides <see cref="Attacks"/>, for text that stood in single quotes.</summary>
    public static readonly Regex ImmediateReentries = Build(ReenteredAtOnce);

    /// <summary>For high sensitivity, besides <see cref="Attacks"/>.</summary>
    public static readonly Regex Suspicions = Build(More);

    static Regex Build(string[] shapes) => new(string.Join('|', shapes).Replace("{X}", X), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
