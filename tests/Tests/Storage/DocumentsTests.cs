using System.Text.Json.Nodes;
using Redoubt.Storage;

namespace Redoubt.Tests.Storage;

public abstract class DocumentsTests : StorageContract
{
    [Fact]
    public async Task Document_is_read_as_it_was_written()
    {
        var written = new Widget("naïve \"quoted\" \u0000 😀", "Enabled", 7);

        await Insert("one", written);
        var read = await Documents.Get(Widget.All, Scope, "one", Ct);

        Assert.Equal(written, read!.Value);
        Assert.Equal((Scope, "one"), (read.Scope, read.Id));
        Assert.Null(await Documents.Get(Widget.All, "another scope", "one", Ct));
    }

    [Fact]
    public async Task Nothing_is_visible_before_the_commit()
    {
        var work = Journal.Begin();

        work.Insert(Widget.All, Scope, "one", new Widget("a", "Enabled"));

        Assert.Null(await Documents.Get(Widget.All, Scope, "one", Ct));
    }

    [Fact]
    public async Task Inserting_what_exists_is_a_conflict()
    {
        await Insert("one", new Widget("a", "Enabled"));

        await Assert.ThrowsAsync<ConflictException>(() => Commit(w => w.Insert(Widget.All, Scope, "one", new Widget("b", "Enabled"))));

        Assert.Equal("a", (await Documents.Get(Widget.All, Scope, "one", Ct))!.Value.Name);
    }

    [Fact]
    public async Task Updating_with_an_old_version_is_a_conflict()
    {
        var old = await Insert("one", new Widget("a", "Enabled"));
        await Commit(w => w.Update(old, new Widget("b", "Enabled")));

        await Assert.ThrowsAsync<ConflictException>(() => Commit(w => w.Update(old, new Widget("c", "Enabled"))));
        await Assert.ThrowsAsync<ConflictException>(() => Commit(w => w.Delete(old)));

        Assert.Equal("b", (await Documents.Get(Widget.All, Scope, "one", Ct))!.Value.Name);
    }

    [Fact]
    public async Task Document_made_again_is_a_different_one()
    {
        var first = await Insert("one", new Widget("a", "Enabled"));
        await Commit(w => w.Delete(first));
        await Insert("one", new Widget("a", "Enabled"));

        await Assert.ThrowsAsync<ConflictException>(() => Commit(w => w.Update(first, new Widget("b", "Enabled"))));
    }

    [Fact]
    public async Task Expectation_guards_what_it_does_not_write()
    {
        var guard = await Insert("guard", new Widget("a", "Enabled"));
        await Commit(w => w.Expect(guard));
        await Commit(w => w.Update(guard, new Widget("a", "Disabled")));

        await Assert.ThrowsAsync<ConflictException>(() => Commit(w =>
        {
            w.Insert(Widget.All, Scope, "guarded", new Widget("b", "Enabled"));
            w.Append(Event("{}"));
            w.Expect(guard);
        }));

        Assert.Null(await Documents.Get(Widget.All, Scope, "guarded", Ct));
        Assert.Equal(0, await Journal.Head(Ct));
    }

