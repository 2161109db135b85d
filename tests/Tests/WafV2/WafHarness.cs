using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Redoubt.Aws;
using Redoubt.Services.Kms;
using Redoubt.Services.WafV2;
using Redoubt.Services.WafV2.InForce;
using Redoubt.Services.WafV2.Logging;
using Redoubt.Services.WafV2.Traffic;
using Redoubt.Storage;
using Redoubt.Tests.Storage;
using Redoubt.Waf;

namespace Redoubt.Tests.WafV2;

/// <summary>WAF over a database of its own, called as the pipeline calls it.</summary>
sealed class WafHarness : IAsyncDisposable, IAuthorizer, ISites
{
    public const string LoadBalancer = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shop/0123456789abcdef";

    public const string OtherLoadBalancer = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/other/0123456789abcdef";

    static readonly AccountId Account = AccountId.Parse("111122223333");

    readonly TestFolder folder = new();
    readonly ManualClock clock = new();
    readonly PatternCache patterns = new();
    RateTables rates = null!;
    IKeyring keyring = null!;
    CompiledSets sets = null!;
    IPageTokens pages = null!;

    public Database Database { get; private set; } = null!;

    public EnforcedAcls Enforced { get; private set; } = null!;

    public WafV2Service Service { get; private set; } = null!;

    public TrafficLog Log { get; private set; } = null!;

    public TrafficObserver Observer { get; private set; } = null!;

    public Networks Networks { get; } = new();

    public ManualClock Clock => clock;

    /// <summary>What the web ACLs in force told the operator.</summary>
    public CapturedLog Told { get; } = new();

    /// <summary>The folder of all logs.</summary>
    public string Logs => folder["waf-logs"];

    /// <summary>What was required of the authoriser, as <c>action resource</c>.</summary>
    public List<string> Required { get; } = [];

    /// <summary>The action and resource to deny, if any.</summary>
    public string? Denied { get; set; }

    public static async Task<WafHarness> Start(bool inForce = true)
    {
        var harness = new WafHarness();
        var ct = TestContext.Current.CancellationToken;
        harness.Database = await Database.Open(
            new StorageOptions { Connection = harness.folder["data"] }, [KmsModule.Schema, WafV2Module.Schema], harness.clock, NullLogger.Instance, ct);
        var opened = await KmsModule.OpenKeyring(harness.Database, harness.folder["root.key"], ct);
        harness.pages = new PageTokens(opened.Keyring, harness.clock);
        harness.keyring = opened.Keyring;
        harness.rates = new(harness.clock);
        harness.Log = new(new LogSettings(harness.Logs), harness.clock, NullLogger<TrafficLog>.Instance);
        harness.sets = new(harness.Database.Documents, harness.patterns);
        harness.Load();
        if (inForce) await harness.Enforced.StartAsync(ct);
        return harness;
    }

