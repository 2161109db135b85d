using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redoubt.Services.WafV2.Associations;
using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.IpSets;
using Redoubt.Services.WafV2.RegexPatternSets;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2.InForce;

/// <summary>
/// The web ACLs in force: an immutable table by load balancer, replaced as a whole after every commit, of this node or another, that
/// touches an ACL, a set or an association. Reading, compiling and replacing is the work of one loop; the call that made the change
/// waits for it in <see cref="CaughtUp"/>. Before the first table everything is blocked; a table that cannot be read leaves the one before.
/// </summary>
sealed partial class EnforcedAcls : BackgroundService, IWebAcls, IResponseBodies, IDocumentObserver
{
    // How often a table is read again because something changed meanwhile, before it is used although the next one is due.
    const int MaxPasses = 5;

    static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    readonly Documents documents;
    readonly CompiledSets sets;
    readonly AclCompiler compiler;
    readonly TimeProvider clock;
    readonly ILogger<EnforcedAcls> log;
    readonly DocumentCache<WebAclRecord, Versioned<WebAclRecord>> acls;
    readonly Channel<bool> work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    readonly List<IDisposable> subscriptions = [];
    volatile Dictionary<string, Protection>? table;
    Dictionary<string, Protection> compiled = [];
    TaskCompletionSource pass = NewPass();
    long wanted, done = -1;

    public EnforcedAcls(Documents documents, CompiledSets sets, AclCompiler compiler, TimeProvider clock, ILogger<EnforcedAcls> log)
    {
        (this.documents, this.sets, this.compiler, this.clock, this.log) = (documents, sets, compiler, clock, log);
        acls = new(documents, WebAclRecord.Collection, document => document, capacity: 1_000);
    }

    public WebAcl? For(string resourceArn)
    {
        if (table is not { } current) return Protection.Closed;
        return current.TryGetValue(resourceArn, out var protection) ? protection.Acl : null;
    }

    public ResponseBody? Find(string resourceArn, string key) =>
        table is { } current && current.TryGetValue(resourceArn, out var protection) ? protection.Body(key) : null;

    /// <summary>Completes when every change committed before the call is in force; at once before the start, which reads them all.</summary>
    public async ValueTask CaughtUp(CancellationToken ct)
    {
        if (table is null) return;
        var target = Interlocked.Read(ref wanted);
        while (true)
        {
            // INVARIANT: taken before the comparison, so that a pass which ends between the two is not waited for.
            var next = Volatile.Read(ref pass).Task;
            if (Interlocked.Read(ref done) >= target) return;
            await next.WaitAsync(ct);
        }
    }

    /// <exception cref="StorageException">What is stored cannot be read: the start fails.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // The caches subscribed before: they forget a document before this hears of it.
        foreach (var collection in (Collection[])[WebAclRecord.Collection, IpSetRecord.Collection, RegexPatternSetRecord.Collection, AssociationRecord.Collection])
            subscriptions.Add(documents.Observe(collection, this));
        await Refresh(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public void Changed(string scope, string id)
    {
        Interlocked.Increment(ref wanted);
        work.Writer.TryWrite(true);
    }

    // What is in force stays in force while nothing can be heard.
    public void Suspended()
    {
    }

    public void Resumed() => Changed("", "");

    public override void Dispose()
    {
        foreach (var subscription in subscriptions) subscription.Dispose();
        acls.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await work.Reader.WaitToReadAsync(stoppingToken))
        {
            work.Reader.TryRead(out _);
            try
            {
                await Refresh(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.NotRefreshed(log, e);
                work.Writer.TryWrite(true);
                await Task.Delay(Retry, clock, stoppingToken);
            }
        }
    }

    async Task Refresh(CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var stamp = Interlocked.Read(ref wanted);
            var next = await Build(ct);
            // Read while something changed, it may mix before and after.
            if (Interlocked.Read(ref wanted) != stamp && tries < MaxPasses) continue;
            table = next;
            Interlocked.Exchange(ref done, stamp);
            Interlocked.Exchange(ref pass, NewPass()).SetResult();
            return;
        }
    }

    async Task<Dictionary<string, Protection>> Build(CancellationToken ct)
    {
        var byResource = new Dictionary<string, Protection>(StringComparer.Ordinal);
        var byAcl = new Dictionary<string, Protection>(StringComparer.Ordinal);
        await foreach (var association in documents.All(AssociationRecord.Collection, ct))
        {
            var arn = association.Value.WebAclArn;
            if (!byAcl.TryGetValue(arn, out var protection)) byAcl[arn] = protection = await Load(arn, ct);
            byResource[association.Value.ResourceArn] = protection;
        }
        compiled = byAcl;
        return byResource;
    }

    async ValueTask<Protection> Load(string aclArn, CancellationToken ct)
    {
        var stored = EntityArn.Read(aclArn) is { } arn ? await acls.Get(arn.StorageScope, arn.Name, ct) : null;
        if (stored?.Value.Arn != aclArn)
        {
            Log.Missing(log, aclArn);
            return Protection.Block(null, LoadedSets.None);
        }
        var current = await sets.Load(stored.Value.References, ct);
        return compiled.TryGetValue(aclArn, out var known) && known.IsOf(stored, current) ? known : Compile(stored, current);
    }

    // INVARIANT: what does not compile, for whatever reason, blocks; it is never left out.
    Protection Compile(Versioned<WebAclRecord> stored, LoadedSets current)
    {
        var acl = stored.Value;
        try
        {
            var content = AclContent.Read(acl.Name, acl.LabelNamespace, acl.DefaultAction, acl.Rules, acl.CustomResponseBodies);
            var result = compiler.Compile(content, current);
            if (result.Acl is { } ready) return Protection.Of(ready, stored, current);
            Log.Unreadable(log, acl.Arn, string.Join("; ", result.Problems), null);
        }
        catch (Exception e)
        {
            Log.Unreadable(log, acl.Arn, e.Message, e);
        }
        return Protection.Block(stored, current);
    }

    static TaskCompletionSource NewPass() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "web ACL {WebAcl} cannot be read; everything it protects is blocked: {Problems}")]
        public static partial void Unreadable(ILogger log, string webAcl, string problems, Exception? exception);

        [LoggerMessage(2, LogLevel.Critical, "web ACL {WebAcl} is associated but missing; everything it protects is blocked")]
        public static partial void Missing(ILogger log, string webAcl);

        [LoggerMessage(3, LogLevel.Error, "web ACLs could not be read anew; those in force stay, and changes wait")]
        public static partial void NotRefreshed(ILogger log, Exception exception);
    }
}
