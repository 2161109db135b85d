using Redoubt.Aws;

namespace Redoubt;

/// <summary>What is known about this server once it has started, for health report and status.</summary>
/// <param name="Storage">Where state is, without secrets.</param>
/// <param name="RootKey">How the root key is protected.</param>
sealed record ServerFacts(HomeOptions Home, string Storage, string RootKey)
{
    public static string Version { get; } = typeof(ServerFacts).Assembly.GetName().Version!.ToString(3);

    /// <summary>Where the server listens; filled as listeners start.</summary>
    public IReadOnlyCollection<string> Addresses { get; set; } = [];
}
