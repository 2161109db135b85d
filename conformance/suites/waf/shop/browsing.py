"""Reading the shop: searches, filters, links from campaigns, product pages, files, well-known addresses, crawlers."""
from .clients import APPS, CRAWLERS, browser, server, xhr
from .cookies import LANDINGS, REFERRERS, jar
from .texts import COLOURS, search
from .tokens import ORIGIN, b64, component, day, digits, epoch, form, hexs, jwt, letters, query, sku, token, uuid
from urllib.parse import quote

SLUGS = [
    "women/dresses", "men/shoes/sneaker", "herren/hosen-jeans", "küche/töpfe-pfannen", "maison/décoration-d'intérieur", "sale-50%25-off",
    "elektronik/kabel-&-adapter", "книги/детективы", "ファッション/レディース", "家具/餐桌", "ספרים", "أحذية", "garden-tools", "union-jack-collection", "drop-shoulder-tops",
    "select-comfort", "scripts-fonts", "c++-programming", "rock-n-roll", "1-2-3-action", "under-20€", "o'neill", "r+d", "admin-chairs", "executive-desks",
    "table-lamps", "where-to-buy", "new-in!", "women/size:42", "a-z", "shoes_(kids)", "l'oréal", "50-50", "no-1=1", "ελληνικά-προϊόντα", "เสื้อผ้า",
    "café-crème", "smörgåsbord", "żakiety",
]


def path(text):
    """As browsers write a path that was typed or linked in Unicode; some signs stay, as the standard lets them."""
    return quote(text, safe="/%:+'!(),;=@&$*~-._")


def own(rng):
    """A page of this shop, as a referrer tells it."""
    return rng.choice(
        (
            ORIGIN + "/", f"{ORIGIN}/{path(rng.choice(SLUGS))}", f"{ORIGIN}/search?{form([('q', search(rng))])}",
            f"{ORIGIN}/{rng.choice(SLUGS[:3])}?{query([('price[gte]', 10), ('sort', '-created_at'), ('page', rng.randrange(2, 9))])}",
            ORIGIN + rng.choice(LANDINGS), ORIGIN + "/checkout/cart/"
        )
    )


def searches(rng):
    text = search(rng)
    page = rng.randrange(1, 12)
    targets = [
        "/search?" + form([("q", text)]), "/search?" + form([("q", text), ("options[prefix]", "last"), ("type", "product")]),
        "/catalogsearch/result/?" + form([("q", text), ("product_list_order", "price"), ("p", page)]), "/?" + form([("s", text), ("post_type", "product")]),
        "/search?sSearch=" + component(text), "/search?order=score&p=" + str(page) + "&search=" + component(text),
        "/recherche?" + form([("controller", "search"), ("s", text), ("orderby", "position")]),
        "/index.php?" + form([("route", "product/search"), ("search", text), ("description", "true"), ("sub_category", "true")]),
        "/s?" + form([("k", text), ("ref", "nb_sb_noss_2"), ("crid", letters(rng, 13).upper()), ("sprefix", f"{text[:4]},aps,{digits(rng, 3)}")]),
        "/suche/" + path(text.replace("/", " ")).replace("%20", "+"), f"/de/suche/{component(text)}/{page}",
        "/search?" + form([("query", text), ("lang", "de"), ("hitsPerPage", 24), ("facets", "[\"brand\",\"color\"]")]),
    ]
    if rng.random() < 0.3:
        suggestions = [
            "/search/suggest.json?" + form(
                [
                    ("q", text[: rng.randrange(2, 12)]), ("resources[type]", "product,collection,page"), ("resources[limit]", 6),
                    ("section_id", "predictive-search"),
                ]
            ),
            "/search/ajax/suggest/?" + form([("q", text[:9]), ("_", f"{epoch(rng)}123")]), "/suggest?search=" + component(text[:8]),
            "/wp-admin/admin-ajax.php?" + form([("action", "flatsome_ajax_search_products"), ("query", text)]),
        ]
        return xhr(rng, "GET", rng.choice(suggestions), cookie=jar(rng, rich=False), referer=own(rng))
    return browser(rng, "GET", rng.choice(targets), cookie=jar(rng, rich=rng.random() < 0.3), referer=rng.choice((None, own(rng), *REFERRERS[:3])))


