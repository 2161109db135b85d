using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Shop;

/// <summary>A posted form: trimmed text fields, an optional file, and what is wrong with them.</summary>
sealed class Form(IFormCollection fields)
{
    /// <summary>The most a request body may have, in bytes; leaves room for one photo and the text around it.</summary>
    public const int MaxBytes = Photos.MaxBytes + 64 * 1024;

    public static Form Blank => new(FormCollection.Empty);

    readonly Dictionary<string, string> errors = [];

    public IFormFileCollection Files => fields.Files;

    public IReadOnlyDictionary<string, string> Errors => errors;

    /// <summary>Keeps a whole form in memory, so that nothing a visitor posts is written to the disk.</summary>
    public static void Bound(FormOptions options)
    {
        options.MemoryBufferThreshold = MaxBytes;
        options.MultipartBodyLengthLimit = MaxBytes;
        options.ValueCountLimit = 64;
        options.KeyLengthLimit = 128;
    }

    /// <exception cref="BadHttpRequestException">The body is not a form, is malformed or is too large.</exception>
    public static async ValueTask<Form> BindAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType) throw new BadHttpRequestException("not a form", StatusCodes.Status415UnsupportedMediaType);
        try { return new Form(await context.Request.ReadFormAsync(context.RequestAborted)); }
        catch (Exception malformed) when (malformed is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new BadHttpRequestException("malformed form", StatusCodes.Status400BadRequest, malformed);
        }
    }

    /// <summary>The field without white space around it; empty if it is absent.</summary>
    public string this[string name] => fields.TryGetValue(name, out StringValues values) ? values.ToString().Trim() : "";

    public int? Number(string name) => int.TryParse(this[name], out var number) ? number : null;

    public void Add(IReadOnlyDictionary<string, string> found)
    {
        foreach (var (name, message) in found) errors.TryAdd(name, message);
    }

    public void Fail(string name, string message) => errors.TryAdd(name, message);
}
