using System.Security.Cryptography;
using System.Text;

namespace Shop;

/// <summary>The staff's password: <c>Admin:Password</c> of the configuration, else a new one at each start, told on the console.</summary>
sealed partial class AdminPassword(IConfiguration configuration, ILogger<AdminPassword> log)
{
    const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    readonly string? generated = string.IsNullOrEmpty(configuration["Admin:Password"]) ? RandomNumberGenerator.GetString(Letters, 16) : null;

    string Expected => generated ?? configuration["Admin:Password"]!;

    public void Announce()
    {
        if (generated is not null) LogGenerated(generated);
    }

    /// <summary>Takes equally long whatever is wrong.</summary>
    public bool Matches(string password) => CryptographicOperations.FixedTimeEquals(Digest(password), Digest(Expected));

    static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "admin password for this run: {Password}")]
    partial void LogGenerated(string password);
}
