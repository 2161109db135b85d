namespace Shop;

/// <param name="Id">The name used in addresses and for the picture: lower case letters and hyphens.</param>
/// <param name="Facts">Short facts shown as a list, each <c>name: value</c>.</param>
/// <param name="Opening">How many are on the shelf when the shop starts.</param>
sealed record Product(string Id, string Name, Category Category, Money Price, string Summary, string Description, string[] Facts, int Opening);
