namespace Redoubt.Aws.Shapes;

/// <summary>One operation of a service's model.</summary>
/// <param name="input">Its input's contract, resolved on first use.</param>
/// <param name="output">Its output's contract, resolved on first use.</param>
public sealed class OperationShape(string name, Func<StructureShape> input, Func<StructureShape> output)
{
    readonly Lazy<StructureShape> input = new(input), output = new(output);

    /// <summary>An operation on generated classes.</summary>
    public OperationShape(string name, Type input, Type output) : this(name, () => Shape.Of(input), () => Shape.Of(output))
    {
        InputType = input;
        OutputType = output;
    }

    public string Name { get; } = name;

    /// <summary>The service it belongs to; null only until the service has taken it.</summary>
    public ServiceShape? Service { get; internal set; }

    /// <summary>The generated classes; null for operations made from a model at run time.</summary>
    public Type? InputType { get; }

    /// <inheritdoc cref="InputType"/>
    public Type? OutputType { get; }

    public StructureShape Input => input.Value;

    public StructureShape Output => output.Value;

    /// <summary>False where the model has no output at all; <see cref="Output"/> is then an empty structure.</summary>
    public bool HasOutput { get; init; } = true;

    public string Method { get; init; } = "POST";

    public UriTemplate Uri { get; init; } = Root;

    /// <summary>The HTTP status of success.</summary>
    public int ResponseCode { get; init; } = 200;

    /// <summary>The model lets anybody call it, without credentials.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>The body's digest is not part of the signature.</summary>
    public bool HasUnsignedPayload { get; init; }

    /// <summary>The model's own hint that nothing changes; most models do not give it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Query protocol: the element around the output's members.</summary>
    public string? ResultWrapper { get; init; }

    /// <summary>rest-xml: the name and namespace of the request's root element.</summary>
    public string? InputXmlName { get; init; }

    /// <inheritdoc cref="InputXmlName"/>
    public XmlNamespace? InputXmlNamespace { get; init; }

    /// <summary>The names of the errors the model lists.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>The request's body is a stream that must not be buffered.</summary>
    public bool StreamsInput => Input.Payload is { Target.Kind: ShapeKind.Stream };

    /// <summary>The answer's body is a stream.</summary>
    public bool StreamsOutput => Output.Payload is { Target.Kind: ShapeKind.Stream };

    public override string ToString() => Name;

    static readonly UriTemplate Root = new("/");
}
