namespace Redoubt.Aws.Shapes;

/// <summary>A structure, union or error. Its members are resolved on first use, because structures may contain themselves.</summary>
/// <param name="members">All members in the model's order.</param>
/// <param name="create">Makes an instance with nothing set.</param>
public sealed class StructureShape(string name, Func<IReadOnlyList<Member>> members, Func<object> create) : Shape(ShapeKind.Structure, name)
{
    readonly Lazy<Layout> layout = new(() => new Layout(members()));

    /// <summary>Exactly one member is set.</summary>
    public bool IsUnion { get; init; }

    /// <summary>The XML element and namespace of a document that is this structure; mostly null.</summary>
    public string? XmlName { get; init; }

    /// <inheritdoc cref="XmlName"/>
    public XmlNamespace? XmlNamespace { get; init; }

    public ReadOnlySpan<Member> Members => layout.Value.All;

    /// <summary>The members in the body; without those of the body's XML root that are attributes.</summary>
    public ReadOnlySpan<Member> Body => layout.Value.Body;

    /// <summary>The members outside the body, the payload member among them.</summary>
    public ReadOnlySpan<Member> Outside => layout.Value.Outside;

    /// <summary>The member that is the whole body; null where the body is made of the members in it.</summary>
    public Member? Payload => layout.Value.Payload;

    /// <summary>True where validation can find anything wrong with an instance.</summary>
    public bool IsConstrained => layout.Value.IsConstrained ??= Constrained(this, []);

    /// <summary>An instance with nothing set.</summary>
    public object Create() => create();

    /// <summary>The body's member of this name, or null. Members sent in the model's order are found at once.</summary>
    /// <param name="next">Where to begin to look; moved behind the member found. Begin with 0.</param>
    public Member? Find(ReadOnlySpan<byte> utf8Name, ref int next)
    {
        var body = layout.Value.Body;
        for (var seen = 0; seen < body.Length; seen++)
        {
            var index = next + seen < body.Length ? next + seen : next + seen - body.Length;
            if (!body[index].Utf8Name.SequenceEqual(utf8Name)) continue;
            next = index + 1;
            return body[index];
        }
        return null;
    }

    /// <summary>The member of this name, or null; for tests and set-up, not for requests.</summary>
    public Member? Find(string memberName) => Array.Find(layout.Value.All, member => member.Name == memberName);

    static bool Constrained(Shape shape, HashSet<Shape> seen) => seen.Add(shape) && shape switch
    {
        { Constraints: not null } => true,
        ListShape list => Constrained(list.Element.Target, seen),
        MapShape map => Constrained(map.Key.Target, seen) || Constrained(map.Value.Target, seen),
        StructureShape { IsUnion: true } => true,
        StructureShape structure => Array.Exists(structure.layout.Value.All, m => m.IsRequired || Constrained(m.Target, seen)),
        _ => false,
    };

    sealed class Layout
    {
        public readonly Member[] All, Body, Outside;
        public readonly Member? Payload;
        public bool? IsConstrained;

        public Layout(IReadOnlyList<Member> members)
        {
            All = [.. members];
            Payload = Array.Find(All, member => member.Location == MemberLocation.Payload);
            Body = Array.FindAll(All, member => member.Location == MemberLocation.Body);
            Outside = Array.FindAll(All, member => member.Location != MemberLocation.Body);
        }
    }
}
