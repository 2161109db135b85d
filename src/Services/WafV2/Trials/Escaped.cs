using System.Globalization;
using System.Text;

namespace Redoubt.Services.WafV2.Trials;

/// <summary>Bytes as text that a terminal shows unharmed.</summary>
static class Escaped
{
    /// <param name="bytes">One character per byte.</param>
    /// <returns>ASCII: every other byte, and the backslash, is <c>\xNN</c>.</returns>
    public static string Text(string bytes)
    {
        if (bytes.All(c => c is >= ' ' and <= '~' and not '\\')) return bytes;
        var text = new StringBuilder(bytes.Length + 16);
        foreach (var c in bytes)
            if (c is >= ' ' and <= '~' and not '\\') text.Append(c);
            else text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}");
        return text.ToString();
    }
}
