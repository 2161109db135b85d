using System.Text;

namespace Redoubt.Services.WafV2.Traffic;

/// <summary>What a client sent, as text to show.</summary>
static class WireText
{
    /// <param name="bytes">One byte per char.</param>
    /// <returns>The bytes read as UTF-8, what is none replaced.</returns>
    public static string Of(string? bytes) => bytes is null ? "" : Ascii.IsValid(bytes) ? bytes : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));
}
