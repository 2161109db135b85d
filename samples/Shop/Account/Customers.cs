using Microsoft.AspNetCore.Identity;

namespace Shop;

/// <summary>The accounts by email address, with hashed passwords.</summary>
sealed class Customers
{
    public const int MaxCount = 10_000;
    public const int MinPasswordLength = 8;
    public const int MaxPasswordLength = 128;

    readonly Lock gate = new();
    readonly Dictionary<string, (Customer Customer, string PasswordHash)> byEmail = new(StringComparer.OrdinalIgnoreCase);
    readonly PasswordHasher<Customer> hasher = new();
    readonly Lazy<string> hashOfNobody;

    public Customers() => hashOfNobody = new(() => hasher.HashPassword(null!, "nobody"));

    /// <summary>Null if the address is taken or there is no room; <paramref name="errors"/> says which.</summary>
    public Customer? Register(string email, string name, string password, out Dictionary<string, string> errors)
    {
        errors = Check(email, name, password);
        if (errors.Count > 0) return null;

        var customer = new Customer(email, name);
        var hash = hasher.HashPassword(customer, password);
        lock (gate)
        {
            if (byEmail.Count == MaxCount) errors[""] = "We cannot open new accounts at the moment.";
            else if (!byEmail.TryAdd(email, (customer, hash))) errors["new-email"] = "There is an account with this address already.";
        }
        return errors.Count == 0 ? customer : null;
    }

    /// <summary>Null if the address is unknown or the password wrong; both take equally long.</summary>
    public Customer? SignIn(string email, string password)
    {
        if (password.Length > MaxPasswordLength) return null;
        (Customer Customer, string PasswordHash) entry;
        bool known;
        lock (gate) known = byEmail.TryGetValue(email, out entry);

        var matches = hasher.VerifyHashedPassword(entry.Customer, known ? entry.PasswordHash : hashOfNobody.Value, password);
        return known && matches != PasswordVerificationResult.Failed ? entry.Customer : null;
    }

    static Dictionary<string, string> Check(string email, string name, string password)
    {
        var errors = new Dictionary<string, string>();
        if (!Email.IsPlausible(email)) errors["new-email"] = "Enter an email address, such as name@example.com.";
        if (name.Length is 0 or > Address.MaxLength) errors["new-name"] = "Enter your name.";
        if (password.Length is < MinPasswordLength or > MaxPasswordLength) errors["new-password"] = $"Choose at least {MinPasswordLength} characters.";
        return errors;
    }
}
