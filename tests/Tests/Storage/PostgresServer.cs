using System.Diagnostics;
using Npgsql;

[assembly: AssemblyFixture(typeof(Redoubt.Tests.Storage.PostgresServer))]

namespace Redoubt.Tests.Storage;

/// <summary>
/// One PostgreSQL server for the whole run, started when a test first asks: the one that REDOUBT_TEST_POSTGRES names,
/// else one of our own where the programs are installed. It dies with the tests, however they end.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    // The shell waits for its input to close, which happens with our process, and then stops the server and tidies up.
    const string Supervise = "trap : TERM INT HUP; \"$1\" -D \"$2/data\" -k \"$2\" -c listen_addresses= -c fsync=off -c max_connections=200 >\"$2/log\" 2>&1 & pg=$!; read -r _; "
        + "kill -INT $pg 2>/dev/null; wait $pg; rm -rf \"$2\"";

    readonly Lock gate = new();
    Process? shell;
    NpgsqlDataSource? admin;
    int databases;

    /// <summary>The connection string of a new, empty database; skips the test where there is no server to be had.</summary>
    public string CreateDatabase()
    {
        lock (gate) admin ??= NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("REDOUBT_TEST_POSTGRES") ?? Start());
        var name = Name(Interlocked.Increment(ref databases));
        using var create = admin.CreateCommand($"create database {name} template template0 encoding 'UTF8'");
        create.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(admin.ConnectionString) { Database = name }.ConnectionString;
    }

    public void Dispose()
    {
        // A server of our own goes with its databases; somebody else's keeps none of them.
        for (var i = 1; shell is null && i <= databases; i++)
        {
            using var drop = admin!.CreateCommand($"drop database if exists {Name(i)} with (force)");
            drop.ExecuteNonQuery();
        }

        admin?.Dispose();
        if (shell is null) return;
        shell.StandardInput.Close();
        shell.WaitForExit();
        shell.Dispose();
    }

    static string Name(int database) => $"redoubt_test_{Environment.ProcessId}_{database}";

    string Start()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).LastOrDefault(b => File.Exists(Path.Combine(b, "initdb")))
            : null;
        Assert.SkipWhen(programs is null, "no PostgreSQL on this machine and no REDOUBT_TEST_POSTGRES: its half of the storage tests did not run");
        var folder = Directory.CreateTempSubdirectory("redoubt-pg-").FullName;
        // PostgreSQL refuses to run as root; its package brings a user.
        string[] user = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : ["env"];
        if (user.Length > 1) Run("chown", "postgres", folder);
        Run([.. user, Path.Combine(programs!, "initdb"), "-D", $"{folder}/data", "-U", "redoubt", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]);
        shell = Launch([.. user, "sh", "-c", Supervise, "sh", Path.Combine(programs!, "postgres"), folder]);
        return WaitUntilReady($"Host={folder};Username=redoubt;Database=postgres;Timeout=30", $"{folder}/log");
    }

    static string WaitUntilReady(string connection, string log)
    {
        using var source = NpgsqlDataSource.Create(connection);
        using var pause = new ManualResetEventSlim();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var ping = source.CreateCommand("select 1");
                ping.ExecuteNonQuery();
                return connection;
            }
            catch (NpgsqlException) when (attempt < 200)
            {
                pause.Wait(TimeSpan.FromMilliseconds(50));
            }
            catch (NpgsqlException)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {File.ReadAllText(log)}");
            }
        }
    }

    static void Run(params string[] command)
    {
        using var process = Launch(command);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"`{string.Join(' ', command)}` failed: {output}");
    }

    static Process Launch(string[] command) =>
        Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
}
