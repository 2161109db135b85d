using Microsoft.Extensions.Logging.Abstractions;
using Redoubt.Storage;

namespace Redoubt.Tests.Storage;

public sealed class SqliteStoreTests : IDisposable
{
    readonly TestFolder folder = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task File_that_is_no_database_is_refused_and_left_alone()
    {
        var junk = new string('x', 10_000);
        await File.WriteAllTextAsync(folder["redoubt.db"], junk, Ct);

        var refused = await Assert.ThrowsAsync<StorageException>(() => Open());

        Assert.Contains("not an SQLite database", refused.Message);
        Assert.Equal(junk, await File.ReadAllTextAsync(folder["redoubt.db"], Ct));
    }

    [Fact]
    public async Task Folder_in_the_files_place_is_refused()
    {
        Directory.CreateDirectory(folder["redoubt.db"]);

        var refused = await Assert.ThrowsAsync<StorageException>(() => Open());

        Assert.StartsWith("cannot use `", refused.Message);
    }

    [Fact]
    public async Task Damaged_database_is_reported_as_such()
    {
        await using (var database = await Open()) await Fill(database, 200);
        var bytes = await File.ReadAllBytesAsync(folder["redoubt.db"], Ct);
        bytes.AsSpan(4096).Fill(0xA5);
        await File.WriteAllBytesAsync(folder["redoubt.db"], bytes, Ct);

        var reported = await Assert.ThrowsAsync<StorageException>(() => Open());

        Assert.Contains("damaged", reported.Message);
    }

    [Fact]
    public async Task Another_programs_database_is_refused()
    {
        await using (await Open()) { }
        var bytes = await File.ReadAllBytesAsync(folder["redoubt.db"], Ct);
        bytes[68]++;
        await File.WriteAllBytesAsync(folder["redoubt.db"], bytes, Ct);

        var refused = await Assert.ThrowsAsync<StorageException>(() => Open());

        Assert.Contains("belongs to another program", refused.Message);
    }

    [Fact]
    public async Task Folder_in_use_is_refused()
    {
        await using (await Open())
        {
            var refused = await Assert.ThrowsAsync<StorageException>(() => Open());
            Assert.Contains("another process is using folder", refused.Message);
        }

        await using var free = await Open();
    }

    [Fact]
    public async Task Folder_that_cannot_be_made_is_refused()
    {
        await File.WriteAllTextAsync(folder["file"], "", Ct);

        var refused = await Assert.ThrowsAsync<StorageException>(() => Open(folder["file/data"]));

        Assert.Contains("cannot use folder", refused.Message);
    }

    [Fact]
    public async Task Only_the_owner_can_read_what_is_stored()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes");
            return;
        }

        await using var database = await Open(folder["new/data"]);
        await Fill(database, 1);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["new/data"]));
        var files = Directory.GetFiles(folder["new/data"]);
        Assert.Contains(folder["new/data/redoubt.db-wal"], files);
        foreach (var file in files) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Full_disk_fails_the_commit_whole_and_is_recovered_from()
    {
        var pages = 400L;
        await using var database = await Open(maxPages: () => Volatile.Read(ref pages));
        await Fill(database, 3);

        var fault = await Assert.ThrowsAsync<StorageException>(() => Fill(database, 100, 30_000, from: 1000));
        Assert.Contains("disk is full", fault.Message);
        Assert.True(database.Journal.IsFailing);
        Assert.Null(await database.Documents.Get(Widget.All, "scope", "1000", Ct));
        Assert.Equal(3, await database.Journal.Head(Ct));
        await Fill(database, 1, from: 500);
        Assert.False(database.Journal.IsFailing);
        Volatile.Write(ref pages, 100_000);
        await Assert.ThrowsAsync<StorageException>(() => Fill(database, 100, 30_000, from: 1000));
        await Fill(database, 100, 30_000, from: 1000);

        Assert.NotNull(await database.Documents.Get(Widget.All, "scope", "1000", Ct));
        Assert.Equal(104, await database.Journal.Head(Ct));
    }

    [Fact]
    public async Task Everybody_in_a_failed_batch_hears_of_it()
    {
        await using var database = await Open(maxPages: () => 150);
        var units = Enumerable.Range(0, 100).Select(i =>
        {
            var work = database.Journal.Begin();
            work.Insert(Widget.All, "scope", $"{i}", new Widget(new string('x', 50_000), "Enabled"));
            work.Append(new JournalEvent("kind", default, new byte[10], []));
            return work;
        }).ToArray();

        var outcomes = await Task.WhenAll(units.Select(async work =>
        {
            try { return await work.Commit(Ct) > 0; }
            catch (StorageException) { return false; }
        }));

        Assert.Contains(false, outcomes);
        for (var i = 0; i < units.Length; i++)
            Assert.Equal(outcomes[i], await database.Documents.Get(Widget.All, "scope", $"{i}", Ct) is not null);
        Assert.Equal(outcomes.Count(done => done), await database.Journal.Head(Ct));
    }

    [Fact]
    public async Task Closed_database_refuses_commits()
    {
        var database = await Open();
        var work = database.Journal.Begin();
        work.Append(new JournalEvent("kind", default, new byte[10], []));
        await database.DisposeAsync();

        await Assert.ThrowsAsync<StorageException>(async () => await work.Commit(Ct));
    }

    [Fact]
    public async Task Waiting_commits_are_written_before_closing()
    {
        var database = await Open();
        var commits = Enumerable.Range(0, 50).Select(i => Fill(database, 1, from: i)).ToArray();

        await database.DisposeAsync();
        await Task.WhenAll(commits);

        await using var reopened = await Open();
        Assert.Equal(50, await reopened.Journal.Head(Ct));
    }

    [Fact]
    public async Task Bundled_library_does_as_well_as_the_systems()
    {
        var (bundled, version) = await ChildProcess.Run(folder["bundled"], new() { ["REDOUBT_SQLITE"] = "bundled" }, "storage-check", Ct);

        Assert.True(bundled == 0, version);
        Assert.Equal("3.35.5", version.Trim());
    }

    async Task<Database> Open(string? path = null, Func<long>? maxPages = null) => await Database.Open(
        new StorageOptions { Connection = path ?? folder.Path, MaxPages = maxPages }, [Widget.Schema], TimeProvider.System, NullLogger.Instance, Ct);

    static async Task Fill(Database database, int count, int size = 10, int from = 0)
    {
        var work = database.Journal.Begin();
        for (var i = 0; i < count; i++)
        {
            work.Insert(Widget.All, "scope", $"{from + i}", new Widget(new string('x', size), "Enabled"));
            work.Append(new JournalEvent("kind", default, new byte[10], [i]));
        }

        await work.Commit(Ct);
    }
}
