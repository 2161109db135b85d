using System.Collections.Frozen;

namespace Redoubt.Aws.Shapes;

/// <summary>The wire protocols that models name.</summary>
public enum ProtocolKind { Json, Query, RestJson, RestXml, Ec2, RpcV2Cbor }

/// <summary>One service's model: its names, operations and errors.</summary>
/// <param name="id">The name in ARNs and actions, such as <c>kms</c>.</param>
public sealed class ServiceShape(string id)
{
    readonly FrozenDictionary<string, OperationShape> operations = FrozenDictionary<string, OperationShape>.Empty;
    readonly FrozenDictionary<string, ErrorShape> errors = FrozenDictionary<string, ErrorShape>.Empty;
    readonly FrozenDictionary<string, ErrorShape> codes = FrozenDictionary<string, ErrorShape>.Empty;

    public string Id { get; } = id;

    /// <summary>The model's own name, which clients name the service by, such as <c>elbv2</c>.</summary>
    public string Model { get; init; } = id;

    /// <summary>The name in the credential scope of signatures.</summary>
    public string SigningName { get; init; } = id;

    /// <summary>The first label of the service's host name.</summary>
    public string EndpointPrefix { get; init; } = id;

    /// <summary>What X-Amz-Target begins with, before the dot; null outside the JSON protocols.</summary>
    public string? TargetPrefix { get; init; }

    public required ProtocolKind Protocol { get; init; }

    /// <summary><c>1.0</c> or <c>1.1</c>; null outside the JSON protocols.</summary>
    public string? JsonVersion { get; init; }

    public required string ApiVersion { get; init; }

    public string? XmlNamespace { get; init; }

    /// <summary>The one host name of a service that has no regions; null for the others.</summary>
    public string? GlobalEndpoint { get; init; }

    /// <summary>Clients of the service's former query protocol expect their error codes in a header.</summary>
    public bool IsQueryCompatible { get; init; }

    /// <summary>The implemented operations.</summary>
    public IReadOnlyCollection<OperationShape> Operations
    {
        get => operations.Values;
        init
        {
            operations = value.ToFrozenDictionary(operation => operation.Name, StringComparer.Ordinal);
            foreach (var operation in value) operation.Service = this;
        }
    }

    /// <summary>All errors of the model.</summary>
    public IReadOnlyCollection<ErrorShape> Errors
    {
        get => errors.Values;
        init
        {
            errors = value.ToFrozenDictionary(error => error.Name, StringComparer.Ordinal);
            codes = value.DistinctBy(error => error.Code).ToFrozenDictionary(error => error.Code, StringComparer.Ordinal);
        }
    }

    /// <summary>The implemented operation of this name, or null.</summary>
    public OperationShape? Operation(string name) => operations.GetValueOrDefault(name);

    /// <summary>The error with this name or code, or null where the model does not know it.</summary>
    public ErrorShape? Error(string nameOrCode) => errors.GetValueOrDefault(nameOrCode) ?? codes.GetValueOrDefault(nameOrCode);

    public override string ToString() => Id;
}

/// <summary>An error of a service's model.</summary>
/// <param name="Name">The shape's name, such as <c>NoSuchEntityException</c>.</param>
/// <param name="Code">The code on the wire, such as <c>NoSuchEntity</c>.</param>
/// <param name="Status">The HTTP status.</param>
public sealed record ErrorShape(string Name, string Code, int Status)
{
    /// <summary>An error whose code is its name.</summary>
    public ErrorShape(string name, int status) : this(name, name, status) { }

    /// <summary>The fault is the server's, whatever the status.</summary>
    public bool IsServerFault { get; init; } = Status >= 500;

    /// <summary>The name of the member that holds the message.</summary>
    public string MessageName { get; init; } = "message";

    /// <summary>The code in the service's former query protocol, where it is another one.</summary>
    public string? QueryCode { get; init; }

    /// <summary>The other members, as far as they are single values.</summary>
    public IReadOnlyList<ErrorMember> Members { get; init; } = [];
}

/// <summary>A further member of an error; what an <see cref="AwsError"/> carries as a string is written as this kind.</summary>
/// <param name="Header">The header it travels in; null for the body.</param>
public sealed record ErrorMember(string Name, ShapeKind Kind, string? Header = null);
