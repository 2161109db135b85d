using System.Diagnostics;

namespace Redoubt.Tests;

/// <summary>
/// Published vectors and corpora, which are not part of the repository. They lie in the folder that REDOUBT_DATA names,
/// else in <c>shared/data</c> beside the checkout; a test that needs an absent one is skipped and says so.
/// </summary>
static class SharedData
{
    static readonly string Root = Environment.GetEnvironmentVariable("REDOUBT_DATA") ?? Path.Combine(Repository.Root, "..", "shared", "data");

    /// <summary>The full path of a file or folder below the data folder.</summary>
    public static string Find(string path)
    {
        var full = Path.GetFullPath(Path.Combine(Root, path));
        Assert.SkipUnless(File.Exists(full) || Directory.Exists(full), $"published data `{path}` is not on this machine");
        return full;
    }

    /// <summary>Unpacks a <c>.tar.xz</c> once per run and returns the folder it was unpacked into.</summary>
    public static string Unpack(string path)
    {
        var archive = Find(path);
        var folder = Path.Combine(Path.GetTempPath(), "redoubt-data", $"{Path.GetFileName(path)}-{File.GetLastWriteTimeUtc(archive).Ticks:x}");
        lock (Root)
        {
            if (Directory.Exists(folder)) return folder;
            var partial = Directory.CreateDirectory($"{folder}.{Environment.ProcessId}").FullName;
            using (var tar = Process.Start("tar", ["-xJf", archive, "-C", partial])) tar.WaitForExit();
            try { Directory.Move(partial, folder); }
            catch (IOException) when (Directory.Exists(folder)) { Directory.Delete(partial, recursive: true); }
        }
        return folder;
    }

    /// <summary>The decompressed content of an <c>.xz</c> file.</summary>
    public static byte[] Decompress(string path)
    {
        var start = new ProcessStartInfo("xz", ["-dc", Find(path)]) { RedirectStandardOutput = true };
        using var xz = Process.Start(start)!;
        using var content = new MemoryStream();
        xz.StandardOutput.BaseStream.CopyTo(content);
        xz.WaitForExit();
        return content.ToArray();
    }
}
