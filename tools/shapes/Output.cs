namespace Redoubt.Tools.Shapes;

/// <summary>Puts the generated files where they belong, or says which of them differ.</summary>
static class Output
{
    public static int Write(string root, IReadOnlyDictionary<string, string> files, IReadOnlyList<string> stale)
    {
        foreach (var (path, content) in files)
        {
            if (File.Exists(path) && File.ReadAllText(path) == content) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content);
            Console.WriteLine($"wrote {Path.GetRelativePath(root, path)}");
        }
        foreach (var path in stale)
        {
            File.Delete(path);
            Console.WriteLine($"deleted {Path.GetRelativePath(root, path)}: nothing of it is implemented");
        }
        return 0;
    }

    public static int Compare(string root, IReadOnlyDictionary<string, string> files, IReadOnlyList<string> stale)
    {
        var different = files.Where(file => !File.Exists(file.Key) || File.ReadAllText(file.Key) != file.Value).Select(file => file.Key).Concat(stale).ToList();
        foreach (var path in different)
            Console.Error.WriteLine($"{Path.GetRelativePath(root, path)} differs: run `dotnet run --project tools/shapes`");
        if (different.Count == 0) Console.WriteLine($"{files.Count} generated files are as the models and maps say");
        return different.Count == 0 ? 0 : 1;
    }
}
