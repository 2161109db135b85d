namespace Shop;

/// <summary>A payment card while it is charged. Only <see cref="Label"/> may be kept or shown.</summary>
sealed class Card
{
    readonly string digits;

    Card(string digits) => this.digits = digits;

    /// <summary>Brand and last four digits.</summary>
    public string Label => $"{Brand} ending {digits[^4..]}";

    string Brand => digits switch
    {
        ['4', ..] => "Visa",
        ['5', >= '1' and <= '5', ..] or ['2', >= '2' and <= '7', ..] => "Mastercard",
        ['3', '4' or '7', ..] => "American Express",
        _ => "Card",
    };

    /// <summary>Null, and what is wrong in <paramref name="errors"/>, if this cannot be a valid card today.</summary>
    /// <param name="expiry">Month and year, such as <c>04/29</c>.</param>
    public static Card? Read(string number, string expiry, string code, DateTimeOffset today, out Dictionary<string, string> errors)
    {
        errors = [];
        var digits = number.Replace(" ", "").Replace("-", "");
        if (digits.Length is < 13 or > 19 || !digits.All(char.IsAsciiDigit) || !PassesLuhn(digits)) errors["card-number"] = "Check the card number.";
        if (!IsInFuture(expiry, today)) errors["card-expiry"] = "Enter a date that has not passed, as MM/YY.";
        if (code.Length is not (3 or 4) || !code.All(char.IsAsciiDigit)) errors["card-code"] = "Enter the three or four digits of the security code.";
        return errors.Count == 0 ? new Card(digits) : null;
    }

    public bool Has(string number) => digits == number;

    static bool PassesLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0;
    }

    static bool IsInFuture(string expiry, DateTimeOffset today)
    {
        var parts = expiry.Split('/', StringSplitOptions.TrimEntries);
        if (parts is not [{ Length: 2 } monthText, { Length: 2 } yearText]) return false;
        if (!int.TryParse(monthText, out var month) || !int.TryParse(yearText, out var year) || month is < 1 or > 12 || year < 0) return false;
        return (2000 + year, month).CompareTo((today.Year, today.Month)) >= 0;
    }
}
