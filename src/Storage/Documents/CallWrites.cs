namespace Redoubt.Storage;

/// <summary>Document writes of an API call, committed with its audit event; what changes a resource carries the call's time and request id.</summary>
public static class CallWrites
{
    extension(Call call)
    {
        /// <summary>The scope of what belongs to an account in a region, <c>123456789012/eu-central-1</c>.</summary>
        public string Scope => $"{call.Account}/{call.Region}";

        /// <summary>Adds a document; a conflict where one with this id exists.</summary>
        public void Insert<T>(Collection<T> collection, string scope, string id, T value) where T : notnull =>
            Work.Of(call.Work).Insert(collection, scope, id, value, call);

        /// <summary>Replaces a document; a conflict where it was changed or deleted since it was read.</summary>
        public void Update<T>(Versioned<T> document, T value) where T : notnull => Work.Of(call.Work).Update(document, value, call);

        /// <summary>Deletes a document; a conflict where it was changed or deleted since it was read.</summary>
        public void Delete<T>(Versioned<T> document) where T : notnull => Work.Of(call.Work).Delete(document, call);

        /// <summary>Writes nothing, but a conflict where the document was changed or deleted since it was read.</summary>
        public void Expect<T>(Versioned<T> document) where T : notnull => Work.Of(call.Work).Expect(document);
    }
}
