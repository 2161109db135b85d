using Redoubt.Aws.Shapes;

namespace Redoubt.Aws;

/// <summary>One implemented operation: its model, its permission, the resource it touches and the method that does it.</summary>
public sealed class Operation
{
    readonly Func<object, Call, ValueTask<Resource>> resource;
    readonly Func<object, Call, ValueTask<object>> run;

    internal Operation(
        ServiceShape service, OperationShape shape, string action, bool isReadOnly,
        Func<object, Call, ValueTask<Resource>> resource, Func<object, Call, ValueTask<object>> run)
    {
        Service = service;
        Shape = shape;
        Action = action;
        IsReadOnly = isReadOnly;
        this.resource = resource;
        this.run = run;
    }

    public ServiceShape Service { get; }

    public OperationShape Shape { get; }

    /// <summary>The permission a caller needs on the resource, such as <c>kms:Encrypt</c>.</summary>
    public string Action { get; }

    /// <summary>CloudTrail's <c>readOnly</c>: nothing that a later call can see is changed.</summary>
    public bool IsReadOnly { get; }

    /// <summary>What this input touches.</summary>
    public ValueTask<Resource> Resource(object input, Call call) => resource(input, call);

    /// <summary>Does it; what it changes is in <see cref="Call.Work"/> until the pipeline commits.</summary>
    public ValueTask<object> Run(object input, Call call) => run(input, call);
}
