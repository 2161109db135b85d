namespace Redoubt.Services.WafV2.Logging;

/// <summary>Where the logs of web ACLs are written, and how much of them is kept.</summary>
/// <param name="Folder">Has a folder for every destination.</param>
sealed record LogSettings(string Folder)
{
    /// <summary>Bytes after which a new file is begun.</summary>
    public long MaxFile { get; init; } = 64 << 20;

    /// <summary>After which a new file is begun.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Bytes of all files together; beyond, the oldest are deleted.</summary>
    public long MaxTotal { get; init; } = 1L << 30;
}
