using Microsoft.Extensions.Logging;
using Redoubt.Aws.Audit;
using Redoubt.Aws.Protocols;
using Redoubt.Aws.SigV4;

namespace Redoubt.Aws;

/// <summary>
/// What every API call goes through, once for all services: authenticate, read, validate, authorise, run, audit, commit, write.
/// A call's changes and its audit event become durable together, before the answer.
/// </summary>
public sealed partial class Pipeline(
    Router router, ICredentials credentials, IAuthorizer authorizer, IJournal journal, IPageTokens pages, HomeOptions home,
    TimeProvider clock, ILogger<Pipeline> log)
{
    const int MaxAttempts = 8;

    readonly SignatureVerifier verifier = new(credentials, clock);
    readonly RefusalBudget strangers = new(clock);

    /// <summary>Answers one request; never throws but for a client that is gone.</summary>
    public async ValueTask Run(ApiRequest request, OutgoingResponse response)
    {
        var attempt = new Attempt(request);
        try
        {
            (attempt.Service, attempt.Name) = router.Find(request.Incoming);
            if (request.BodyRefusal is { } refusal) throw refusal;
            attempt.Caller = await Authenticate(attempt);
            attempt.Operation = Implemented(attempt);
            attempt.Input = attempt.Service.Protocol.Read(attempt.Operation.Shape, request.Incoming);
            Validation.Check(attempt.Operation.Shape, attempt.Input);

            var output = await Perform(attempt, attempt.Operation, attempt.Input);
            attempt.Service.Protocol.Write(attempt.Operation.Shape, output, response, request.RequestId);
        }
        catch (Exception e) when (e is not OperationCanceledException || !request.Aborted.IsCancellationRequested)
        {
            var error = e as AwsError ?? Unexpected(e, attempt);
            if (!await Recorded(attempt, error)) error = EndpointErrors.Unrecordable();
            attempt.Protocol.WriteError(attempt.Shape, error, response, request.RequestId);
        }
    }

    /// <summary>
    /// Whether the access key that a request names exists and its date is current: all that can be known of its sender before its
    /// body was read.
    /// </summary>
    public async ValueTask<bool> Knows(SignedRequest request, RoutedService? service, CancellationToken ct)
    {
        if (service is null) return false;
        try
        {
            if (RequestSignature.Read(request, service.Signing) is not { } signature) return false;
            verifier.RequireCurrent(signature, service.Signing);
            return await credentials.Find(signature.AccessKeyId, signature.SessionToken, ct) is not null;
        }
        catch (AwsError)
        {
            return false;
        }
    }

    /// <summary>
    /// Performs an operation for a caller who needs no signature because the product itself acts in his name;
    /// authorised and audited like any other.
    /// </summary>
    /// <exception cref="AwsError">As a client would see it.</exception>
    public async ValueTask<object> Perform(ApiRequest request, Principal principal, Region region, string model, string operationName, object input)
    {
        var service = router.Services.First(s => s.Shape.Model == model);
        var attempt = new Attempt(request)
        {
            Service = service, Name = operationName, Caller = new(principal, null, region), Operation = service.Operation(operationName), Input = input,
        };
        try
        {
            return await Perform(attempt, attempt.Operation ?? throw EndpointErrors.NotImplemented(service.Shape.Id, operationName), input);
        }
        catch (AwsError error)
        {
            if (!await Recorded(attempt, error)) throw EndpointErrors.Unrecordable();
            throw;
        }
    }

    async ValueTask<object> Perform(Attempt attempt, Operation operation, object input)
    {
        // A handler's only effect is in its unit of work, so one that lost a race is simply run again on what the winner left.
        for (var tries = 1; ; tries++)
        {
            var call = NewCall(attempt);
            attempt.Call = call;
            try
            {
                await call.Require(operation.Action, await operation.Resource(input, call));
                var output = await operation.Run(input, call);
                call.Work.Append(AuditRecord.Of(call, operation, input, output, null));
                await call.Work.Commit(call.Aborted);
                await call.InForce();
                return output;
            }
            catch (ConflictException) when (tries < MaxAttempts)
            {
                Log.Retried(log, operation.Action, tries);
            }
            catch (ConflictException)
            {
                throw EndpointErrors.Busy();
            }
        }
    }

    async ValueTask<Caller> Authenticate(Attempt attempt)
    {
        var (request, service) = (attempt.Request, attempt.Service!);
        var signature = RequestSignature.Read(request.Covered, service.Signing);
        if (signature is null)
        {
            if (attempt.Name is { } name && service.IsAnonymous(name)) return new(Principal.Anonymous, null, home.Region);
            throw new SignatureErrors(service.Signing.Flavour, service.Signing.Name).Missing();
        }
        attempt.ClaimedAccessKeyId = signature.AccessKeyId;
        var verified = service.StreamsBodies
            ? await verifier.VerifyBeforeBody(request.Covered, signature, service.Signing, request.Aborted)
            : await verifier.Verify(request.Covered, signature, service.Signing, request.BodySha256.Span, request.Aborted);
        return new(verified.Credential.Principal, verified.Credential.AccessKeyId, verified.Region);
    }

    static Operation Implemented(Attempt attempt)
    {
        if (attempt.Name is not { } name) throw Unknown(attempt);
        return attempt.Service!.Operation(name) ?? throw EndpointErrors.NotImplemented(attempt.Service.Shape.Model, name);
    }

    static AwsError Unknown(Attempt attempt)
    {
        if (attempt.Protocol is not AwsQuery) return EndpointErrors.UnknownOperation();
        var (action, version) = QueryAction.Read(attempt.Request.Incoming);
        return action is null ? EndpointErrors.MissingAction() : EndpointErrors.UnknownAction(action, version);
    }

    AwsError Unexpected(Exception e, Attempt attempt)
    {
        if (e is StorageException)
        {
            Log.StorageFailed(log, e, attempt.Request.RequestId);
            return EndpointErrors.Unrecordable();
        }
        Log.Failed(log, e, attempt.Request.RequestId, attempt.Shape.Id, attempt.Name);
        return EndpointErrors.Internal();
    }

    // A refusal changes nothing, so its record is a commit of its own; false where the record could not be made durable.
    async ValueTask<bool> Recorded(Attempt attempt, AwsError error)
    {
        var isStranger = attempt.Caller is not { Principal.Kind: not PrincipalKind.Anonymous };
        if (isStranger && !strangers.TryTake()) return true;
        var call = attempt.Call ?? NewCall(attempt);
        var refusal = NewCall(attempt);
        foreach (var resource in call.Resources) refusal.Touches(resource);
        if (isStranger && strangers.TakeUnrecorded() is > 0 and var missed) refusal.Note("unrecordedRefusals", missed.ToString());
        if (error is AccessDeniedError denied) DecisionRecord.Append(refusal, denied);
        var operation = attempt.Operation ?? (attempt.Name is { } name ? attempt.Service?.Operation(name) : null);
        refusal.Work.Append(AuditRecord.Of(refusal, operation, attempt.Input, null, error));
        try
        {
            await refusal.Work.Commit(CancellationToken.None);
            return true;
        }
        catch (StorageException e)
        {
            Log.StorageFailed(log, e, attempt.Request.RequestId);
            return false;
        }
    }

    Call NewCall(Attempt attempt)
    {
        var caller = attempt.Caller ?? new(Principal.Anonymous, attempt.ClaimedAccessKeyId, home.Region);
        return new Call
        {
            Service = attempt.Shape.Id,
            Operation = attempt.Name ?? "Unknown",
            EventSource = $"{attempt.Shape.EndpointPrefix}.amazonaws.com",
            RequestId = attempt.Request.RequestId,
            Time = attempt.Request.Time,
            Account = caller.Principal.Kind == PrincipalKind.Anonymous ? home.Account : caller.Principal.Account,
            Region = caller.Region,
            Principal = caller.Principal,
            AccessKeyId = caller.AccessKeyId,
            SourceAddress = attempt.Request.SourceAddress,
            UserAgent = attempt.Request.UserAgent,
            Tls = attempt.Request.Tls,
            Aborted = attempt.Request.Aborted,
            Work = journal.Begin(),
            Authorizer = authorizer,
            Pages = pages,
        };
    }

    sealed record Caller(Principal Principal, string? AccessKeyId, Region Region);

    // What is known of a request so far: a refusal's record says as much.
    sealed class Attempt(ApiRequest request)
    {
        public ApiRequest Request => request;

        public RoutedService? Service { get; set; }

        public string? Name { get; set; }

        public string? ClaimedAccessKeyId { get; set; }

        public Caller? Caller { get; set; }

        public Operation? Operation { get; set; }

        public object? Input { get; set; }

        public Call? Call { get; set; }

        public Shapes.ServiceShape Shape => Service?.Shape ?? NoService;

        // A service that is not known is answered in what its client can most likely read.
        public Protocol Protocol => Service?.Protocol ?? (request.Incoming.Headers.ContainsKey("X-Amz-Target") ? NoJson : NoProtocol);

        static readonly Shapes.ServiceShape NoService = new("unknown") { Protocol = Shapes.ProtocolKind.RestXml, ApiVersion = "" };

        static readonly RestXml NoProtocol = new();

        static readonly AwsJson NoJson = new("1.1");
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Action} was run again after losing a race ({Tries})")]
        public static partial void Retried(ILogger log, string action, int tries);

        [LoggerMessage(2, LogLevel.Error, "request {RequestId} failed unexpectedly in {Service}:{Operation}")]
        public static partial void Failed(ILogger log, Exception exception, string requestId, string service, string? operation);

        [LoggerMessage(3, LogLevel.Error, "request {RequestId} was refused because it could not be recorded")]
        public static partial void StorageFailed(ILogger log, Exception exception, string requestId);
    }
}
