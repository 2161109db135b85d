namespace Redoubt.Storage;

/// <summary>One step of a <see cref="Schema"/>.</summary>
public abstract class Migration
{
    private protected Migration()
    {
    }

    /// <summary>Makes a collection's table, with those of its indexes that no later step adds.</summary>
    public static Migration Collection(Collection collection) => new CollectionMigration(collection);

    /// <summary>Adds an index that the collection was first released without, and fills it.</summary>
    public static Migration Index(Collection collection, string name) => new IndexMigration(collection, name);

    /// <summary>Writes every document of a collection again, in today's shape and with today's index values.</summary>
    public static Migration Rewrite(Collection collection) => new RewriteMigration(collection);

    /// <summary>A statement that both databases understand.</summary>
    public static Migration Sql(string statement) => Sql(_ => statement);

    internal static Migration Sql(Func<Dialect, string> statement) => new SqlMigration(statement);

    /// <summary>Looks at the other steps, and refuses what cannot work.</summary>
    internal virtual void Prepare(IReadOnlyList<Migration> all)
    {
    }

    internal abstract void Apply(ISession session, Dialect dialect);
}

sealed class CollectionMigration(Collection table) : Migration
{
    IReadOnlyList<string> indexes = table.Indexes;

    public Collection Table => table;

    internal override void Prepare(IReadOnlyList<Migration> all)
    {
        table.Validate();
        var later = all.OfType<IndexMigration>().Where(i => i.Table == table).Select(i => i.Name);
        indexes = [.. table.Indexes.Except(later)];
    }

    internal override void Apply(ISession session, Dialect dialect)
    {
        session.Execute(table.Sql.CreateTable(dialect));
        foreach (var index in indexes)
        {
            session.Execute(table.Sql.AddColumn(index, dialect));
            session.Execute(table.Sql.CreateIndex(index));
        }
    }
}

sealed class IndexMigration(Collection table, string name) : Migration
{
    public Collection Table => table;

    public string Name => name;

    internal override void Prepare(IReadOnlyList<Migration> all)
    {
        if (!table.Indexes.Contains(name)) throw new ArgumentException($"`{table.Name}` declares no index `{name}`");
    }

    internal override void Apply(ISession session, Dialect dialect)
    {
        session.Execute(table.Sql.AddColumn(name, dialect));
        RewriteMigration.Rewrite(session, table, [name]);
        session.Execute(table.Sql.CreateIndex(name));
    }
}

sealed class RewriteMigration(Collection table) : Migration
{
    const int Page = 500;

    internal override void Apply(ISession session, Dialect dialect) => Rewrite(session, table, table.Indexes);

    /// <summary>Only the named indexes' columns are sure to exist yet.</summary>
    public static void Rewrite(ISession session, Collection table, IReadOnlyList<string> indexes)
    {
        var update = table.Sql.Update(indexes);
        var (scope, id) = ("", "");
        while (true)
        {
            var page = session.Query(table.Sql.All, [scope, id, Page], row => (Scope: row.Text(0), Id: row.Text(1), Body: Today(table, row)));
            foreach (var row in page)
                session.Execute(update, [row.Scope, row.Id, (long)table.Shape, row.Body, .. IndexValues.Of(row.Body, indexes)]);
            if (page.Count < Page) return;
            (scope, id) = (page[^1].Scope, page[^1].Id);
        }
    }

    static byte[] Today(Collection table, IRow row) =>
        row.Number(3) == table.Shape ? row.Bytes(4).ToArray() : table.Upgrade(row.Bytes(4), (int)row.Number(3));
}

sealed class SqlMigration(Func<Dialect, string> statement) : Migration
{
    internal override void Apply(ISession session, Dialect dialect) => session.Execute(statement(dialect));
}
