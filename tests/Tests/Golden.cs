namespace Redoubt.Tests;

/// <summary>Texts that are kept in the repository and must be what the program makes; <c>REDOUBT_ACCEPT=1</c> writes them anew.</summary>
static class Golden
{
    /// <param name="path">Below the repository's root.</param>
    public static void Check(string path, string expected)
    {
        var full = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable("REDOUBT_ACCEPT") == "1") File.WriteAllText(full, expected);
        Assert.True(File.Exists(full) && File.ReadAllText(full) == expected, $"{path} is not up to date; run the tests with REDOUBT_ACCEPT=1");
    }
}
