namespace Redoubt.Storage;

/// <summary>What a unit of work wants of one document.</summary>
enum OpKind
{
    /// <summary>Write; it must not exist.</summary>
    Insert,

    /// <summary>Write; it must have the version that was read.</summary>
    Update,

    /// <summary>Delete; it must have the version that was read.</summary>
    Delete,

    /// <summary>Nothing; it must have the version that was read.</summary>
    Expect,

    /// <summary>Write a cursor, whose version is the sequence number; it must be lower than the new one.</summary>
    Advance,
}

/// <summary>Where a document is.</summary>
readonly record struct Address(Collection Collection, string Scope, string Id);

/// <summary>One wish of a unit of work.</summary>
/// <param name="Version">The version that was read; for a cursor the new one.</param>
sealed record DocumentOp(OpKind Kind, Address Address, long Version)
{
    /// <summary>The JSON to write.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The indexed members' values, in the collection's order.</summary>
    public string?[] Indexes { get; init; } = [];

    /// <summary>The version to write, once the batch has decided it.</summary>
    public long NewVersion { get; set; }

    public bool Writes => Kind != OpKind.Expect;

    /// <param name="current">The document's version; 0 where there is none.</param>
    public bool Holds(long current) => Kind switch
    {
        OpKind.Insert => current == 0,
        OpKind.Advance => current < Version,
        _ => current == Version,
    };
}
