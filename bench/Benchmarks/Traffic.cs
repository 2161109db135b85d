using Microsoft.AspNetCore.Http;

namespace Redoubt.Benchmarks;

/// <summary>A shopper's two usual requests, the same that <c>bench/traffic</c> has wrk send.</summary>
static class Traffic
{
    public const string ShopTarget =
        "/search?q=red+summer+dress&category=women%2Fdresses&size=38&colour=crimson&sort=price_asc&page=3&per_page=24&utm_source=newsletter&utm_campaign=spring-sale-2026";

    /// <summary>500 bytes.</summary>
    public static readonly string Form =
        ("name=Maria+Huber&email=maria.huber%40example.com&street=Lange+Gasse+12%2F7&city=Wien&zip=1080&country=AT&phone=%2B43+1+5550100&delivery=standard"
        + "&gift=no&note=Please+leave+the+parcel+with+the+neighbour+if+nobody+is+home%2C+thank+you%21&voucher=SPRING-2026-0815&newsletter=on&terms=accepted"
        + "&cart=10423x1%2C20817x2%2C30111x1&csrf=8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d&comment=").PadRight(500, 'x');

    /// <summary>A form of one ordinary value.</summary>
    public static string Value(int bytes) => ("note=" + string.Concat(Enumerable.Range(0, bytes / 50 + 1).Select(day => $"the+parcel+came+on+day+{day}+and+the+table+was+not+in+it;+")))[..bytes];

    public static HeaderDictionary Headers() => new()
    {
        ["Host"] = "shop.example.com",
        ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
        ["Accept"] = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
        ["Accept-Language"] = "de-AT,de;q=0.9,en;q=0.8",
        ["Accept-Encoding"] = "gzip, deflate, br",
        ["Referer"] = "https://shop.example.com/women/dresses?page=2&sort=price_asc",
        ["Cookie"] = "session=4f1d7c0e9a8b4f5f8f3a1f6f0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c; cart=10423x1.20817x2.30111x1; consent=necessary.statistics; "
            + "_ga=GA1.1.1234567890.1760000000; seen=10423.20817.30111.40222.50333; theme=light; lang=de; ab=checkout-b.search-a",
    };
}
