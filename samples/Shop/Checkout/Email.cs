namespace Shop;

static class Email
{
    public const int MaxLength = 254;

    /// <summary>One @ with something on both sides and a dot behind it; whether it receives mail only a mail can tell.</summary>
    public static bool IsPlausible(string text)
    {
        var at = text.IndexOf('@');
        return text.Length <= MaxLength && at > 0 && at == text.LastIndexOf('@')
            && text.IndexOf('.', at) is var dot && dot > at + 1 && dot < text.Length - 1
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
    }
}
