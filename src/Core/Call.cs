using System.Net;

namespace Redoubt;

/// <summary>
/// One API call from the first byte to the answer: who, from where, on what, and everything it changes.
/// Handlers get nothing else of the request; the pipeline alone makes calls.
/// </summary>
public sealed class Call
{
    readonly List<Resource> resources = [];
    Func<CancellationToken, ValueTask>? inForce;

    /// <summary>The service's name in ARNs and actions, such as <c>kms</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The operation's name in the API model, such as <c>Encrypt</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The service's host name in audit records, such as <c>kms.amazonaws.com</c>.</summary>
    public required string EventSource { get; init; }

    public required string RequestId { get; init; }

    /// <summary>When the call arrived; one instant for the whole call.</summary>
    public required DateTimeOffset Time { get; init; }

    public required AccountId Account { get; init; }

    public required Region Region { get; init; }

    public required Principal Principal { get; init; }

    /// <summary>The access key that signed the call; null for an anonymous one.</summary>
    public string? AccessKeyId { get; init; }

    public required IPAddress SourceAddress { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>Null where the call came over plain HTTP.</summary>
    public TlsDetails? Tls { get; init; }

    public CancellationToken Aborted { get; init; }

    /// <summary>What the call changes; the pipeline commits it with the audit event, and only when the operation succeeded.</summary>
    public required UnitOfWork Work { get; init; }

    /// <summary>Who decides; set by the pipeline.</summary>
    public required IAuthorizer Authorizer { get; init; }

    /// <summary>Seals page positions; set by the pipeline.</summary>
    public required IPageTokens Pages { get; init; }

    /// <summary>The resources authorised so far, for the audit record.</summary>
    public IReadOnlyList<Resource> Resources => resources;

    /// <summary>What the audit record says besides request and response; never secrets.</summary>
    public Dictionary<string, string>? AdditionalEventData { get; private set; }

    /// <summary>Parameters the audit record names although the caller left them to their defaults.</summary>
    public Dictionary<string, string>? RequestParameters { get; private set; }

    /// <summary>Requires permission for <paramref name="action"/> on a resource, or throws AccessDenied. The pipeline has already required the operation's own.</summary>
    public async ValueTask Require(string action, Resource resource)
    {
        if (!resource.Arn.IsAny && !resources.Exists(r => r.Arn.Equals(resource.Arn))) resources.Add(resource);
        await Authorizer.Require(this, action, resource);
    }

    /// <summary>Adds a resource to the audit record that the call touches without needing a permission of its own on it, such as one it created.</summary>
    public void Touches(Resource resource) => resources.Add(resource);

    /// <summary>
    /// Has the answer wait, after the call's changes are durable, until they are also in force in this process:
    /// for changes that take work to put in force, which must not hold up other calls' commits.
    /// </summary>
    public void AnswerOnceInForce(Func<CancellationToken, ValueTask> wait) => inForce = wait;

    /// <summary>Completes when what the call changed is in force; the pipeline calls it between commit and answer.</summary>
    public ValueTask InForce() => inForce is null ? default : inForce(Aborted);

    /// <summary>Adds a parameter that took its default to the audit record's <c>requestParameters</c>.</summary>
    public void Defaulted(string name, string value) => (RequestParameters ??= [])[name] = value;

    /// <summary>Adds a line to the audit record's <c>additionalEventData</c>.</summary>
    public void Note(string name, string value) => (AdditionalEventData ??= [])[name] = value;
}

/// <summary>The connection's protection.</summary>
/// <param name="Version">As CloudTrail writes it, such as <c>TLSv1.3</c>.</param>
/// <param name="CipherSuite">The IANA name, such as <c>TLS_AES_128_GCM_SHA256</c>.</param>
/// <param name="ClientProvidedHost">The host name in the client's request.</param>
public sealed record TlsDetails(string Version, string CipherSuite, string ClientProvidedHost);
