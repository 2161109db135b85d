namespace Redoubt.Storage;

/// <summary>
/// Document writes of a unit of work. The value is taken as it is now; nothing happens until the unit is committed,
/// and then all of it or, with a <see cref="ConflictException"/>, nothing.
/// </summary>
public static class DocumentWrites
{
    extension(UnitOfWork work)
    {
        /// <summary>Adds a document; a conflict where one with this id exists.</summary>
        public void Insert<T>(Collection<T> collection, string scope, string id, T value) where T : notnull =>
            Work.Of(work).Insert(collection, scope, id, value, null);

        /// <summary>Replaces a document; a conflict where it was changed or deleted since it was read.</summary>
        public void Update<T>(Versioned<T> document, T value) where T : notnull => Work.Of(work).Update(document, value, null);

        /// <summary>Deletes a document; a conflict where it was changed or deleted since it was read.</summary>
        public void Delete<T>(Versioned<T> document) where T : notnull => Work.Of(work).Delete(document, null);

        /// <summary>Writes nothing, but a conflict where the document was changed or deleted since it was read: guards what the rest relies on.</summary>
        public void Expect<T>(Versioned<T> document) where T : notnull => Work.Of(work).Expect(document);

        /// <summary>A conflict where another node has taken the lease over: keeps a node that was slow from writing what it no longer may.</summary>
        public void Expect(Lease lease) => Work.Of(work).Expect(lease.Document);
    }
}
