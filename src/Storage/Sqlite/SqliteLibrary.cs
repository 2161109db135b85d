using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Redoubt.Storage.Sqlite;

/// <summary>
/// Chooses the native library once per process: the system's, which the distribution keeps patched, where it is new enough;
/// else the bundled one.
/// </summary>
static class SqliteLibrary
{
    /// <summary>The bundled library's version, which the system's must reach.</summary>
    const int Oldest = 3_035_005;

    static readonly Lazy<string> Chosen = new(Choose);

    delegate int LibraryVersion();

    /// <summary>Makes the library ready; harmless to repeat.</summary>
    /// <returns>Its version, such as <c>3.40.1</c>.</returns>
    public static string Load() => Chosen.Value;

    static string Choose()
    {
        var system = Environment.GetEnvironmentVariable("REDOUBT_SQLITE") == "bundled" ? 0 : FindSystem();
        var provider = typeof(SQLite3Provider_e_sqlite3).Assembly;
        if (system != 0) NativeLibrary.SetDllImportResolver(provider, (name, _, _) => Resolve(name, system));
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.FreezeProvider();
        return raw.sqlite3_libversion().utf8_to_string();
    }

    static nint Resolve(string name, nint system) => name == "e_sqlite3" ? system : 0;

    static nint FindSystem()
    {
        if (!NativeLibrary.TryLoad("libsqlite3.so.0", Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories, out var library)) return 0;
        if (NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var version)
            && Marshal.GetDelegateForFunctionPointer<LibraryVersion>(version)() >= Oldest) return library;
        NativeLibrary.Free(library);
        return 0;
    }
}
