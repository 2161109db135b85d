namespace Shop;

readonly record struct CartLine(Product Product, int Quantity)
{
    public Money Total => Product.Price * Quantity;
}