def facets(rng):
    low, high, page = rng.randrange(0, 90), rng.randrange(100, 900), rng.randrange(1, 30)
    brand = rng.choice(
        (
            "O'Neill", "L'Oréal", "AT&T", "H&M", "Dr. Martens", "Levi's®", "Tom Tailor", "Zoë & Co.", "s.Oliver", "7 For All Mankind", "Ångström", "Сказка",
            "無印良品"
        )
    )
    colour = rng.choice(COLOURS)
    targets = [
        "/c/" + digits(rng, 3) + "?" + query(
            [("price[gte]", low), ("price[lte]", high), ("sort", rng.choice(("-created_at", "price", "-price,name"))), ("page", page)]
        ),
        "/products?" + query([("filter[color][]", colour), ("filter[color][]", "green"), ("filter[size][]", 42), ("filter[brand][in]", brand)]),
        "/collections/all?" + form(
            [
                ("filter.v.price.gte", low), ("filter.v.price.lte", high), ("filter.v.option.color", colour), ("filter.p.vendor", brand),
                ("filter.v.availability", 1), ("sort_by", rng.choice(("price-ascending", "best-selling", "created-descending"))),
            ]
        ),
        "/collections/women/" + path(rng.choice(("size-m+red", "vendor-o-neill", "colour_navy+fit_slim"))) + f"?page={page}&sort_by=manual",
        "/women/tops.html?" + query(
            [("color", digits(rng, 2)), ("price", f"{low}-{high}"), ("product_list_dir", "desc"), ("product_list_limit", 36), ("size", "166_167"), ("p", page)]
        ),
        "/shop/?" + form(
            [
                ("filter_color", f"{colour},green"), ("query_type_color", "or"), ("min_price", low), ("max_price", high), ("rating_filter", "4,5"),
                ("orderby", "price-desc"),
            ]
        ),
        "/Herren/Schuhe/?" + form(
            [
                ("p", page), ("order", "price-asc"), ("properties", f"{hexs(rng, 32)}|{hexs(rng, 32)}"), ("manufacturer", hexs(rng, 32)), ("min-price", low),
                ("max-price", high), ("no-aggregations", 1),
            ]
        ),
        "/3-clothes?" + form([("q", f"Size-M-L/Color-{colour}/Price-€-{low}-{high}"), ("order", "product.price.asc"), ("page", page)]),
        "/index.php?" + form([("route", "product/category"), ("path", "20_27"), ("sort", "p.price"), ("order", "DESC"), ("limit", 100), ("filter", "1,3,5")]),
        "/c/shoes?" + query([("f", f"brand:{brand}|size:42..44|price:{low}~{high}"), ("sort", "relevance:desc"), ("q", ":relevance:allCategories:shoes")]),
        "/s/shop/search?" + form(
            [
                ("cgid", "mens-clothing"), ("prefn1", "refinementColor"), ("prefv1", f"{colour}|Blue"), ("pmin", f"{low}.00"), ("pmax", f"{high}.00"),
                ("srule", "price-low-to-high"), ("start", 24), ("sz", 24),
            ]
        ),
        "/api/listing?" + form([("where", f"price>={low} and price<={high}"), ("order_by", "price desc"), ("limit", 24), ("offset", 24 * page)]),
        "/list?" + form([("filters", f'{{"price":{{"min":{low},"max":{high}}},"brand":["{brand}"],"in_stock":true}}')]),
        "/list?" + form(
            [
                ("facetFilters", f'[["color:{colour}","color:blue"],["brand:{brand}"]]'), ("numericFilters", f'["price>={low}","price<={high}"]'),
                ("attributesToRetrieve", '["*"]'),
            ]
        ),
        "/catalog?" + form(
            [("refinementList[brand][0]", brand), ("range[price]", f"{low}:{high}"), ("hierarchicalMenu[categories.lvl0][0]", "Home > Kitchen > Tables")]
        ),
        "/outlet?" + form([("size", "38|40|42"), ("discount", ">30%"), ("price", f"<{high}"), ("view", "grid(4)")]),
        "/parts?" + form([("thread", 'M8 x 1.25 (DIN 912) [A2]'), ("length", '3/4"-1 1/2"'), ("tolerance", "±0.1"), ("id!", digits(rng, 3))]),
        "/browse/select/women?" + query([("attr[12]", 5), ("attr[15][]", "a b"), ("range", f"{low},{high}"), ("in-stock", "true")]),
        "/rest/V1/products?" + query(
            [
                ("searchCriteria[filter_groups][0][filters][0][field]", "name"), ("searchCriteria[filter_groups][0][filters][0][value]", "%shirt%"),
                ("searchCriteria[filter_groups][0][filters][0][condition_type]", "like"), ("searchCriteria[sortOrders][0][direction]", "DESC"),
                ("searchCriteria[pageSize]", rng.randrange(10, 100)),
            ]
        ),
    ]
    target = rng.choice(targets)
    if "/rest/" in target or "/api/" in target or rng.random() < 0.25:
        return xhr(rng, "GET", target, cookie=jar(rng, rich=False), referer=own(rng))
    return browser(rng, "GET", target, cookie=jar(rng, rich=rng.random() < 0.3), referer=rng.choice((None, own(rng))))


