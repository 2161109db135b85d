using System.Runtime.CompilerServices;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws;

/// <summary>
/// A service's map: one <c>Add</c> line for each operation it implements, naming the method and the resource the input touches.
/// There is no default resource, so a line without one does not compile.
/// </summary>
public abstract class AwsService(ServiceShape shape)
{
    static readonly string[] ReadingVerbs = ["Get", "List", "Describe", "Lookup", "Check", "Simulate", "Search", "Head", "BatchGet"];

    readonly Dictionary<string, Operation> operations = new(StringComparer.Ordinal);

    public ServiceShape Shape { get; } = shape;

    public IReadOnlyCollection<Operation> Operations => operations.Values;

    /// <summary>The implemented operation of this name, or null.</summary>
    public Operation? Find(string name) => operations.GetValueOrDefault(name);

    /// <summary>Adds an operation whose resource is known from the input alone.</summary>
    /// <param name="handler">The method; its name is the operation's.</param>
    /// <param name="resource">What the input touches.</param>
    /// <param name="action">The permission, where it is not <c>service:Operation</c>.</param>
    /// <param name="readOnly">CloudTrail's <c>readOnly</c>, where the name's verb does not tell.</param>
    protected void Add<TIn, TOut>(
        Func<TIn, Call, ValueTask<TOut>> handler, Func<TIn, Resource> resource,
        string? action = null, bool? readOnly = null, [CallerArgumentExpression(nameof(handler))] string name = "")
        where TOut : class =>
        Add(name, action, readOnly, (input, _) => new(resource((TIn)input)), async (input, call) => await handler((TIn)input, call));

    /// <summary>Adds an operation whose resource depends on the caller's account and region.</summary>
    /// <inheritdoc cref="Add{TIn,TOut}(Func{TIn,Call,ValueTask{TOut}},Func{TIn,Resource},string,bool?,string)"/>
    protected void Add<TIn, TOut>(
        Func<TIn, Call, ValueTask<TOut>> handler, Func<TIn, Call, Resource> resource,
        string? action = null, bool? readOnly = null, [CallerArgumentExpression(nameof(handler))] string name = "")
        where TOut : class =>
        Add(name, action, readOnly, (input, call) => new(resource((TIn)input, call)), async (input, call) => await handler((TIn)input, call));

    /// <summary>Adds an operation whose resource has to be looked up.</summary>
    /// <inheritdoc cref="Add{TIn,TOut}(Func{TIn,Call,ValueTask{TOut}},Func{TIn,Resource},string,bool?,string)"/>
    protected void Add<TIn, TOut>(
        Func<TIn, Call, ValueTask<TOut>> handler, Func<TIn, Call, ValueTask<Resource>> resource,
        string? action = null, bool? readOnly = null, [CallerArgumentExpression(nameof(handler))] string name = "")
        where TOut : class =>
        Add(name, action, readOnly, (input, call) => resource((TIn)input, call), async (input, call) => await handler((TIn)input, call));

    /// <summary>Adds an operation that answers nothing, whose resource depends on the caller's account and region.</summary>
    /// <inheritdoc cref="Add{TIn,TOut}(Func{TIn,Call,ValueTask{TOut}},Func{TIn,Resource},string,bool?,string)"/>
    protected void Add<TIn>(
        Func<TIn, Call, ValueTask> handler, Func<TIn, Call, Resource> resource,
        string? action = null, bool? readOnly = null, [CallerArgumentExpression(nameof(handler))] string name = "") =>
        Add(name, action, readOnly, (input, call) => new(resource((TIn)input, call)), Silent(handler, name));

    /// <summary>Adds an operation that answers nothing, whose resource has to be looked up.</summary>
    /// <inheritdoc cref="Add{TIn,TOut}(Func{TIn,Call,ValueTask{TOut}},Func{TIn,Resource},string,bool?,string)"/>
    protected void Add<TIn>(
        Func<TIn, Call, ValueTask> handler, Func<TIn, Call, ValueTask<Resource>> resource,
        string? action = null, bool? readOnly = null, [CallerArgumentExpression(nameof(handler))] string name = "") =>
        Add(name, action, readOnly, (input, call) => resource((TIn)input, call), Silent(handler, name));

    void Add(
        string name, string? action, bool? readOnly,
        Func<object, Call, ValueTask<Resource>> resource, Func<object, Call, ValueTask<object>> run)
    {
        var reads = readOnly ?? Array.Exists(ReadingVerbs, verb => name.StartsWith(verb, StringComparison.Ordinal));
        operations.Add(name, new Operation(Shape, Model(name), action ?? $"{Shape.Id}:{name}", reads, resource, run));
    }

    Func<object, Call, ValueTask<object>> Silent<TIn>(Func<TIn, Call, ValueTask> handler, string name)
    {
        var empty = Model(name).Output.Create();
        return async (input, call) =>
        {
            await handler((TIn)input, call);
            return empty;
        };
    }

    OperationShape Model(string name) =>
        Shape.Operation(name) ?? throw new InvalidOperationException($"{Shape.Id} has no shapes for {name}; run tools/shapes");
}
