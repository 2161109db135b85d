using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Redoubt.Aws;
using Redoubt.Aws.Shapes;

namespace Redoubt.Tests.Rules;

/// <summary>Every operation, over the wire: it succeeds, is denied to those without permission, refuses what its model forbids, and each is recorded.</summary>
public sealed class OperationCaseTests(OperationCaseTests.CaseServer shared) : IClassFixture<OperationCaseTests.CaseServer>
{
    /// <summary>One server for all cases, since each makes what it needs under names of its own.</summary>
    public sealed class CaseServer : IAsyncLifetime
    {
        internal Server Server { get; private set; } = null!;

        /// <summary>A user without any permission.</summary>
        internal ApiClient Nobody { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Server = await Server.Start(options => options with { GatewayListen = new(IPAddress.Loopback, 0), Origin = new Uri("http://127.0.0.1:9") });
            Nobody = await Server.User("nobody");
        }

        public async ValueTask DisposeAsync()
        {
            Nobody.Dispose();
            await Server.DisposeAsync();
        }
    }

    public static TheoryData<string, string> Operations
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var operation in OperationCases.All) all.Add(operation.Service, operation.Operation);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Succeeds_and_is_recorded(string service, string operation)
    {
        var input = await Case(service, operation).Input(new(shared.Server));

        var answer = await shared.Server.Root.SendAny(service, operation, input);

        Assert.True(answer.Status == 200, $"{answer.Status} {answer.Body}");
        await AssertRecorded(answer, service, operation, "Root", null);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Is_denied_without_permission_and_the_denial_recorded(string service, string operation)
    {
        var subject = Case(service, operation);
        var input = await subject.Input(new(shared.Server));

        var answer = await shared.Nobody.SendAny(service, operation, input);

        if (subject.NeedsNoPermission)
        {
            Assert.Equal(200, answer.Status);
            return;
        }
        Assert.Equal(service == "iam" ? (403, "AccessDenied") : (400, "AccessDeniedException"), (answer.Status, answer.Code));
        Assert.Contains($"user/nobody is not authorized to perform: {subject.Action} on resource: ", answer.Message);
        await AssertRecorded(answer, service, operation, "IAMUser", "AccessDenied");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Refuses_what_its_model_forbids_and_the_refusal_is_recorded(string service, string operation)
    {
        if (Case(service, operation).Invalid is not { } invalid) return;

        var answer = await shared.Server.Root.SendAny(service, operation, invalid);

        var code = service == "iam" ? "ValidationError" : "ValidationException";
        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.Contains("failed to satisfy constraint", answer.Message);
        await AssertRecorded(answer, service, operation, "Root", code);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Is_refused_without_a_signature(string service, string operation)
    {
        var headers = shared.Server.Root.Sign(service, "us-east-1", "application/x-amz-json-1.1", "{}"u8.ToArray());
        headers.Remove("Authorization");
        var shape = Maps().First(map => map.Shape.SigningName == service).Shape;
        var isQuery = shape.Protocol == ProtocolKind.Query;
        if (!isQuery) headers["x-amz-target"] = $"{shape.TargetPrefix}.{operation}";
        var body = isQuery ? System.Text.Encoding.UTF8.GetBytes($"Action={operation}&Version={shape.ApiVersion}") : "{}"u8.ToArray();

        var answer = await shared.Server.Root.SendSigned(headers, body);

        Assert.Equal(isQuery ? "MissingAuthenticationToken" : "MissingAuthenticationTokenException", answer.Code);
        await AssertRecorded(answer, service, operation, "Unknown", answer.Code);
    }

    [Fact]
    public void Every_operation_has_its_case() =>
        Assert.Empty(Missing(Maps().SelectMany(map => map.Operations).Select(operation => $"{operation.Service.SigningName}:{operation.Shape.Name}"), OperationCases.All));

    [Fact]
    public void An_operation_without_a_case_a_case_without_an_operation_and_one_without_a_validation_error_are_noticed()
    {
        var whole = new OperationCase("kms", "Whole") { Input = null!, Invalid = new { } };
        var unexplained = new OperationCase("kms", "Unexplained") { Input = null! };
        var extra = new OperationCase("kms", "Extra") { Input = null!, Invalid = new { } };

        var problems = Missing(["kms:Whole", "kms:Unexplained", "kms:New"], [whole, unexplained, extra]);

        Assert.Equal(["kms:New has no case", "kms:Extra is no operation", "kms:Unexplained has no validation error and no reason"], problems);
    }

    static List<string> Missing(IEnumerable<string> operations, IEnumerable<OperationCase> cases)
    {
        var (implemented, covered) = (operations.ToHashSet(), cases.ToDictionary(c => $"{c.Service}:{c.Operation}"));
        return
        [
            .. implemented.Where(name => !covered.ContainsKey(name)).Select(name => $"{name} has no case"),
            .. covered.Keys.Where(name => !implemented.Contains(name)).Select(name => $"{name} is no operation"),
            .. covered.Where(c => c.Value.Invalid is null == c.Value.Unconstrained is null).Select(c => $"{c.Key} has no validation error and no reason"),
        ];
    }

    static OperationCase Case(string service, string operation) => OperationCases.All.First(c => c.Service == service && c.Operation == operation);

    IEnumerable<AwsService> Maps() => shared.Server.Running.Services.GetServices<AwsService>();

    async Task AssertRecorded(Answer answer, string service, string operation, string identity, string? error)
    {
        var record = Assert.IsType<JsonObject>(await shared.Server.AuditOf(answer.RequestId));
        Assert.Equal(
            ($"{service}.amazonaws.com", operation, identity, error),
            ((string)record["eventSource"]!, (string)record["eventName"]!, (string)record["userIdentity"]!["type"]!, (string?)record["errorCode"]));
    }
}
