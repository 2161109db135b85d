using Redoubt.Services.WafV2.Logging;
using Redoubt.Services.WafV2.Traffic;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2.InForce;

/// <summary>A web ACL ready for use, and what it was made of. Immutable but for the samples it takes.</summary>
sealed class Protection
{
    readonly long version, loggingVersion;
    readonly LoadedSets sets;

    Protection(WebAcl acl, AclWatch? watch, AclState state)
    {
        (Acl, Watch, sets) = (acl, watch, state.Sets);
        (version, loggingVersion) = (state.Acl?.Version ?? 0, state.Logging?.Version ?? 0);
    }

    /// <summary>Blocks everything: what stands in for an ACL that cannot be read.</summary>
    public static WebAcl Closed { get; } = WebAcl.Compile(new WebAclDefinition
    {
        Name = "unreadable", LabelPrefix = "awswaf:unreadable:", DefaultAction = Waf.RuleAction.Block, Rules = [],
    }).Acl!;

    public WebAcl Acl { get; }

    /// <summary>How its requests are logged and sampled; null for one that cannot be read.</summary>
    public AclWatch? Watch { get; }

    public static Protection Of(WebAcl acl, AclWatch watch, AclState state) => new(acl, watch, state);

    public static Protection Block(AclState state) => new(Closed, null, state);

    /// <summary>Whether it is what compiling these would make again.</summary>
    public bool IsOf(AclState state) => Decides(state) && loggingVersion == (state.Logging?.Version ?? 0);

    /// <summary>Whether its rules are these, whatever becomes of the log.</summary>
    public bool Decides(AclState state) => version == state.Acl?.Version && state.Sets.AreThoseOf(sets);
}

/// <summary>What is stored of a web ACL and what it uses.</summary>
/// <param name="Acl">Null where the ACL itself is gone.</param>
/// <param name="Logging">Null where it has no log.</param>
sealed record AclState(Versioned<WebAclRecord>? Acl, LoadedSets Sets, Versioned<LoggingRecord>? Logging);
