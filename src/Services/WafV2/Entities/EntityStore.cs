using Redoubt.Storage;

namespace Redoubt.Services.WafV2.Entities;

/// <summary>Finds, adds and removes web ACLs, rule groups or sets of one kind, with the record of who uses them.</summary>
sealed class EntityStore<T>(Documents documents, Collection<T> collection, string kind) where T : EntityRecord
{
    const int DefaultItems = 100;

    /// <summary>The caller's resource that a request names.</summary>
    /// <exception cref="AwsError">There is none, or its id is another.</exception>
    public async ValueTask<Versioned<T>> Find(string name, string scope, string id, Call call)
    {
        var found = await documents.Get(collection, EntityArn.StorageScopeOf(scope, call), name, call.Aborted);
        return found?.Value.Id == id ? found : throw WafV2Errors.Nonexistent();
    }

    /// <summary>The resource of this name, or null.</summary>
    public async ValueTask<Versioned<T>?> Find(EntityArn arn, CancellationToken ct)
    {
        if (arn.Kind != kind) return null;
        var found = await documents.Get(collection, arn.StorageScope, arn.Name, ct);
        return found?.Value.Id == arn.Id ? found : null;
    }

    /// <exception cref="AwsError">There is none.</exception>
    public async ValueTask<Versioned<T>> Find(EntityArn arn, Call call) => await Find(arn, call.Aborted) ?? throw WafV2Errors.Nonexistent();

    /// <summary>The resource that a request wants to change or delete, if it knows its latest state.</summary>
    public async ValueTask<Versioned<T>> Find(string name, string scope, string id, string lockToken, Call call)
    {
        var found = await Find(name, scope, id, call);
        return found.Value.LockToken == lockToken ? found : throw WafV2Errors.Stale();
    }

    /// <summary>For authorisation of an operation on the resource.</summary>
    public async ValueTask<Resource> Resource(string name, string scope, string id, Call call) => Describe((await Find(name, scope, id, call)).Value);

    /// <summary>For authorisation of a creation: the id is not known to anybody yet.</summary>
    public Resource NewResource(string name, string scope, IReadOnlyList<Tag>? tags, Call call) =>
        new(EntityArn.Of(kind, scope, name, "*", call).Arn) { Type = collection.ResourceType, RequestTags = Tagging.Read(tags) };

    public Resource Describe(T record) => new(Arn.Parse(record.Arn)) { Type = collection.ResourceType, Tags = record.Tags };

    /// <exception cref="AwsError">The name is taken.</exception>
    public async ValueTask RequireFree(EntityArn arn, Call call)
    {
        if (await documents.Get(collection, arn.StorageScope, arn.Name, call.Aborted) is not null) throw WafV2Errors.Duplicate();
    }

    public void Insert(EntityArn arn, T record, Call call)
    {
        call.Insert(collection, arn.StorageScope, arn.Name, record);
        call.Insert(UsesRecord.Collection, arn.StorageScope, record.Arn, UsesRecord.None);
        call.Touches(new Resource(arn.Arn) { Type = collection.ResourceType });
    }

    /// <exception cref="AwsError">Somebody uses it.</exception>
    public async ValueTask Delete(Versioned<T> found, Call call)
    {
        var uses = await Uses(found, call.Aborted);
        if (uses.Value.Users.Count > 0) throw WafV2Errors.Associated();
        call.Delete(found);
        call.Delete(uses);
    }

    /// <summary>Who uses it.</summary>
    /// <exception cref="ConflictException">It was deleted meanwhile.</exception>
    public async ValueTask<Versioned<UsesRecord>> Uses(Versioned<T> found, CancellationToken ct) =>
        await documents.Get(UsesRecord.Collection, found.Scope, found.Value.Arn, ct) ?? throw new ConflictException(collection.Name, found.Id);

    /// <summary>A page of a scope's resources by name.</summary>
    public async ValueTask<(List<T> Page, string? NextMarker)> List(string scope, int? limit, string? marker, Call call)
    {
        var size = limit ?? DefaultItems;
        var after = marker is null ? null : call.Pages.Open(call, marker) ?? throw WafV2Errors.BadMarker();
        // The position carries its scope: a marker of one is none of the other.
        if (after?.StartsWith(scope + "/", StringComparison.Ordinal) is false) throw WafV2Errors.BadMarker();
        var found = await documents.List(collection, EntityArn.StorageScopeOf(scope, call), after?[(scope.Length + 1)..], size + 1, call.Aborted);
        var page = found.Take(size).ToList();
        return (page.ConvertAll(item => item.Value), found.Count > size ? call.Pages.Seal(call, $"{scope}/{page[^1].Id}") : null);
    }
}
