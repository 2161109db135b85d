namespace Shop;

/// <summary>A message above a form or a list.</summary>
static class Alert
{
    public static Html Bad(string? message) => message is null ? Html.Empty : $"""<p class="alert bad" role="alert">{message}</p>""";

    public static Html Good(string? message) => message is null ? Html.Empty : $"""<p class="alert good" role="status">{message}</p>""";
}
