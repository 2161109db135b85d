-- A shopper's search: 1 KB of request line and headers.
wrk.path = "/search?q=red+summer+dress&category=women%2Fdresses&size=38&colour=crimson&sort=price_asc&page=3&per_page=24&utm_source=newsletter&utm_campaign=spring-sale-2026"
wrk.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
wrk.headers["Accept"] = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
wrk.headers["Accept-Language"] = "de-AT,de;q=0.9,en;q=0.8"
wrk.headers["Accept-Encoding"] = "gzip, deflate, br"
wrk.headers["Referer"] = "https://shop.example.com/women/dresses?page=2&sort=price_asc"
wrk.headers["Cookie"] = "session=4f1d7c0e9a8b4f5f8f3a1f6f0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c; cart=10423x1.20817x2.30111x1; consent=necessary.statistics; _ga=GA1.1.1234567890.1760000000; seen=10423.20817.30111.40222.50333; theme=light; lang=de; ab=checkout-b.search-a"