    /// <summary>Begins anew from what is stored, as after a restart.</summary>
    public async Task Restart()
    {
        await Enforced.StopAsync(default);
        Enforced.Dispose();
        Load();
        await Enforced.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Enforced.StopAsync(default);
        Enforced.Dispose();
        Log.Dispose();
        sets.Dispose();
        await Database.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Performs an operation whole.</summary>
    public async Task<T> Do<T>(string operation, string json, string region = "eu-central-1")
    {
        while (true)
        {
            var (output, call) = await Prepare(operation, json, region);
            try
            {
                await call.Work.Commit(call.Aborted);
            }
            catch (ConflictException)
            {
                continue;
            }
            await call.InForce();
            return (T)output;
        }
    }

    public Task Do(string operation, string json, string region = "eu-central-1") => Do<object>(operation, json, region);

    /// <summary>Performs an operation up to its commit.</summary>
    public async Task<(object Output, Call Call)> Prepare(string operation, string json, string region = "eu-central-1")
    {
        var call = new Call
        {
            Service = "wafv2", Operation = operation, EventSource = "wafv2.amazonaws.com", RequestId = Ids.Uuid(), Time = clock.GetUtcNow(),
            Account = Account, Region = Region.Parse(region), Principal = Principal.Root(Account), SourceAddress = IPAddress.Loopback,
            Aborted = TestContext.Current.CancellationToken, Work = Database.Journal.Begin(), Authorizer = this, Pages = pages,
        };
        var found = Service.Find(operation)!;
        var input = Json.Input(operation, json);
        await call.Require(found.Action, await found.Resource(input, call));
        return (await found.Run(input, call), call);
    }

    public async Task<AwsError> Fails(string operation, string json, string region = "eu-central-1") =>
        await Assert.ThrowsAsync<AwsError>(() => Do(operation, json, region));

    /// <summary>Whether a request to the load balancer would be blocked now.</summary>
    public bool Blocks(string target, string resource = LoadBalancer, string from = "192.0.2.44") =>
        Enforced.For(resource)?.Evaluate(new Waf.WireRequest(target, "GET", from)).Action == ActionKind.Block;

    public async Task<WebACLSummary> CreateAcl(string name, params string[] rules) =>
        (await Do<CreateWebACLResponse>("CreateWebACL", Acl(name, rules))).Summary!;

    public async Task<IPSetSummary> CreateIpSet(string name, params string[] addresses) =>
        (await Do<CreateIPSetResponse>("CreateIPSet", $"{{\"Name\":\"{name}\",\"Scope\":\"REGIONAL\",\"IPAddressVersion\":\"IPV4\",\"Addresses\":{List(addresses)}}}")).Summary!;

    public async Task<RuleGroupSummary> CreateGroup(string name, int capacity, params string[] rules) =>
        (await Do<CreateRuleGroupResponse>("CreateRuleGroup", Group(name, capacity, rules))).Summary!;

    /// <summary>Lets the web ACL in force decide about a request, as the gateway does.</summary>
    public Redoubt.Waf.Verdict Send(Waf.WireRequest request, string resource = LoadBalancer)
    {
        var verdict = Enforced.For(resource)!.Evaluate(request);
        Observer.Observe(resource, "request-1", request, verdict);
        return verdict;
    }

    public Task Associate(string? acl, string resource = LoadBalancer) => Do("AssociateWebACL", Association(acl, resource));

    public static string Association(string? acl, string resource = LoadBalancer) => $$"""{"WebACLArn":"{{acl}}","ResourceArn":"{{resource}}"}""";

    public static string Acl(string name, params string[] rules) => $"{{\"Name\":\"{name}\",\"Scope\":\"REGIONAL\",{Content(rules)}}}";

    public static string Group(string name, int capacity, params string[] rules) =>
        $"{{\"Name\":\"{name}\",\"Scope\":\"REGIONAL\",\"Capacity\":{capacity},{GroupContent(rules)}}}";

    public static string Update(RuleGroupSummary group, string? token, params string[] rules) => "{" + Named(group.Name, group.Id, token) + "," + GroupContent(rules) + "}";

    /// <summary>A rule that runs a group.</summary>
    public static string Runs(string statement, string over = """{"None":{}}""", string name = "group", int priority = 5) => $$$$"""
        {"Name":"{{{{name}}}}","Priority":{{{{priority}}}},"Statement":{{{{statement}}}},"OverrideAction":{{{{over}}}},
         "VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":false,"MetricName":"{{{{name}}}}"}}
        """;

    public static string Reference(string? arn, string more = "") => $$$$"""{"RuleGroupReferenceStatement":{"ARN":"{{{{arn}}}}"{{{{more}}}}}}""";

    public static string Update(WebACLSummary acl, string? token, params string[] rules) => "{" + Named(acl.Name, acl.Id, token) + "," + Content(rules) + "}";

    public static string Delete(string? name, string? id, string? token) => "{" + Named(name, id, token) + "}";

    public static string List(IEnumerable<string> values) => System.Text.Json.JsonSerializer.Serialize(values);

    /// <summary>Blocks paths that contain the text.</summary>
    public static string BlockPath(string text, string name = "path", int priority = 0) => Json.Rule(
        "{\"ByteMatchStatement\":{\"SearchString\":\"" + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(text))
        + "\",\"PositionalConstraint\":\"CONTAINS\",\"FieldToMatch\":{\"UriPath\":{}},\"TextTransformations\":[{\"Priority\":0,\"Type\":\"NONE\"}]}}",
        name: name, priority: priority);

    public static string BlockSet(string? arn) => Json.Rule("{\"IPSetReferenceStatement\":{\"ARN\":\"" + arn + "\"}}", name: "set", priority: 9);

    bool ISites.Exists(string arn) => arn is LoadBalancer or OtherLoadBalancer;

    ValueTask IAuthorizer.Require(Call call, string action, Resource resource)
    {
        var asked = $"{action} {resource.Arn}";
        Required.Add(asked);
        return Denied is { } denied && asked.StartsWith(denied, StringComparison.Ordinal) ? throw new AwsError("AccessDenied", 403, asked) : default;
    }

    ValueTask<bool> IAuthorizer.Allows(Call call, string action, Resource resource) => new(true);

    CompiledPolicy IAuthorizer.Compile(string document, PolicyKind kind) => throw new NotSupportedException();

    void Load()
    {
        var compiler = new AclCompiler(patterns, ManagedRuleGroups.Instance, rates, Networks, NetworkLists.None, clock);
        Enforced = new(Database.Documents, sets, compiler, keyring, clock, LoggerFactory.Create(logging => logging.AddProvider(Told)).CreateLogger<EnforcedAcls>());
        Service = new(Database.Documents, sets, compiler, patterns, Enforced, ManagedRuleGroups.Instance, rates, this);
        Observer = new(Enforced, Log, Networks, clock);
    }

    static string Named(string? name, string? id, string? token) => $"\"Name\":\"{name}\",\"Scope\":\"REGIONAL\",\"Id\":\"{id}\",\"LockToken\":\"{token}\"";

    static string GroupContent(string[] rules) =>
        "\"Rules\":[" + string.Join(',', rules) + "],\"VisibilityConfig\":{\"SampledRequestsEnabled\":false,\"CloudWatchMetricsEnabled\":false,\"MetricName\":\"m\"}";

    static string Content(string[] rules) =>
        "\"DefaultAction\":{\"Allow\":{}},\"Rules\":[" + string.Join(',', rules)
        + "],\"VisibilityConfig\":{\"SampledRequestsEnabled\":false,\"CloudWatchMetricsEnabled\":false,\"MetricName\":\"m\"}";
}
