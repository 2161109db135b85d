using System.Collections.Frozen;
using System.Text;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2.InForce;

/// <summary>A web ACL ready for use, with the bodies its blocks are answered with. Immutable.</summary>
sealed class Protection
{
    readonly FrozenDictionary<string, ResponseBody> bodies;
    readonly long version;
    readonly LoadedSets sets;

    Protection(WebAcl acl, FrozenDictionary<string, ResponseBody> bodies, long version, LoadedSets sets) =>
        (Acl, this.bodies, this.version, this.sets) = (acl, bodies, version, sets);

    /// <summary>Blocks everything: what stands in for an ACL that cannot be read.</summary>
    public static WebAcl Closed { get; } = WebAcl.Compile(new WebAclDefinition
    {
        Name = "unreadable", LabelPrefix = "awswaf:unreadable:", DefaultAction = Waf.RuleAction.Block, Rules = [],
    }).Acl!;

    public WebAcl Acl { get; }

    public static Protection Of(WebAcl acl, Versioned<WebAclRecord> stored, LoadedSets sets) =>
        new(acl, (stored.Value.CustomResponseBodies ?? FrozenDictionary<string, CustomResponseBody>.Empty).ToFrozenDictionary(
            body => body.Key, body => new ResponseBody(ContentType(body.Value.ContentType), Encoding.UTF8.GetBytes(body.Value.Content)), StringComparer.Ordinal),
            stored.Version, sets);

    /// <param name="stored">Null where the ACL itself is gone.</param>
    public static Protection Block(Versioned<WebAclRecord>? stored, LoadedSets sets) =>
        new(Closed, FrozenDictionary<string, ResponseBody>.Empty, stored?.Version ?? 0, sets);

    public ResponseBody? Body(string key) => bodies.GetValueOrDefault(key);

    /// <summary>Whether it is what compiling these would make again.</summary>
    public bool IsOf(Versioned<WebAclRecord> stored, LoadedSets current) => version == stored.Version && current.AreThoseOf(sets);

    static string ContentType(string type) => type switch
    {
        ResponseContentType.TextHtml => "text/html",
        ResponseContentType.ApplicationJson => "application/json",
        _ => "text/plain",
    };
}
