namespace Redoubt.Storage;

/// <summary>The journal's own tables and statements.</summary>
static class JournalTables
{
    /// <summary>Each consumer's position, as the version of an empty document.</summary>
    public static readonly Collection<object> Cursors = new("cursors");

    public const string InsertEvent = "insert into journal (seq, at, kind, body) values ($1, $2, $3, $4)";

    public const string InsertKey = "insert into journal_keys (block, key, seq) values ($1, $2, $3) on conflict do nothing";

    /// <summary>How many keys <see cref="InsertKeys"/> writes.</summary>
    public const int KeysAtOnce = 16;

    /// <summary><see cref="InsertKey"/> for <see cref="KeysAtOnce"/> keys: starting a statement costs more than writing a key.</summary>
    public static readonly string InsertKeys = "insert into journal_keys (block, key, seq) values "
        + string.Join(", ", Enumerable.Range(0, KeysAtOnce).Select(i => $"(${(3 * i) + 1}, ${(3 * i) + 2}, ${(3 * i) + 3})")) + " on conflict do nothing";

    public const string MergeSpan = "insert into journal_spans (block, first_at, last_at) values ($1, $2, $3) on conflict (block) do update set "
        + "first_at = case when excluded.first_at < journal_spans.first_at then excluded.first_at else journal_spans.first_at end, "
        + "last_at = case when excluded.last_at > journal_spans.last_at then excluded.last_at else journal_spans.last_at end";

    public const string Head = "select seq, version from head";

    public const string SaveHead = "update head set seq = $1, version = $2";

    public const string After = "select seq, at, kind, body from journal where seq > $1 order by seq limit $2";

    /// <summary>The newest blocks up to one that can hold the times.</summary>
    public const string Blocks = "select block from journal_spans where block <= $1 and first_at <= $2 and last_at >= $3 order by block desc limit $4";

    /// <summary>Newest first; walks those blocks down to the last one given, and looks the key up in each.</summary>
    public const string ByKey = "select j.seq, j.at, j.kind, j.body from journal_spans s "
        + "cross join journal_keys k cross join journal j "
        + "where s.block <= $1 and s.block >= $2 and s.first_at <= $3 and s.last_at >= $4 and k.block = s.block and k.key = $5 and k.seq < $6 "
        + "and j.seq = k.seq and j.at <= $3 and j.at >= $4 order by s.block desc, k.seq desc limit $7";

    public static readonly Schema Schema = new("storage",
    [
        Migration.Sql(d => $"create table head (one integer primary key check (one = 1), seq bigint not null, version bigint not null)"),
        Migration.Sql(d => "insert into head (one, seq, version) values (1, 0, 0)"),
        Migration.Sql(d => $"create table journal (seq {d.Sequence}, at bigint not null, kind text not null, body {d.Bytes} not null)"),
        Migration.Sql(d => $"create table journal_keys (block bigint not null, key bigint not null, seq bigint not null, primary key (block, key, seq)){d.KeyOnly}"),
        Migration.Sql(d => $"create table journal_spans (block {d.Sequence}, first_at bigint not null, last_at bigint not null)"),
        Migration.Collection(Cursors),
        Migration.Collection(Leases.Records),
    ]);
}
