using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Redoubt.Tools.Shapes;

/// <summary>The API models of an installed AWS client.</summary>
/// <param name="Version">Whose and which, such as <c>botocore 1.43.11</c>.</param>
sealed partial record ModelFolder(string Path, string Version)
{
    const string Locate = "import os\ntry:\n import botocore as b\nexcept ImportError:\n import awscli.botocore as b\nprint(os.path.dirname(b.__file__))";

    /// <summary>The given folder, else that of python3's botocore or of the AWS CLI; null where there is none.</summary>
    public static ModelFolder? Find(string? given)
    {
        var path = given ?? (Run("python3", "-c", Locate) is { } package ? System.IO.Path.Combine(package, "data") : null);
        if (path is null || !Directory.Exists(path)) return null;
        var initialiser = System.IO.Path.Combine(path, "..", "__init__.py");
        var version = File.Exists(initialiser) ? VersionLine().Match(File.ReadAllText(initialiser)) : Match.Empty;
        return new(path, version.Success ? $"botocore {version.Groups[1].Value}" : "models of unknown version");
    }

    /// <summary>The newest version of a service's model.</summary>
    public Model Load(ScopedService service)
    {
        var folder = Directory.GetDirectories(System.IO.Path.Combine(Path, service.Model)).Order(StringComparer.Ordinal).Last();
        var plain = System.IO.Path.Combine(folder, "service-2.json");
        using var stream = File.Exists(plain)
            ? (Stream)File.OpenRead(plain)
            : new GZipStream(File.OpenRead(plain + ".gz"), CompressionMode.Decompress);
        return new(service, JsonDocument.Parse(stream).RootElement);
    }

    static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex("""^__version__ = ['"]([0-9.]+)['"]""", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
