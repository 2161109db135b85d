namespace Redoubt.Storage;

/// <summary>A collection's statements, the same for both databases. Names come from declarations only and were checked there.</summary>
sealed class CollectionSql
{
    readonly string name;
    readonly Dictionary<string, string> find = [];

    public CollectionSql(Collection collection)
    {
        name = collection.Name;
        var columns = string.Concat(collection.Indexes.Select(i => $", {Column(i)}"));
        var values = string.Concat(collection.Indexes.Select((_, n) => $", ${n + 6}"));
        var updates = string.Concat(collection.Indexes.Select(i => $", {Column(i)} = excluded.{Column(i)}"));
        Upsert = $"insert into {name} (scope, id, version, shape, body{columns}) values ($1, $2, $3, $4, $5{values}) "
            + $"on conflict (scope, id) do update set version = excluded.version, shape = excluded.shape, body = excluded.body{updates}";
        foreach (var index in collection.Indexes)
            find[index] = $"select scope, id, version, shape, body from {name} where scope = $1 and {Column(index)} = $2 and id > $3 order by id limit $4";
    }

    /// <summary>Scope, id, version, shape, body, then the indexes in their order.</summary>
    public string Upsert { get; }

    public string Delete => $"delete from {name} where scope = $1 and id = $2";

    public string Version => $"select version from {name} where scope = $1 and id = $2";

    /// <summary>The versions of many: arrays of scopes and of ids.</summary>
    public string Versions => "select a.n, t.version from unnest($1::text[], $2::text[]) with ordinality as a (scope, id, n) "
        + $"join {name} t on t.scope = a.scope and t.id = a.id";

    public string Get => $"select scope, id, version, shape, body from {name} where scope = $1 and id = $2";

    public string List => $"select scope, id, version, shape, body from {name} where scope = $1 and id > $2 order by id limit $3";

    public string All => $"select scope, id, version, shape, body from {name} where (scope, id) > ($1, $2) order by scope, id limit $3";

    /// <exception cref="ArgumentException">The collection declares no such index.</exception>
    public string Find(string index) => find.TryGetValue(index, out var sql) ? sql : throw new ArgumentException($"`{name}` has no index `{index}`");

    /// <summary>For a document in place: scope, id, shape, body, then the named indexes.</summary>
    public string Update(IReadOnlyList<string> indexes) =>
        $"update {name} set shape = $3, body = $4{string.Concat(indexes.Select((i, n) => $", {Column(i)} = ${n + 5}"))} where scope = $1 and id = $2";

    public string CreateTable(Dialect dialect) =>
        $"create table {name} (scope {dialect.Text} not null, id {dialect.Text} not null, version bigint not null, shape integer not null, "
        + "body text not null, primary key (scope, id))";

    public string AddColumn(string index, Dialect dialect) => $"alter table {name} add column {Column(index)} {dialect.Text}";

    public string CreateIndex(string index) => $"create index {name}_{index} on {name} (scope, {Column(index)}, id)";

    static string Column(string index) => $"\"ix_{index}\"";
}
