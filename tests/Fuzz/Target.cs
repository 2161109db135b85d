namespace Redoubt.Fuzz;

/// <summary>Something that takes bytes from strangers.</summary>
/// <param name="What">In words, for the list.</param>
/// <param name="Seeds">Inputs to begin with: one character per byte.</param>
/// <param name="Try">Takes one input; throws where a promise is broken.</param>
sealed record Target(string Name, string What, string[] Seeds, Action<string> Try)
{
    /// <summary>Longest input in bytes.</summary>
    public int MaxLength { get; init; } = 16 * 1024;

    /// <summary>What any input may take, in milliseconds, however short.</summary>
    public double BaseMilliseconds { get; init; } = 20;

    /// <summary>What each thousand bytes may take more.</summary>
    public double MillisecondsPerKilobyte { get; init; } = 1;
}

/// <summary>A promise of the code under test that an input broke.</summary>
sealed class BrokenPromise(string message) : Exception(message);
