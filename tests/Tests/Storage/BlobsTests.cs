using Redoubt.Storage;

namespace Redoubt.Tests.Storage;

public sealed class BlobsTests : IDisposable
{
    readonly TestFolder folder = new();
    readonly FolderBlobs blobs;

    public BlobsTests() => blobs = FolderBlobs.Open(folder["blobs"]);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        blobs.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Blob_reads_back_whole_or_in_part()
    {
        var content = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31)).ToArray();

        Assert.Equal(content.Length, await blobs.Put("logs/2026/a.bin", new MemoryStream(content), Ct));

        Assert.Equal(content, await Read("logs/2026/a.bin"));
        Assert.Equal(content[1000..1500], await Read("logs/2026/a.bin", 1000, 500));
        Assert.Equal(content[299_990..], await Read("logs/2026/a.bin", 299_990, 500));
        Assert.Empty((await Read("logs/2026/a.bin", 400_000))!);
        Assert.Null(await blobs.Get("logs/2026/b.bin", 0, null, Ct));
        Assert.Null(await blobs.Get("logs/2026", 0, null, Ct));
        Assert.Null(await blobs.Get("nowhere/at/all", 0, null, Ct));
    }

    [Fact]
    public async Task Replaced_blob_is_still_read_whole_by_who_had_it_open()
    {
        await Put("a", "old");
        await using var open = (await blobs.Get("a", 0, null, Ct))!;

        await Put("a", "newer");

        using var reader = new StreamReader(open.Content);
        Assert.Equal("old", await reader.ReadToEndAsync(Ct));
        Assert.Equal("newer"u8.ToArray(), await Read("a"));
    }

    [Fact]
    public async Task Deleted_blob_is_gone()
    {
        await Put("a/b", "x");

        Assert.True(await blobs.Delete("a/b", Ct));
        Assert.False(await blobs.Delete("a/b", Ct));
        Assert.False(await blobs.Delete("a", Ct));

        Assert.Null(await blobs.Get("a/b", 0, null, Ct));
    }

    [Fact]
    public async Task List_is_in_order_of_bytes_across_folders()
    {
        string[] names = ["a/z", "a-b", "a.b", "a/b/c", "a0", "B", "a/b.c", "a/b-c"];
        foreach (var name in names) await Put(name, name);

        Assert.Equal(names.Order(StringComparer.Ordinal), await List("", null));
        Assert.Equal(["a/b-c", "a/b.c", "a/b/c"], await List("a/b", null));
        Assert.Equal(["a/b/c", "a/z", "a0"], await List("", "a/b.c"));
        Assert.Equal(["a/z"], await List("a/", "a/b/c"));
        Assert.Empty(await List("c", null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../x")]
    [InlineData("a/../b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".unfinished/x")]
    [InlineData(".lock")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("a b")]
    [InlineData("é")]
    public async Task Name_that_could_leave_the_folder_is_refused(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await blobs.Put(name, Stream.Null, Ct));
        await Assert.ThrowsAsync<ArgumentException>(async () => await blobs.Get(name, 0, null, Ct));
        await Assert.ThrowsAsync<ArgumentException>(async () => await blobs.Delete(name, Ct));
    }

    [Fact]
    public async Task Name_within_another_is_refused()
    {
        await Put("a", "x");

        await Assert.ThrowsAsync<StorageException>(() => Put("a/b", "y"));

        Assert.Equal(["a"], await List("", null));
    }

    [Fact]
    public async Task Broken_upload_leaves_the_old_blob_and_no_trace()
    {
        await Put("a", "old");

        await Assert.ThrowsAsync<EndOfStreamException>(async () => await blobs.Put("a", new BrokenStream(200_000), Ct));

        Assert.Equal("old"u8.ToArray(), await Read("a"));
        Assert.Empty(Directory.GetFiles(folder["blobs/.unfinished"]));
    }

    [Fact]
    public void What_a_dead_process_left_unfinished_is_removed()
    {
        File.WriteAllText(folder["blobs/.unfinished/abc"], "half");
        blobs.Dispose();

        using var reopened = FolderBlobs.Open(folder["blobs"]);

        Assert.Empty(Directory.GetFiles(folder["blobs/.unfinished"]));
    }

    [Fact]
    public void Folder_in_use_is_refused() => Assert.Throws<StorageException>(() => FolderBlobs.Open(folder["blobs"]));

    async Task Put(string name, string content) => await blobs.Put(name, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), Ct);

    async Task<byte[]?> Read(string name, long offset = 0, long? length = null)
    {
        await using var blob = await blobs.Get(name, offset, length, Ct);
        if (blob is null) return null;
        using var content = new MemoryStream();
        await blob.Content.CopyToAsync(content, Ct);
        return content.ToArray();
    }

    async Task<List<string>> List(string prefix, string? after)
    {
        var names = new List<string>();
        await foreach (var blob in blobs.List(prefix, after, Ct)) names.Add(blob.Name);
        return names;
    }

    /// <summary>Gives some bytes and then fails, as a client that goes away does.</summary>
    sealed class BrokenStream(int bytes) : MemoryStream(new byte[bytes])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is var read and > 0 ? read : throw new EndOfStreamException();
    }
}
