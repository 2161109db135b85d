namespace Redoubt.Aws.Shapes;

/// <summary>A list or set.</summary>
/// <param name="element">What it holds; its wire name is the XML element's, <c>member</c> unless the model says otherwise.</param>
public sealed class ListShape(string name, Member element, ListAccess access) : Shape(ShapeKind.List, name)
{
    public Member Element { get; } = element;

    /// <summary>Makes, fills and reads instances.</summary>
    public ListAccess Access { get; } = access;

    /// <summary>Null elements are allowed and kept; otherwise they are dropped when read, as AWS does.</summary>
    public bool IsSparse { get; init; }
}

/// <summary>How lists of one element type are made, filled and read without knowing the type.</summary>
public abstract class ListAccess
{
    /// <summary>An empty list to <see cref="Add"/> to.</summary>
    public abstract object Create();

    public abstract void Add(object list, object? item);

    public abstract int Count(object list);

    public abstract object? At(object list, int index);
}

/// <inheritdoc cref="ListAccess"/>
public sealed class ListAccess<T> : ListAccess
{
    public override object Create() => new List<T>();

    public override void Add(object list, object? item) => ((List<T>)list).Add((T)item!);

    public override int Count(object list) => ((IReadOnlyList<T>)list).Count;

    public override object? At(object list, int index) => ((IReadOnlyList<T>)list)[index];
}
