namespace Redoubt.Tests;

/// <summary>The checkout the tests run from.</summary>
static class Repository
{
    /// <summary>The folder with the solution file.</summary>
    public static readonly string Root = FindRoot(AppContext.BaseDirectory);

    static string FindRoot(string folder)
    {
        while (!File.Exists(Path.Combine(folder, "Redoubt.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run from a checkout");
        return folder;
    }
}