def campaigns(rng):
    click = letters(rng, 90, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
    landing = "/" + path(rng.choice(SLUGS))
    back = rng.choice(("/account/orders?page=2", "/checkout", "/de/warenkorb#summary", "/products/linen-shirt?variant=3&size=M", "/login?next=/wishlist"))
    campaign = rng.choice(
        (
            "spring_sale", "50% off & free shipping", "DE | Brand | Exact", "black-friday-2025", "[Shopping] DE - All Products", "Nur heute: -20%",
            "{{campaign.name}}", "Q4_Retargeting (DPA)", "union-jack-week", "welcome-series #1", "últimas-unidades"
        )
    )
    targets = [
        landing + "?" + form(
            [
                ("utm_source", rng.choice(("newsletter", "google", "facebook", "ig"))), ("utm_medium", rng.choice(("email", "cpc", "paid_social"))),
                ("utm_campaign", campaign), ("utm_content", rng.choice(("hero-image", "text_link_1", "cta>top", "A/B test: B"))), ("utm_term", search(rng)),
                ("utm_id", digits(rng, 11)),
            ]
        ),
        landing + f"?gad_source=1&gad_campaignid={digits(rng, 11)}&gbraid=0AAAAA{letters(rng, 22)}&gclid=Cj0KCQjw{click}_wcB",
        landing + f"?fbclid=IwZXh0bgNhZW0{click}_aem_{letters(rng, 22)}",
        landing + f"?msclkid={hexs(rng, 32)}&utm_source=bing&utm_medium=cpc&utm_campaign={component(campaign)}&utm_term=%2Bred%20%2Bdress",
        landing + f"?ttclid=E.C.P.{click}&wbraid={letters(rng, 40)}", landing + "?" + form([("srsltid", f"AfmBO{letters(rng, 50)}")]),
        landing + "?" + form([("_kx", f"{letters(rng, 44)}.{letters(rng, 6)}"), ("mc_cid", hexs(rng, 10)), ("mc_eid", "UNIQID")]),
        landing + f"?dclid={letters(rng, 40)}&epik=dj0{letters(rng, 50)}&irclickid={letters(rng, 20)}&awc=12345_{epoch(rng)}_{hexs(rng, 32)}",
        "/login?" + form([("redirect", back)]), "/customer/account/login/referer/" + b64(rng, 39).replace("/", "_").replace("+", "-").replace("=", "~") + "/",
        "/login?" + form([("returnUrl", ORIGIN + back)]), "/account/login?checkout_url=" + component(back),
        "/account/login?return_to=" + component(ORIGIN + back),
        "/auth/callback?" + form(
            [
                ("code", f"4/0A{token(rng, 48)}"), ("state", token(rng, 24)), ("scope", "openid email profile https://www.googleapis.com/auth/userinfo.email"),
                ("authuser", 0), ("prompt", "consent"),
            ]
        ),
        "/newsletter/confirm?" + form([("em", hexs(rng, 40)), ("hash", hexs(rng, 32))]),
        "/unsubscribe?" + form([("email", "anna.o'neill+shop@example.org"), ("list", "a,b"), ("sig", b64(rng, 32))]),
        "/r/?u=" + component(
            ORIGIN + landing + "?utm_source=mail&utm_campaign=" + component(campaign)
        ) + "&t=" + jwt(rng, {"cid": digits(rng, 8), "iat": epoch(rng)}),
        "/go?" + form([("url", ORIGIN + back), ("from", rng.choice(REFERRERS[:6]))]),
        "/checkout/success?" + form(
            [
                ("payment_intent", f"pi_{letters(rng, 24)}"), ("payment_intent_client_secret", f"pi_{letters(rng, 24)}_secret_{letters(rng, 25)}"),
                ("redirect_status", "succeeded"),
            ]
        ),
        "/paypal/return?" + form([("token", f"EC-{letters(rng, 17).upper()}"), ("PayerID", letters(rng, 13).upper())]),
        "/adyen/result?redirectResult=" + component(f"X6XtfGC3!{b64(rng, 120)}"),
        "/klarna/back?" + form([("sid", uuid(rng)), ("authorization_token", uuid(rng))]),
        "/?" + form(
            [
                ("gclsrc", "aw.ds"), ("ds_rl", "1234567"), ("utm_campaign", "{campaignname}"), ("matchtype", "{matchtype}"), ("device", "c"),
                ("keyword", search(rng)),
            ]
        ),
        landing + "#:~:text=best%20price"[:0] + "?" + form(
            [("ref", rng.choice(REFERRERS)), ("source", "email"), ("discount", "SPRING-20%"), ("sca_ref", f"{digits(rng, 7)}.{letters(rng, 10)}")]
        ),
        landing + "?" + form(
            [("_gl", f"1*{letters(rng, 7).lower()}*_up*MQ..*_ga*{letters(rng, 18)}.*_ga_{letters(rng, 10).upper()}*czE3NDY0{letters(rng, 30)}.")]
        ),
        landing + "?amp;utm_source=feed&amp;utm_medium=cpc&currency=EUR",
        "/consent?" + form([("gdpr", 1), ("gdpr_consent", f"CQ{token(rng, 40)}"), ("us_privacy", "1YNN"), ("gpp", "DBABBg~BUUAAAAAAlA.QA")]),
    ]
    referer = rng.choice((None, *REFERRERS))
    return browser(rng, "GET", rng.choice(targets), cookie=rng.choice((None, jar(rng, rich=False))), referer=referer)


def pages(rng):
    """Pages of products and categories with full cookie jars."""
    slug = path(rng.choice(SLUGS))
    article = rng.choice(
        (
            "linen-shirt", "o'neill-jacket", "table-d'appoint", "3-4-zoll-rohr-union", "größe-xl-pullover", "c++-primer-5th-ed.",
            "guns-n'-roses-t-shirt-(black)", "50%25-cotton-shirt", "платье-летнее", "コーヒー豆-200g", "咖啡机", "drop-table-oak", "select-wine-6x0,75l",
            "kids'-bike-16%22"
        )
    )
    target = rng.choice(
        (
            f"/{slug}", f"/{slug}/?p={rng.randrange(2, 20)}", f"/products/{path(article)}?variant={digits(rng, 14)}", f"/{path(article)}.html",
            f"/{path(article)}-p-{digits(rng, 6)}.html", f"/{slug}/{path(article)}/{sku(rng)}", f"/p/{digits(rng, 7)}/{path(article)};pgid={token(rng, 16)}",
            f"/produkt/{path(article)}/#tab-reviews".split("#")[0], f"/detail/{hexs(rng, 32)}",
            f"/index.php?route=product/product&path=18&product_id={digits(rng, 2)}",
            f"/catalog/product/view/id/{digits(rng, 4)}/s/{path(article)}/category/{digits(rng, 2)}/",
            f"/gp/{letters(rng, 10).upper()}/ref=sr_1_{rng.randrange(1, 20)}?keywords={component(search(rng))}&qid={epoch(rng)}&sr=8-1",
            f"/{rng.choice(('de', 'en-gb', 'fr-be', 'zh-hans'))}/{slug}", f"/blog/{day(rng).replace('-', '/')}/{slug}"
        )
    )
    return browser(rng, "GET", target, cookie=jar(rng), referer=rng.choice((None, own(rng), *REFERRERS)))


def visits_of_admin(rng):
    """The shop's staff at work in the administration."""
    targets = [
        "/wp-admin/edit.php?" + form(
            [("post_type", "product"), ("s", search(rng)), ("product_cat", "shoes"), ("action", "-1"), ("paged", rng.randrange(1, 9))]
        ),
        "/wp-admin/admin.php?" + form(
            [
                ("page", "wc-admin"), ("path", "/analytics/orders"), ("period", "custom"), ("compare", "previous_year"), ("after", day(rng)),
                ("before", day(rng)), ("orderby", "date"), ("order", "desc"), ("interval", "day"),
            ]
        ),
        f"/wp-admin/post.php?post={digits(rng, 5)}&action=edit",
        "/wp-json/wc-analytics/reports/orders/stats?" + form(
            [
                ("order", "asc"), ("interval", "hour"), ("per_page", 100), ("after", day(rng) + "T00:00:00"), ("fields[0]", "orders_count"),
                ("fields[1]", "net_revenue"), ("_locale", "user"),
            ]
        ),
        f"/admin/sales/order/view/order_id/{digits(rng, 6)}/key/{hexs(rng, 64)}/",
        "/admin/mui/index/render/?" + form(
            [
                ("namespace", "sales_order_grid"), ("search", search(rng)), ("filters[placeholder]", "true"), ("filters[status]", "processing"),
                ("filters[created_at][from]", "01/02/2025"), ("paging[pageSize]", 20), ("paging[current]", rng.randrange(1, 30)),
                ("sorting[field]", "increment_id"), ("sorting[direction]", "desc"), ("isAjax", "true"),
            ]
        ),
        "/admin/orders?" + form([("query", "#" + digits(rng, 5)), ("inContextTimeframe", "last_30_days"), ("financial_status", "paid,pending")]),
        "/admin1234/index.php?" + form(
            [("controller", "AdminProducts"), ("token", hexs(rng, 32)), ("filter_column_name", search(rng)), ("filter_column_price", ">=10")]
        ),
    ]
    return browser(rng, "GET", rng.choice(targets), cookie=jar(rng, "wordpress admin", rich=False), referer=ORIGIN + "/wp-admin/")


def assets(rng):
    digest, name = hexs(rng, rng.choice((8, 16, 20))), rng.choice(
        (
            "main", "vendors~checkout", "app-layout", "chunk-2d0c0", "product.[id]", "runtime", "theme", "jquery-3.7.1.min", "swiper-bundle.min", "framework",
            "_buildManifest"
        )
    )
    picture = rng.choice(("Küche weiß 3-4", "sofa-l'été", "shirt (blue)"))
    kind, target = rng.choice(
        (
            ("script", f"/_next/static/chunks/pages/products/%5B...slug%5D-{digest}.js"), ("script", f"/assets/{name}.{digest}.js"),
            ("script", f"/cdn/shop/t/{rng.randrange(2, 99)}/assets/{name}.js?v={digits(rng, 20)}{epoch(rng)}"),
            ("style", f"/static/version{epoch(rng)}/frontend/Vendor/theme/de_DE/css/styles-m.min.css"),
            ("style", f"/wp-content/plugins/woocommerce/assets/client/blocks/{name}.css?ver=9.{rng.randrange(1, 9)}.{rng.randrange(1, 9)}"),
            ("style", f"/wp-content/cache/min/1/{digest}.css?ver={epoch(rng)}"), ("script", f"/wp-includes/js/dist/vendor/{name}.min.js?ver=6.7.2"),
            ("script", f"/theme/{hexs(rng, 32)}/js/storefront/storefront.js?{epoch(rng)}"),
            (
                "image",
                f"/media/catalog/product/cache/{hexs(rng, 32)}/w/s/ws12-blue_main_{rng.randrange(1, 9)}.jpg?optimize=medium&bg-color=255,255,255&fit=bounds&height=300&width=240&canvas=240:300"
            ),
            (
                "image",
                f"/cdn/shop/files/{path(rng.choice(('Größe XL (1).jpg', 'shirt_blue@2x.png', '50%25 off.webp', 'IMG_2034.HEIC.jpg', 'O´Neill_Jacket.jpg', '写真01.png')))}?crop=center&height=600&v={epoch(rng)}&width=600"
            ),
            ("image", f"/thumbnail/{hexs(rng, 2)}/{hexs(rng, 2)}/{hexs(rng, 2)}/{epoch(rng)}/{path(picture)}_400x400.jpg?ts={epoch(rng)}"),
            ("image", f"/cdn-cgi/image/width=640,quality=75,format=auto/products/{digits(rng, 6)}.png"),
            ("image", "/_next/image?" + form([("url", f"/media/products/{digits(rng, 6)}/front view.jpg"), ("w", 828), ("q", 75)])),
            ("image", "/_ipx/w_400&f_webp&q_80/https://cdn.shop.example/p/" + digits(rng, 7) + ".jpg"),
            ("image", f"/img/{hexs(rng, 32)}.svg#logo".split("#")[0]),
            ("font", f"/fonts/inter-v13-latin-{rng.choice(('regular', '500', '700'))}.woff2?v={digest}"),
            ("font", "/fonts/fontawesome-webfont.eot?#iefix&v=4.7.0".split("#")[0] + digest),
            ("script", f"/combine/npm/{name}@{rng.randrange(1, 9)}.{rng.randrange(20)}.3/dist/index.min.js,npm/swiper@11"),
            ("script", f"/min/?f=js/a.js,js/b.js,js/{name}.js&v={digest}"),
            ("style", f"/css2?family=Inter:wght@400;500;{rng.randrange(6, 9)}00&family=Noto+Sans+JP:ital,wght@0,400;1,700&display=swap&h={digest}"),
            ("manifest", f"/site.webmanifest?v={digest}"),
            ("image", f"/favicon-{rng.choice((16, 32, 96, 192))}x{rng.choice((16, 32, 96, 192))}.png?v={digest}"),
            ("empty", f"/_next/data/{letters(rng, 21)}/de/products/linen-shirt.json?slug=linen-shirt&sort=-price"),
            ("empty", f"/page-data/{path(rng.choice(SLUGS))}/page-data.json?h={digest}"),
        )
    )
    return browser(
        rng, "GET", target, kind=kind, cookie=rng.choice((None, jar(rng, rich=False))), referer=own(rng),
        extra=rng.choice(([], [("If-None-Match", f'W/"{digest}"')], [("If-Modified-Since", "Tue, 14 Jan 2025 10:11:12 GMT")], [("Range", "bytes=0-")]))
    )


WELL_KNOWN = [
    "/robots.txt", "/sitemap.xml", "/sitemap_index.xml", "/sitemap_products_1.xml?from=1&to=99", "/media/sitemap/de.xml.gz", "/ads.txt", "/app-ads.txt",
    "/humans.txt", "/.well-known/security.txt", "/.well-known/apple-developer-merchantid-domain-association", "/.well-known/apple-app-site-association",
    "/apple-app-site-association", "/.well-known/assetlinks.json", "/.well-known/openid-configuration", "/.well-known/change-password", "/.well-known/gpc.json",
    "/.well-known/traffic-advice", "/.well-known/dnt-policy.txt", "/.well-known/mta-sts.txt", "/.well-known/webfinger?resource=acct%3Ashop%40shop.example",
    "/.well-known/pki-validation/{}.txt", "/.well-known/acme-challenge/{}", "/favicon.ico", "/apple-touch-icon-120x120-precomposed.png", "/browserconfig.xml",
    "/crossdomain.xml", "/feed/", "/feeds/google-merchant.xml?country=DE&currency=EUR", "/rss/catalog/new/cid/2/", "/google{}.html", "/BingSiteAuth.xml",
    "/yandex_{}.html", "/pinterest-{}.html", "/health", "/opensearch.xml", "/llms.txt",
]


def well_known(rng):
    return server(
        rng, rng.choice(("GET", "GET", "GET", "HEAD")), rng.choice(WELL_KNOWN).format(token(rng, 32)),
        agent=rng.choice(
            (
                *CRAWLERS, "Mozilla/5.0 (compatible; Let's Encrypt validation server; +https://www.letsencrypt.org)", "com.apple.trustd/3.0",
                "GoogleAssociationService", "Apple-PubSub/65.28"
            )
        ),
        accept="*/*"
    )


def crawlers(rng):
    slug = path(rng.choice(SLUGS))
    target = rng.choice(
        (
            f"/{slug}", f"/{slug}?p={rng.randrange(2, 50)}", f"/products/{sku(rng)}", f"/search?{form([('q', search(rng))])}",
            f"/sitemap_{rng.randrange(9)}.xml", f"/{slug}?" + form([("color", "red"), ("dir", "asc"), ("order", "name")]), f"/media/{hexs(rng, 12)}.jpg",
            f"/?_escaped_fragment_=/{slug}"
        )
    )
    extra = rng.choice(([("From", "googlebot(at)googlebot.com")], [], [("If-Modified-Since", "Sun, 02 Mar 2025 03:04:05 GMT")], [("Accept-Language", "en-US")]))
    return server(
        rng, "GET", target, agent=rng.choice(CRAWLERS),
        accept=rng.choice(("text/html,application/xhtml+xml,application/signed-exchange;v=b3,application/xml;q=0.9,*/*;q=0.8", "*/*")), extra=extra
    )


def apps(rng):
    target = rng.choice(
        (
            f"/api/v{rng.randrange(1, 4)}/products/{digits(rng, 6)}?{form([('fields', 'id,name,price(amount,currency)'), ('locale', 'de_DE')])}",
            "/api/v2/search?" + form([("q", search(rng)), ("lat", "48.2082"), ("lon", "16.3738"), ("radius", "10km")]),
            f"/mobile/home?{form([('screen', '1170x2532'), ('os', 'iOS 17.5'), ('ab', 'home:b,pdp:a')])}", f"/api/cart/{uuid(rng)}",
            "/graphql?" + form(
                [
                    ("operationName", "Home"), ("variables", '{"locale":"de"}'),
                    ("extensions", f'{{"persistedQuery":{{"version":1,"sha256Hash":"{hexs(rng, 64)}"}}}}'),
                ]
            )
        )
    )
    extra = [
        ("Authorization", "Bearer " + jwt(rng, {"sub": uuid(rng), "aud": "shop-app", "exp": epoch(rng)})), ("Accept-Language", "de-AT;q=1.0, en-AT;q=0.9"),
        ("X-Device-Id", uuid(rng)), ("X-App-Version", "4.12.0 (41200)"),
    ]
    return server(rng, "GET", target, agent=rng.choice(APPS), extra=rng.sample(extra, rng.randrange(1, 5)) + [("If-None-Match", f'"{hexs(rng, 32)}"')])