    [Fact]
    public async Task Of_many_who_update_together_each_version_has_one_winner()
    {
        var counter = await Insert("counter", new Widget("c", "Enabled"));
        var wins = 0;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            for (var done = false; !done;)
            {
                var current = (await Documents.Get(Widget.All, Scope, "counter", Ct))!;
                try
                {
                    await Commit(w => w.Update(current, current.Value with { Size = current.Value.Size + 1 }));
                    Interlocked.Increment(ref wins);
                    done = true;
                }
                catch (ConflictException)
                {
                    continue;
                }
            }
        }, Ct)));

        Assert.Equal(20, wins);
        Assert.Equal(20, (await Documents.Get(Widget.All, Scope, "counter", Ct))!.Value.Size);
        Assert.NotEqual(counter.Version, (await Documents.Get(Widget.All, Scope, "counter", Ct))!.Version);
    }

    [Fact]
    public async Task Conflict_fails_its_own_unit_only()
    {
        var shared = await Insert("shared", new Widget("s", "Enabled"));
        var units = Enumerable.Range(0, 200).Select(i =>
        {
            var work = Journal.Begin();
            work.Insert(Widget.All, Scope, $"unit-{i:000}", new Widget($"{i}", "Enabled"));
            work.Append(Event($"{i}"));
            if (i % 2 == 1) work.Update(shared, new Widget($"{i}", "Enabled"));
            return work;
        }).ToArray();

        var outcomes = await Task.WhenAll(units.Select(async work =>
        {
            try { return await work.Commit(Ct); }
            catch (ConflictException) { return -1; }
        }));

        Assert.All(Enumerable.Range(0, 100), i => Assert.True(outcomes[i * 2] > 0));
        Assert.Equal(1, Enumerable.Range(0, 100).Count(i => outcomes[(i * 2) + 1] > 0));
        Assert.Equal(101, await Journal.Head(Ct));
        var stored = await Documents.List(Widget.All, Scope, null, 1000, Ct);
        Assert.Equal(102, stored.Count);
    }

    [Fact]
    public async Task Content_the_database_refuses_fails_its_own_unit_only()
    {
        await Reopen(Widget.Schema, new Schema("strict", [Migration.Sql("create unique index widgets_once on widgets (body)")]));
        var units = Enumerable.Range(0, 60).Select(i =>
        {
            var work = Journal.Begin();
            work.Insert(Widget.All, Scope, $"{i}", new Widget($"{i % 50}", "Enabled"));
            work.Append(Event($"{i}"));
            return work;
        }).ToArray();

        var outcomes = await Task.WhenAll(units.Select(async work =>
        {
            try { return await work.Commit(Ct); }
            catch (StorageException) { return -1; }
        }));

        Assert.Contains(-1, outcomes);
        var written = outcomes.Count(o => o > 0);
        Assert.Equal(written, await Journal.Head(Ct));
        Assert.Equal(written, (await Documents.List(Widget.All, Scope, null, 100, Ct)).Select(d => d.Value).Distinct().Count());
    }

    [Fact]
    public async Task List_pages_in_order_of_bytes()
    {
        string[] ids = ["a", "B", "é", "_", "a/b", "Z", "aa", "😀", "\uFFFD", "~", "1", "-"];
        await Commit(w =>
        {
            foreach (var id in ids) w.Insert(Widget.All, Scope, id, new Widget(id, "Enabled"));
            w.Insert(Widget.All, Scope + "x", "other", new Widget("other", "Enabled"));
        });

        var listed = new List<string>();
        for (string? after = null; await Documents.List(Widget.All, Scope, after, 5, Ct) is { Count: > 0 } page; after = page[^1].Id)
            listed.AddRange(page.Select(d => d.Id));

        var expected = ids.OrderBy(id => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(id)), StringComparer.Ordinal);
        Assert.Equal(expected, listed);
    }

    [Fact]
    public async Task Find_follows_every_change_of_an_indexed_member()
    {
        for (var i = 0; i < 7; i++) await Insert($"{i}", new Widget($"{i}", i % 2 == 0 ? "Enabled" : "Disabled", i / 4));
        var three = (await Documents.Get(Widget.All, Scope, "3", Ct))!;
        await Commit(w => w.Update(three, three.Value with { State = "Enabled" }));
        var none = (await Documents.Get(Widget.All, Scope, "0", Ct))!;
        await Commit(w => w.Delete(none));

        var first = await Documents.Find(Widget.All, Scope, "State", "Enabled", null, 2, Ct);
        var second = await Documents.Find(Widget.All, Scope, "State", "Enabled", first[^1].Id, 9, Ct);
        var sized = await Documents.Find(Widget.All, Scope, "Size", "1", null, 9, Ct);

        Assert.Equal(["2", "3"], first.Select(d => d.Id));
        Assert.Equal(["4", "6"], second.Select(d => d.Id));
        Assert.Equal(["4", "5", "6"], sized.Select(d => d.Id));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Documents.Find(Widget.All, Scope, "Name", "1", null, 9, Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0001")]
    [InlineData("with \u0000 NUL")]
    [InlineData("'; drop table widgets; --")]
    public async Task Any_text_can_be_found_by(string state)
    {
        await Insert("one", new Widget("a", state));
        await Insert("long", new Widget("b", state + new string('x', 5000)));

        Assert.Equal("one", Assert.Single(await Documents.Find(Widget.All, Scope, "State", state, null, 9, Ct)).Id);
        Assert.Equal("long", Assert.Single(await Documents.Find(Widget.All, Scope, "State", state + new string('x', 5000), null, 9, Ct)).Id);
    }

    [Fact]
    public async Task Longest_names_and_values_fit_their_indexes()
    {
        var (scope, id) = (new string('s', 128), new string('i', 1600));
        var random = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(256));

        await Commit(w => w.Insert(Widget.All, scope, id, new Widget("a", random)));

        Assert.Equal(id, Assert.Single(await Documents.Find(Widget.All, scope, "State", random, null, 9, Ct)).Id);
    }

    [Theory]
    [InlineData(Scope, "")]
    [InlineData(Scope, "a\0b")]
    [InlineData("a\u001fb", "id")]
    public void Names_that_cannot_be_stored_are_refused(string scope, string id) =>
        Assert.Throws<ArgumentException>(() => Journal.Begin().Insert(Widget.All, scope, id, new Widget("a", "Enabled")));

    [Fact]
    public void Half_a_surrogate_pair_is_no_id() =>
        Assert.Throws<ArgumentException>(() => Journal.Begin().Insert(Widget.All, Scope, "\uD800", new Widget("a", "Enabled")));

    [Fact]
    public void Undeclared_collection_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Journal.Begin().Insert(new Collection<Widget>("unknown"), Scope, "a", new Widget("a", "Enabled")));

    [Fact]
    public async Task All_crosses_scopes_and_pages()
    {
        await Commit(w =>
        {
            for (var i = 0; i < 1201; i++) w.Insert(Widget.All, $"scope-{i % 3}", $"{i:0000}", new Widget("a", "Enabled"));
        });

        var seen = new List<(string, string)>();
        await foreach (var document in Documents.All(Widget.All, Ct)) seen.Add((document.Scope, document.Id));

        Assert.Equal(1201, seen.Distinct().Count());
        Assert.Equal(seen.Order(), seen);
    }

    [Fact]
    public async Task Writing_a_resource_records_its_change()
    {
        await Commit(w => w.Insert(Widget.Resources, Scope, "one", new Widget("one", "Enabled")));
        var created = (await Documents.Get(Widget.Resources, Scope, "one", Ct))!;
        await Commit(w => w.Update(created, created.Value with { State = "Disabled" }));
        var updated = (await Documents.Get(Widget.Resources, Scope, "one", Ct))!;
        await Commit(w => w.Delete(updated));

        var arn = Arn.Parse("arn:aws:test:us-east-1:123456789012:widget/one");
        var changes = new List<ResourceChange>();
        await foreach (var recorded in Journal.Find(new EventQuery(ResourceChange.KeyOf(arn)), Ct)) changes.Add(ResourceChange.Of(recorded));

        Assert.Equal([ChangeType.Deleted, ChangeType.Updated, ChangeType.Created], changes.Select(c => c.Change));
        Assert.All(changes, c => Assert.Equal(("AWS::Test::Widget", arn, null), (c.Type, c.Arn, c.RequestId)));
    }

    [Fact]
    public async Task Unit_is_committed_once()
    {
        var work = Journal.Begin();
        work.Append(Event("{}"));
        await work.Commit(Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await work.Commit(Ct));
    }

    [Fact]
    public async Task Cancelled_unit_is_not_written()
    {
        var work = Journal.Begin();
        work.Append(Event("{}"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await work.Commit(new CancellationToken(canceled: true)));

        Assert.Equal(0, await Journal.Head(Ct));
    }

    [Fact]
    public async Task Documents_survive_reopening_and_versions_still_rise()
    {
        var before = await Insert("one", new Widget("a", "Enabled"));

        await Reopen();
        var after = (await Documents.Get(Widget.All, Scope, "one", Ct))!;
        var next = await Insert("two", new Widget("b", "Enabled"));

        Assert.Equal(before, after);
        Assert.True(next.Version > after.Version);
    }

    [Fact]
    public async Task New_release_adds_an_index_and_a_shape()
    {
        await Insert("one", new Widget("a", "Enabled"));
        await Insert("two", new Widget("b", "Enabled"));
        var newer = new Collection<NewWidget>("widgets")
        {
            Indexes = ["State", "Size", "Title"],
            Upgrades = [(JsonObject w) => { w["Title"] = $"the {w["Name"]}"; w.Remove("Name"); }],
        };

        await Reopen(new Schema("widgets", [Migration.Collection(newer), Migration.Collection(Widget.Resources), Migration.Index(newer, "Title")]));

        Assert.Equal("two", Assert.Single(await Documents.Find(newer, Scope, "Title", "the b", null, 9, Ct)).Id);
        Assert.Equal("two", (await Documents.Find(newer, Scope, "State", "Enabled", "one", 9, Ct))[0].Id);
    }

    [Fact]
    public async Task Old_shape_is_upgraded_as_it_is_read()
    {
        await Insert("one", new Widget("a", "Enabled"));
        var newer = new Collection<NewWidget>("widgets")
        {
            Indexes = ["State", "Size"],
            Upgrades = [w => w["Title"] = "untitled", w => w["Title"] = $"{w["Title"]} {w["Name"]}"],
        };

        await Reopen(new Schema("widgets", [Migration.Collection(newer), Migration.Collection(Widget.Resources)]));
        var upgraded = (await Documents.Get(newer, Scope, "one", Ct))!;
        await Commit(w => w.Update(upgraded, upgraded.Value with { Size = 9 }));

        Assert.Equal("untitled a", upgraded.Value.Title);
        Assert.Equal(9, (await Documents.Get(newer, Scope, "one", Ct))!.Value.Size);
        await Assert.ThrowsAsync<StorageException>(async () => await Documents.Get(Widget.All, Scope, "one", Ct));
    }

    [Fact]
    public async Task Database_newer_than_the_program_is_refused_and_left_alone()
    {
        await Insert("one", new Widget("a", "Enabled"));
        var other = new Collection<Widget>("gadgets");

        await Database.DisposeAsync();
        var refused = await Assert.ThrowsAsync<StorageException>(() =>
            Open(new Schema("gadgets", [Migration.Collection(other)]), new Schema("widgets", [Migration.Collection(Widget.All)])));
        await Reopen(Widget.Schema, new Schema("gadgets", [Migration.Collection(other)]));

        Assert.Equal("the database is newer than this program: `widgets` is at 2, the program knows 1", refused.Message);
        Assert.NotNull(await Documents.Get(Widget.All, Scope, "one", Ct));
    }

    [Fact]
    public async Task Failed_migration_leaves_nothing_behind()
    {
        var other = new Collection<Widget>("gadgets");
        await Database.DisposeAsync();

        await Assert.ThrowsAsync<StorageException>(() =>
            Open(Widget.Schema, new Schema("gadgets", [Migration.Collection(other), Migration.Sql("create nonsense")])));
        await Reopen(Widget.Schema, new Schema("gadgets", [Migration.Collection(other)]));

        await Commit(w => w.Insert(other, Scope, "one", new Widget("a", "Enabled")));
    }

    sealed record NewWidget(string Title, string State, int Size);
}
