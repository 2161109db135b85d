namespace Shop;

/// <param name="ContentType">Found from the first bytes, never taken from the browser.</param>
sealed record Photo(byte[] Content, string ContentType)
{
    /// <summary>Reads an uploaded JPEG, PNG or WebP of up to <see cref="Photos.MaxBytes"/>; null if it is anything else.</summary>
    public static async Task<Photo?> Read(IFormFile file, CancellationToken cancellation)
    {
        if (file.Length > Photos.MaxBytes) return null;
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream()) await stream.ReadExactlyAsync(content, cancellation);
        return TypeOf(content) is { } type ? new Photo(content, type) : null;
    }

    static string? TypeOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return "image/png";
        if (content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8)) return "image/webp";
        return null;
    }
}
