namespace Redoubt.Waf;

/// <summary>What AWS's groups do not cover, in every place at once, and what a shop knows of its own traffic.</summary>
static class ShopRuleSet
{
    static readonly Place Values = Place.Arguments + Place.Body + Place.Cookies;
    static readonly Place Everywhere = Values + Place.Path + Place.Headers;

    // Apart from the others: who knows that the origin decodes no bodies may let them pass.
    static readonly RequestFaultDefinition Encoded = new(RequestFaults.ContentEncoding);

    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Redoubt, "RedoubtShopRuleSet", "shop", 300, "Attacks that AWS's groups do not cover, and bodies that cannot be inspected; knows cookies, consent and webhooks of shops",
    [
        new("EncodedBody", "EncodedBody", Encoded),
        new("UninspectableRequest", "UninspectableRequest", new AndDefinition([new NotDefinition(Encoded), new RequestFaultDefinition(RequestFaults.All)])),
        new("PathTraversal", "PathTraversal", (Place.Headers + Place.Cookies).Has(Detectors.Traversal)),
        new("LocalFile", "LocalFile", Place.Body.Has(Detectors.UnixFile)),
        new("ShellCommand", "ShellCommand", Place.Path.Has(Detectors.UnixCommand)),
        new("CodeInjection", "CodeInjection", Everywhere.Has(Detectors.Script)),
        new("TemplateInjection", "TemplateInjection", Everywhere.Has(Detectors.Template)),
        new("NoSqlInjection", "NoSqlInjection", (Values + Place.Path).Has(Detectors.NoSql)),
        new("LdapInjection", "LdapInjection", (Values + Place.Path).Has(Detectors.Ldap)),
        new("ServerSideInclude", "ServerSideInclude", Everywhere.Has(Detectors.Include)),
        new("ServerSideRequestForgery", "ServerSideRequestForgery", (Place.Arguments + Place.Body).Has(Detectors.InternalRequest)),
        new("XmlInjection", "XmlInjection", (Everywhere + Place.WholeBody).Has(Detectors.Xml)),
        new("ResponseSplitting", "ResponseSplitting", new OrDefinition([(Place.Arguments + Place.Path + Place.Cookies + Place.Headers).Has(Detectors.ResponseSplit), Place.Body.Has(Detectors.CookieSet)])),
        new("MailInjection", "MailInjection", (Values + Place.Path).Has(Detectors.Mail)),
        new("InsecureDeserialization", "InsecureDeserialization", Everywhere.Has(Detectors.Serialized)),
        new("PrototypePollution", "PrototypePollution", (Values + Place.Path + Place.WholeBody).Has(Detectors.Prototype)),
        new("CrossSiteScripting", "CrossSiteScripting", Place.Headers.HasScript()),
        new("GraphQLIntrospection", "GraphQLIntrospection", (Place.Arguments + Place.Body).Has(Detectors.Introspection)) { Action = RuleAction.Count },
    ]);
}
