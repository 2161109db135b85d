namespace Redoubt;

/// <summary>Finds what an access key stands for. Implemented by IAM.</summary>
public interface ICredentials
{
    /// <summary>The credential, or null where there is none, it is inactive, or its owner is gone.</summary>
    ValueTask<Credential?> Find(string accessKeyId, string? sessionToken, CancellationToken ct);
}

/// <summary>A caller's signing secret and identity. Holds a secret: has no text form and is never logged.</summary>
/// <param name="secret">The secret access key as UTF-8.</param>
public sealed class Credential(string accessKeyId, byte[] secret, Principal principal)
{
    object? signingKey;

    public string AccessKeyId { get; } = accessKeyId;

    public Principal Principal { get; } = principal;

    /// <summary>The secret access key as UTF-8; the caller must not keep it.</summary>
    public ReadOnlySpan<byte> Secret => secret;

    /// <summary>The session token's conditions, such as MFA; null for long-term keys.</summary>
    public IReadOnlyDictionary<string, string>? Session { get; init; }

    /// <summary>When temporary credentials end; null for long-term keys. The verifier then answers that the token has expired.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>A place for the verifier's derived signing key of the day; replaced, never mutated.</summary>
    public object? SigningKey { get => Volatile.Read(ref signingKey); set => Volatile.Write(ref signingKey, value); }

    public override string ToString() => "[credential]";
}

/// <summary>Decides who may do what. Implemented by IAM.</summary>
public interface IAuthorizer
{
    /// <summary>Returns if the call's principal may do <paramref name="action"/> on <paramref name="resource"/>.</summary>
    /// <exception cref="AwsError">AccessDenied, in AWS's words, with the decision's id.</exception>
    ValueTask Require(Call call, string action, Resource resource);

    /// <summary>Whether the call's principal may do <paramref name="action"/> on <paramref name="resource"/>, for checks that are no denial.</summary>
    ValueTask<bool> Allows(Call call, string action, Resource resource);

    /// <summary>Reads and compiles a policy document once.</summary>
    /// <exception cref="PolicyFormatException">The document is malformed, with AWS's reason.</exception>
    CompiledPolicy Compile(string document, PolicyKind kind);
}

/// <summary>Where a policy document is attached, which decides what it may contain.</summary>
public enum PolicyKind { Identity, Resource, Trust }

/// <summary>A policy document, read once; only IAM sees inside.</summary>
/// <param name="document">The document as it was given.</param>
public abstract class CompiledPolicy(string document)
{
    public string Document { get; } = document;
}

/// <summary>A policy document that cannot be understood; the message is AWS's reason.</summary>
public sealed class PolicyFormatException(string message) : Exception(message);

/// <summary>Encrypts every service's secrets at rest. Implemented by KMS over the root key.</summary>
public interface IKeyring
{
    /// <summary>Seals a secret for storage. The same domain and context must be given to open it.</summary>
    /// <param name="domain">Who owns the secret, such as <c>iam/access-keys</c>; each domain has its own key.</param>
    /// <param name="plaintext">The secret; at most 64 KiB.</param>
    /// <param name="context">What the secret belongs to, such as the access key's id; authenticated, not stored.</param>
    byte[] Seal(string domain, ReadOnlySpan<byte> plaintext, string context);

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was changed, or belongs to another domain or context.</exception>
    byte[] Open(string domain, ReadOnlySpan<byte> sealedBytes, string context);

    /// <summary>
    /// A key of the caller's own, 32 bytes: the same on every node and after every start. It opens nothing that was sealed and tells
    /// nothing about other keys.
    /// </summary>
    /// <param name="purpose">What it is for, such as <c>gateway/tokens/20412</c>; each purpose has its own key.</param>
    byte[] Derive(string purpose);
}

/// <summary>Pagination tokens: opaque, authenticated, bound to caller account, region and operation, and expiring.</summary>
public interface IPageTokens
{
    /// <summary>Seals the position of the last item shown.</summary>
    string Seal(Call call, string position);

    /// <summary>The position, or null where the token is not ours, was changed, is for another operation or has expired.</summary>
    string? Open(Call call, string token);
}

/// <summary>The durable ordered log of everything that happened. Implemented by Storage.</summary>
public interface IJournal
{
    /// <summary>A new unit of work; cheap, and nothing happens until it is committed.</summary>
    UnitOfWork Begin();

    /// <summary>True after a commit that the store could not write, such as on a full disk, until one that it could.</summary>
    bool IsFailing { get; }

    /// <summary>The sequence number of the newest committed event, 0 for none.</summary>
    ValueTask<long> Head(CancellationToken ct);

    /// <summary>Events after <paramref name="after"/> in order, then new ones as they are committed, until cancelled.</summary>
    IAsyncEnumerable<RecordedEvent> Tail(long after, CancellationToken ct);

    /// <summary>Committed events that carry the key, newest first, within sequence and time bounds.</summary>
    IAsyncEnumerable<RecordedEvent> Find(EventQuery query, CancellationToken ct);

    /// <summary>A consumer's saved position, 0 at first.</summary>
    ValueTask<long> Cursor(string consumer, CancellationToken ct);
}

/// <summary>
/// Documents and events that become durable together or not at all.
/// Storage adds typed documents through its own extension methods.
/// </summary>
public abstract class UnitOfWork
{
    /// <summary>Adds an event.</summary>
    public abstract void Append(JournalEvent added);

    /// <summary>Moves a consumer's cursor in the same commit, so that what it wrote and how far it read agree.</summary>
    public abstract void Advance(string consumer, long sequence);

    /// <summary>Makes everything durable; on return it is on disk. A unit is committed at most once.</summary>
    /// <returns>The sequence number of the last event, or 0 without one.</returns>
    /// <exception cref="ConflictException">A document was changed by somebody else since it was read; nothing was written.</exception>
    /// <exception cref="StorageException">The store could not write (disk full, database gone); nothing was written.</exception>
    public abstract ValueTask<long> Commit(CancellationToken ct);
}

/// <summary>A document changed between reading and committing; the operation can be run again.</summary>
public sealed class ConflictException(string collection, string id) : Exception($"{collection} {id} was changed meanwhile");

/// <summary>The store cannot be read or written; the message is for operators.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The sites that the gateway protects, by their load balancers' ARNs. Implemented by whoever configures the gateway.</summary>
public interface ISites
{
    /// <summary>Whether there is a site of this name.</summary>
    /// <param name="arn"><c>arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/app/NAME/ID</c>.</param>
    bool Exists(string arn);
}
