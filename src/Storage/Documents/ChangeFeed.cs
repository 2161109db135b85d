using Microsoft.Extensions.Logging;

namespace Redoubt.Storage;

/// <summary>
/// Hears of committed changes to one collection, by this process before the committer hears of its success, and by others as they
/// are told. Called from the writer: must be quick and must not throw.
/// </summary>
public interface IDocumentObserver
{
    /// <summary>A document was written or deleted.</summary>
    void Changed(string scope, string id);

    /// <summary>Changes may go unheard from here on: nothing remembered may be used.</summary>
    void Suspended();

    /// <summary>Changes are heard again; whatever was read before this moment may be old.</summary>
    void Resumed();
}

/// <summary>Tells observers what was committed.</summary>
sealed partial class ChangeFeed(ILogger logger)
{
    readonly Lock gate = new();
    volatile Subscription[] subscriptions = [];
    bool suspended;

    public IDisposable Observe(string collection, IDocumentObserver observer)
    {
        var subscription = new Subscription(this, collection, observer);
        lock (gate)
        {
            subscriptions = [.. subscriptions, subscription];
            if (suspended) observer.Suspended();
        }

        return subscription;
    }

    public void Publish(string collection, string scope, string id) => Tell(collection, o => o.Changed(scope, id));

    /// <summary>Anything in the collection may have changed.</summary>
    public void PublishAll(string collection)
    {
        lock (gate)
        {
            Tell(collection, o => o.Suspended());
            if (!suspended) Tell(collection, o => o.Resumed());
        }
    }

    public void Suspend()
    {
        lock (gate)
        {
            if (suspended) return;
            suspended = true;
            Tell(null, o => o.Suspended());
        }
    }

    public void Resume()
    {
        lock (gate)
        {
            if (!suspended) return;
            suspended = false;
            Tell(null, o => o.Resumed());
        }
    }

    void Tell(string? collection, Action<IDocumentObserver> tell)
    {
        foreach (var subscription in subscriptions)
        {
            if (collection is not null && subscription.Collection != collection) continue;
            try { tell(subscription.Observer); }
            catch (Exception fault) { Log.ObserverFailed(logger, subscription.Collection, fault); }
        }
    }

    void Remove(Subscription subscription)
    {
        lock (gate) subscriptions = [.. subscriptions.Where(s => s != subscription)];
    }

    sealed class Subscription(ChangeFeed feed, string collection, IDocumentObserver observer) : IDisposable
    {
        public string Collection => collection;

        public IDocumentObserver Observer => observer;

        public void Dispose() => feed.Remove(this);
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Critical, Message = "an observer of {Collection} failed and may use old documents")]
        public static partial void ObserverFailed(ILogger logger, string collection, Exception fault);
    }
}
