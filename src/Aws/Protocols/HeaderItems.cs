using System.Text;

namespace Redoubt.Aws.Protocols;

/// <summary>Lists in one header: comma-separated, items with commas or quotes in quotes.</summary>
static class HeaderItems
{
    /// <summary>The items, or null for a quote that does not end.</summary>
    /// <param name="dates">The items are HTTP dates, which have a comma of their own.</param>
    public static List<string>? Split(string text, bool dates)
    {
        var items = new List<string>();
        if (text.Length == 0) return items;
        var position = 0;
        while (position <= text.Length)
        {
            while (position < text.Length && text[position] == ' ') position++;
            if (position < text.Length && text[position] == '"')
            {
                if (!Quoted(text, ref position, items)) return null;
                continue;
            }
            var end = text.IndexOf(',', position);
            if (dates && end >= 0) end = text.IndexOf(',', end + 1);
            if (end < 0) end = text.Length;
            items.Add(text[position..end].Trim());
            position = end + 1;
        }
        return items;
    }

    public static string Quote(string item, bool isText) =>
        isText && item.AsSpan().IndexOfAny(",\"") >= 0 ? $"\"{item.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"" : item;

    static bool Quoted(string text, ref int position, List<string> items)
    {
        var item = new StringBuilder();
        for (position++; position < text.Length && text[position] != '"'; position++)
        {
            if (text[position] == '\\' && position + 1 < text.Length) position++;
            item.Append(text[position]);
        }
        if (position == text.Length) return false;
        items.Add(item.ToString());
        position++;
        while (position < text.Length && text[position] == ' ') position++;
        if (position < text.Length && text[position] != ',') return false;
        position++;
        return true;
    }
}
