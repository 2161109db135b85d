using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Redoubt.Storage;

namespace Redoubt.Tests.Storage;

/// <summary>What the child process does.</summary>
static class StorageChild
{
    const int Writers = 8;

    /// <summary>The exit code, or null where the arguments are not for us.</summary>
    public static async Task<int?> Run(string[] args)
    {
        switch (args)
        {
            case ["storage-write", var connection]: await Write(connection); return 0;
            case ["storage-check", var connection]: await Check(connection); return 0;
            default: return null;
        }
    }

    /// <summary>A unit of what is written: a document and two events that belong together.</summary>
    public static void Stage(UnitOfWork work, string unit)
    {
        work.Append(new JournalEvent("first", default, Encoding.UTF8.GetBytes(unit), [1, EventKey.Of(unit)]));
        work.Insert(Widget.All, "scope", unit, new Widget(unit, "Enabled"));
        work.Append(new JournalEvent("second", default, Encoding.UTF8.GetBytes(unit), [2, EventKey.Of(unit)]));
    }

    // Waits for a line, then writes until killed, and says what was acknowledged: the unit and its last sequence number, a line each.
    static async Task Write(string connection)
    {
        Warm();
        if (Console.ReadLine() is null) return;
        await using var database = await Open(connection);
        await using var output = Console.OpenStandardOutput();
        var run = Ids.Alphanumeric(8);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var unit = $"{run}-{writer}-{i}";
                var work = database.Journal.Begin();
                Stage(work, unit);
                var sequence = await work.Commit(CancellationToken.None);
                var line = Encoding.ASCII.GetBytes($"{unit} {sequence}\n");
                lock (database) output.Write(line);
            }
        })));
    }

    // Compiles what is slow to compile before it is waited for.
    static void Warm() => Widget.Schema.Collections.First().Upgrade("{}"u8, 0);

    // Uses every statement once and prints the library's version.
    static async Task Check(string connection)
    {
        await using var database = await Open(connection);
        var work = database.Journal.Begin();
        Stage(work, "one");
        work.Advance("consumer", 1);
        await work.Commit(CancellationToken.None);
        var found = await database.Documents.Find(Widget.All, "scope", "State", "Enabled", null, 10, CancellationToken.None);
        var events = 0;
        await foreach (var _ in database.Journal.Find(new EventQuery(1), CancellationToken.None)) events++;
        if (found.Count != 1 || events != 1 || await database.Journal.Cursor("consumer", CancellationToken.None) != 1) throw new InvalidOperationException("not what was written");
        Console.WriteLine(Redoubt.Storage.Sqlite.SqliteLibrary.Load());
    }

    static Task<Database> Open(string connection) => Database.Open(
        new StorageOptions { Connection = connection }, [Widget.Schema], TimeProvider.System, NullLogger.Instance, CancellationToken.None);
}
