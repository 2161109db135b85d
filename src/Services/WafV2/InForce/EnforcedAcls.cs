using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redoubt.Services.WafV2.Associations;
using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.IpSets;
using Redoubt.Services.WafV2.Logging;
using Redoubt.Services.WafV2.RegexPatternSets;
using Redoubt.Services.WafV2.RuleGroups;
using Redoubt.Services.WafV2.Traffic;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2.InForce;

/// <summary>
/// The web ACLs in force: an immutable table by load balancer, replaced as a whole after every commit, of this node or another, that
/// touches an ACL, a rule group, a set or an association. Reading, compiling and replacing is the work of one loop; the call that made the change
/// waits for it in <see cref="CaughtUp"/>. Before the first table everything is blocked; a table that cannot be read leaves the one before.
/// </summary>
sealed partial class EnforcedAcls : BackgroundService, IWebAcls, IDocumentObserver
{
    // How often a table is read again because something changed meanwhile, before it is used although the next one is due.
    const int MaxPasses = 5;

    static readonly Collection[] Watched =
    [
        WebAclRecord.Collection, RuleGroupRecord.Collection, IpSetRecord.Collection, RegexPatternSetRecord.Collection, LoggingRecord.Collection,
        AssociationRecord.Collection,
    ];

    static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    readonly Documents documents;
    readonly CompiledSets sets;
    readonly AclCompiler compiler;
    readonly TimeProvider clock;
    readonly ILogger<EnforcedAcls> log;
    readonly byte[] hashKey;
    readonly DocumentCache<WebAclRecord, Versioned<WebAclRecord>> acls;
    readonly DocumentCache<LoggingRecord, Versioned<LoggingRecord>> loggings;
    readonly Channel<bool> work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    readonly List<IDisposable> subscriptions = [];
    volatile Dictionary<string, Protection>? table;
    volatile Dictionary<string, Protection> compiled = [];
    TaskCompletionSource pass = NewPass();
    long wanted, done = -1;

    public EnforcedAcls(Documents documents, CompiledSets sets, AclCompiler compiler, IKeyring keyring, TimeProvider clock, ILogger<EnforcedAcls> log)
    {
        hashKey = keyring.Derive("wafv2/data-protection");
        (this.documents, this.sets, this.compiler, this.clock, this.log) = (documents, sets, compiler, clock, log);
        acls = new(documents, WebAclRecord.Collection, document => document, capacity: 1_000);
        loggings = new(documents, LoggingRecord.Collection, document => document, capacity: 1_000);
    }

    public WebAcl? For(string resourceArn)
    {
        if (table is not { } current) return Protection.Closed;
        return current.TryGetValue(resourceArn, out var protection) ? protection.Acl : null;
    }

    /// <summary>How the requests to a load balancer are logged and sampled; null where they are not.</summary>
    public AclWatch? Watching(string resourceArn) => table?.GetValueOrDefault(resourceArn)?.Watch;

    /// <summary>How the requests that a web ACL decides about are logged and sampled; null where it is not in force.</summary>
    public AclWatch? WatchOf(string aclArn) => compiled.GetValueOrDefault(aclArn)?.Watch;

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
        foreach (var collection in Watched) subscriptions.Add(documents.Observe(collection, this));
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
        loggings.Dispose();
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
            TellLost(table, next);
            table = next;
            Interlocked.Exchange(ref done, stamp);
            Interlocked.Exchange(ref pass, NewPass()).SetResult();
            return;
        }
    }

    // What nobody watches for must not go unnoticed: from now on everything is let through.
    void TellLost(Dictionary<string, Protection>? before, Dictionary<string, Protection> after)
    {
        if (before is null) return;
        foreach (var resource in before.Keys)
            if (!after.ContainsKey(resource)) Log.Unprotected(log, resource);
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
        foreach (var gone in compiled.Keys)
            if (!byAcl.ContainsKey(gone)) compiler.Forget(gone);
        compiled = byAcl;
        return byResource;
    }

    async ValueTask<Protection> Load(string aclArn, CancellationToken ct)
    {
        var arn = EntityArn.Read(aclArn);
        var stored = arn is null ? null : await acls.Get(arn.StorageScope, arn.Name, ct);
        if (stored?.Value.Arn != aclArn)
        {
            Log.Missing(log, aclArn);
            return Protection.Block(new(null, LoadedSets.None, null));
        }
        var state = new AclState(stored, await sets.Load(stored.Value.References, ct), await loggings.Get(arn!.StorageScope, arn.Name, ct));
        var known = compiled.GetValueOrDefault(aclArn);
        return known?.IsOf(state) == true ? known : Compile(stored.Value, state, known);
    }

    // INVARIANT: what does not compile, for whatever reason, blocks; it is never left out.
    Protection Compile(WebAclRecord acl, AclState state, Protection? known)
    {
        try
        {
            var watch = new AclWatch(acl, LoggingOf(acl, state), known?.Watch?.Samples ?? new(), hashKey);
            if (known is { Watch: not null } && known.Decides(state)) return Protection.Of(known.Acl, watch, state);
            var result = compiler.Compile(AclContent.Read(acl.Name, acl.LabelNamespace, acl.Text), state.Sets, acl.Arn);
            if (result.Acl is { } ready) return Protection.Of(ready, watch, state);
            Log.Unreadable(log, acl.Arn, string.Join("; ", result.Problems), null);
        }
        catch (Exception e)
        {
            Log.Unreadable(log, acl.Arn, e.Message, e);
        }
        return Protection.Block(state);
    }

    // One of an earlier ACL of the name is none of this.
    static LoggingConfiguration? LoggingOf(WebAclRecord acl, AclState state) =>
        state.Logging?.Value.Configuration is { } configuration && configuration.ResourceArn == acl.Arn ? configuration : null;

    static TaskCompletionSource NewPass() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "web ACL {WebAcl} cannot be read; everything it protects is blocked: {Problems}")]
        public static partial void Unreadable(ILogger log, string webAcl, string problems, Exception? exception);

        [LoggerMessage(2, LogLevel.Critical, "web ACL {WebAcl} is associated but missing; everything it protects is blocked")]
        public static partial void Missing(ILogger log, string webAcl);

        [LoggerMessage(4, LogLevel.Warning, "load balancer {Resource} has no web ACL any more; its requests are not inspected")]
        public static partial void Unprotected(ILogger log, string resource);

        [LoggerMessage(3, LogLevel.Error, "web ACLs could not be read anew; those in force stay, and changes wait")]
        public static partial void NotRefreshed(ILogger log, Exception exception);
    }
}
