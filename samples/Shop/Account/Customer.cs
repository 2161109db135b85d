namespace Shop;

/// <summary>Someone with an account. Compared by reference: one person, one instance.</summary>
sealed class Customer(string email, string name)
{
    public string Email => email;

    public string Name { get; set; } = name;

    /// <summary>Where to deliver, once the customer has told us.</summary>
    public Address? Address { get; set; }

    public string FirstName => Name.Split(' ')[0];
}
