using System.Collections;

namespace Redoubt.Tests.WafV2;

/// <summary>Definitions as text with their types, since records compare lists by identity.</summary>
static class Printed
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        _ when value.GetType().IsPrimitive || value.GetType().IsEnum => value.ToString()!,
        _ => $"{value.GetType().Name}({string.Join(", ", value.GetType().GetProperties().Where(p => p.GetMethod!.GetParameters().Length == 0 && p.Name != "EqualityContract").OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={Of(p.GetValue(value))}"))})",
    };
}
