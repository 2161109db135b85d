using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Redoubt.Aws.Shapes;

/// <summary>Builds contracts from generated classes: by reflection, once per class, on first use.</summary>
static class ClassShapes
{
    static readonly ConcurrentDictionary<Type, StructureShape> Known = new();

    public static StructureShape Of(Type type) => Known.GetOrAdd(type, Structure);

    static StructureShape Structure(Type type)
    {
        var xml = type.GetCustomAttribute<NamespaceAttribute>();
        return new(type.Name, () => Members(type), Constructor(type))
        {
            IsUnion = type.IsDefined(typeof(UnionAttribute)),
            IsSensitive = type.IsDefined(typeof(SensitiveAttribute)),
            XmlName = type.GetCustomAttribute<XmlNameAttribute>()?.Name,
            XmlNamespace = xml is null ? null : new(xml.Uri, xml.Prefix),
        };
    }

    static Func<object> Constructor(Type type) =>
        typeof(ClassShapes).GetMethod(nameof(New), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).CreateDelegate<Func<object>>();

    static object New<T>() where T : class, new() => new T();

    static Member[] Members(Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        Array.Sort(properties, (a, b) => a.MetadataToken.CompareTo(b.MetadataToken));
        return Array.ConvertAll(properties, property =>
            Place(property.PropertyType, new([.. property.GetCustomAttributes<ShapeAttribute>()], ""), property.Name, property.Name, Accessor(property)));
    }

    static Member Place(Type type, Facts facts, string name, string wireName, MemberAccess? access)
    {
        var carried = facts.Get<InAttribute>();
        var xml = facts.Get<NamespaceAttribute>();
        wireName = carried?.Name ?? facts.Get<WireAttribute>()?.Name ?? wireName;
        // A property that could not have the member's name has a longer one.
        return new(name == wireName + "Value" ? wireName : name, wireName, Target(type, facts))
        {
            Location = carried?.Location ?? MemberLocation.Body,
            IsFlattened = facts.Has<FlattenedAttribute>(),
            IsXmlAttribute = facts.Has<XmlAttributeAttribute>(),
            XmlNamespace = xml is null ? null : new(xml.Uri, xml.Prefix),
            TimestampFormat = facts.Get<FormatAttribute>()?.Format,
            IsJsonText = facts.Has<JsonTextAttribute>(),
            IsRequired = facts.Has<RequiredAttribute>(),
            IsIdempotencyToken = facts.Has<IdempotencyTokenAttribute>(),
            IsSensitive = facts.Has<SensitiveAttribute>(),
            IsHostLabel = facts.Has<HostLabelAttribute>(),
            Access = access,
        };
    }

    static Shape Target(Type type, Facts facts)
    {
        if (Generic(type, typeof(IReadOnlyList<>)) is [var element])
        {
            var access = (ListAccess)Activator.CreateInstance(typeof(ListAccess<>).MakeGenericType(element))!;
            return new ListShape("List", Place(element, facts.Below('*'), "member", "member", null), access)
            {
                Constraints = facts.Constraints,
                IsSensitive = facts.Has<SensitiveAttribute>(),
            };
        }
        if (Generic(type, typeof(IReadOnlyDictionary<,>)) is [_, var value])
        {
            var access = (MapAccess)Activator.CreateInstance(typeof(MapAccess<>).MakeGenericType(value))!;
            var key = Place(typeof(string), facts.Below('#'), "key", "key", null);
            return new MapShape("Map", key, Place(value, facts.Below('*'), "value", "value", null), access)
            {
                Constraints = facts.Constraints,
                IsSensitive = facts.Has<SensitiveAttribute>(),
            };
        }
        var kind = Scalar(Nullable.GetUnderlyingType(type) ?? type);
        if (kind is null) return Of(type);
        return new(kind.Value, kind.Value.ToString()) { Constraints = facts.Constraints, IsSensitive = facts.Has<SensitiveAttribute>() };
    }

    static Type[]? Generic(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments() : null;

    static ShapeKind? Scalar(Type type) =>
        type == typeof(string) ? ShapeKind.String
        : type == typeof(int) ? ShapeKind.Integer
        : type == typeof(long) ? ShapeKind.Long
        : type == typeof(bool) ? ShapeKind.Boolean
        : type == typeof(float) ? ShapeKind.Float
        : type == typeof(double) ? ShapeKind.Double
        : type == typeof(byte[]) ? ShapeKind.Blob
        : type == typeof(Stream) ? ShapeKind.Stream
        : type == typeof(DateTimeOffset) ? ShapeKind.Timestamp
        : type == typeof(JsonNode) ? ShapeKind.Document
        : null;

    // A required number has a nullable field behind it, so that validation can tell missing from zero.
    static MemberAccess Accessor(PropertyInfo property)
    {
        var owner = property.DeclaringType!;
        var fieldName = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        var field = owner.GetField(fieldName, BindingFlags.Instance | BindingFlags.NonPublic);
        var valueType = field?.FieldType ?? property.PropertyType;
        var types = new[] { owner, valueType };
        if (field is null)
            return (MemberAccess)Activator.CreateInstance(typeof(PropertyAccess<,>).MakeGenericType(types),
                property.GetMethod!.CreateDelegate(typeof(Func<,>).MakeGenericType(types)),
                property.SetMethod!.CreateDelegate(typeof(Action<,>).MakeGenericType(types)))!;
        var self = Expression.Parameter(owner);
        var value = Expression.Parameter(valueType);
        var place = Expression.Field(self, field);
        return (MemberAccess)Activator.CreateInstance(typeof(PropertyAccess<,>).MakeGenericType(types),
            Expression.Lambda(typeof(Func<,>).MakeGenericType(types), place, self).Compile(),
            Expression.Lambda(typeof(Action<,>).MakeGenericType(types), Expression.Assign(place, value), self, value).Compile())!;
    }

    sealed class PropertyAccess<TOwner, TValue>(Func<TOwner, TValue> get, Action<TOwner, TValue> set) : MemberAccess
    {
        public override object? Get(object owner) => get((TOwner)owner);

        public override void Set(object owner, object? value) => set((TOwner)owner, (TValue)value!);
    }

    // The attributes of a property, seen from one of its parts.
    sealed class Facts(ShapeAttribute[] all, string at)
    {
        public T? Get<T>() where T : ShapeAttribute => (T?)Array.Find(all, fact => fact is T && fact.At == at);

        public bool Has<T>() where T : ShapeAttribute => Get<T>() is not null;

        public Facts Below(char part) => new(all, at + part);

        public Constraints? Constraints
        {
            get
            {
                var bounds = Get<BoundsAttribute>();
                var pattern = Get<PatternAttribute>();
                var values = Get<OneOfAttribute>();
                if (bounds is null && pattern is null && values is null) return null;
                return new()
                {
                    Min = bounds is null || double.IsNaN(bounds.Min) ? null : bounds.Min,
                    Max = bounds is null || double.IsNaN(bounds.Max) ? null : bounds.Max,
                    Pattern = pattern?.Pattern,
                    Values = values is null ? null : Constants(values.Values),
                };
            }
        }

        static string[] Constants(Type type)
        {
            var fields = type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static);
            Array.Sort(fields, (a, b) => a.MetadataToken.CompareTo(b.MetadataToken));
            return [.. fields.Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
        }
    }
}
