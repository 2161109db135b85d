using Microsoft.Extensions.DependencyInjection;
using Redoubt.Gateway;

namespace Redoubt.Tests.Rules;

/// <summary>Makes what operations need, as root, under names used once.</summary>
sealed class CaseSetup(Server server)
{
    public const string AllowNothing = """{ "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "s3:*", "Resource": "*" } }""";

    public ApiClient Root => server.Root;

    /// <summary>The load balancer that stands for the site behind the gateway.</summary>
    public string LoadBalancer => Site.DefaultArn(server.Running.Options.Region, server.Running.Options.AccountId).ToString();

    public static string Name() => $"case-{Ids.Alphanumeric(10)}";

    /// <summary>The load balancer, with a web ACL that is there for certain.</summary>
    public async Task<string> ProtectedLoadBalancer()
    {
        await Root.Json("wafv2", "AssociateWebACL", new { WebACLArn = (await WebAcl()).Arn, ResourceArn = LoadBalancer });
        return LoadBalancer;
    }

    /// <summary>The id of a request that a rule acted on.</summary>
    public string KeptRequest()
    {
        var id = Name();
        server.Running.Services.GetRequiredService<Redoubt.Waf.RecentRequests>().Keep(id, LoadBalancer, Redoubt.Tests.Waf.Of.Acl(), new Redoubt.Tests.Waf.WireRequest());
        return id;
    }

    public async Task<string> Key() => (string)(await Root.Json("kms", "CreateKey"))["KeyMetadata"]!["KeyId"]!;

    public async Task<string> Ciphertext() => (string)(await Root.Json("kms", "Encrypt", new { KeyId = await Key(), Plaintext = "aGVsbG8=" }))["CiphertextBlob"]!;

    public async Task<string> Alias()
    {
        var name = $"alias/{Name()}";
        await Root.Json("kms", "CreateAlias", new { AliasName = name, TargetKeyId = await Key() });
        return name;
    }

    public async Task<string> User()
    {
        var name = Name();
        await Root.Query("iam", "CreateUser", ("UserName", name));
        return name;
    }

    public async Task<(string User, string Key)> AccessKey()
    {
        var user = await User();
        return (user, (await Root.Query("iam", "CreateAccessKey", ("UserName", user))).Text("AccessKeyId"));
    }

    public async Task<(string User, string Policy)> InlinePolicy()
    {
        var user = await User();
        await Root.Query("iam", "PutUserPolicy", ("UserName", user), ("PolicyName", "inline"), ("PolicyDocument", AllowNothing));
        return (user, "inline");
    }

    public async Task<string> Policy() =>
        (await Root.Query("iam", "CreatePolicy", ("PolicyName", Name()), ("PolicyDocument", AllowNothing))).Text("Arn");

    public async Task<string> PolicyWithTwoVersions()
    {
        var arn = await Policy();
        await Root.Query("iam", "CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", AllowNothing));
        return arn;
    }

    public async Task<(string User, string Policy)> Attached()
    {
        var (user, arn) = (await User(), await Policy());
        await Root.Query("iam", "AttachUserPolicy", ("UserName", user), ("PolicyArn", arn));
        return (user, arn);
    }

    public Task<Entity> IpSet() => Create("CreateIPSet", new { Name = Name(), Scope = "REGIONAL", IPAddressVersion = "IPV4", Addresses = new[] { "192.0.2.0/24" } });

    public Task<Entity> RegexSet() => Create("CreateRegexPatternSet", new { Name = Name(), Scope = "REGIONAL", RegularExpressionList = Expressions });

    public Task<Entity> WebAcl() => Create("CreateWebACL", WebAclNamed(Name()));

    public Task<Entity> RuleGroup() => Create("CreateRuleGroup", new { Name = Name(), Scope = "REGIONAL", Capacity = 10, VisibilityConfig = Visible });

    public async Task<Entity> LoggedWebAcl()
    {
        var acl = await WebAcl();
        await Root.Json("wafv2", "PutLoggingConfiguration", new { LoggingConfiguration = LoggingOf(acl.Arn) });
        return acl;
    }

    public Task<Entity> RateLimitingWebAcl() => Create("CreateWebACL", new
    {
        Name = Name(), Scope = "REGIONAL", DefaultAction = new { Allow = new { } }, VisibilityConfig = Visible,
        Rules = new[] { new { Name = "rate", Priority = 0, Action = new { Block = new { } }, VisibilityConfig = Visible, Statement = new { RateBasedStatement = new { Limit = 10, AggregateKeyType = "IP" } } } },
    });

    /// <summary>To a log group of the web ACL's own account and region.</summary>
    public static object LoggingOf(string acl) => new
    {
        ResourceArn = acl, LogDestinationConfigs = new[] { $"arn:aws:logs:{acl.Split(':')[3]}:{acl.Split(':')[4]}:log-group:aws-waf-logs-cases" },
    };

    public static object[] Expressions => [new { RegexString = "bot" }];

    public static object Visible => new { SampledRequestsEnabled = true, CloudWatchMetricsEnabled = true, MetricName = "m" };

    public static object WebAclNamed(string name) => new { Name = name, Scope = "REGIONAL", DefaultAction = new { Allow = new { } }, VisibilityConfig = Visible };

    async Task<Entity> Create(string operation, object input)
    {
        var summary = (await Root.Json("wafv2", operation, input))["Summary"]!;
        return new((string)summary["Name"]!, (string)summary["Id"]!, (string)summary["LockToken"]!, (string)summary["ARN"]!);
    }
}

/// <summary>A web ACL or set as WAF names it.</summary>
sealed record Entity(string Name, string Id, string LockToken, string Arn)
{
    public object Named => new { Name, Scope = "REGIONAL", Id };

    public object Locked => new { Name, Scope = "REGIONAL", Id, LockToken };
}
