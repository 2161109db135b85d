using Redoubt.Services.Iam.AccessKeys;

namespace Redoubt;

/// <summary>The root's access key in the data folder, in the form of an AWS credentials file that only its owner may read.</summary>
static class CredentialsFile
{
    public const string Name = "credentials";

    public static bool IsIn(DataFolder folder) => File.Exists(folder.File(Name));

    /// <summary>Writes the file where it is missing or says anything else.</summary>
    public static void Write(DataFolder folder, RootAccessKey root, Region region)
    {
        var text = $"[default]\naws_access_key_id = {root.AccessKeyId}\naws_secret_access_key = {root.SecretAccessKey}\nregion = {region}\n";
        var path = folder.File(Name);
        if (!File.Exists(path) || File.ReadAllText(path) != text) folder.Write(Name, text);
    }

    /// <summary>The access key in the file.</summary>
    /// <exception cref="FileNotFoundException">No server has been started with this data folder.</exception>
    /// <exception cref="StorageException">The file was changed.</exception>
    public static RootAccessKey Read(string dataFolder)
    {
        var path = Path.Combine(dataFolder, Name);
        if (!File.Exists(path)) throw new FileNotFoundException($"there are no credentials in {dataFolder}: start the server once, or name its folder with --data-folder");
        var values = File.ReadLines(path)
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0], pair => pair[1]);
        return (values["aws_access_key_id"].ToArray(), values["aws_secret_access_key"].ToArray()) is ([var id], [var secret])
            ? new(id, secret)
            : throw new StorageException($"{path} does not hold one access key; delete it and start the server, which writes it anew");
    }
}
