namespace Shop;

sealed record Address(string Name, string Street, string City, string Postcode)
{
    public const int MaxLength = 100;
    public const int MaxPostcodeLength = 12;

    /// <summary>What is wrong with an address, by field; empty if nothing is.</summary>
    public Dictionary<string, string> Check()
    {
        var errors = new Dictionary<string, string>();
        if (Name.Length is 0 or > MaxLength) errors["name"] = "Enter the full name.";
        if (Street.Length is 0 or > MaxLength) errors["street"] = "Enter the street and number.";
        if (City.Length is 0 or > MaxLength) errors["city"] = "Enter the town or city.";
        if (Postcode.Length is < 3 or > MaxPostcodeLength || !Postcode.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-'))
            errors["postcode"] = "Enter a postcode, such as HX7 8AD.";
        return errors;
    }
}
