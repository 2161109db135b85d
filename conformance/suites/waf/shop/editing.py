"""The shop's staff: descriptions and pages from rich-text editors, settings, mail templates; and uploads of customers and staff."""
import struct
import zlib

from .clients import browser, server, xhr
from .cookies import jar
from .people import person
from .texts import message, note, review
from .tokens import ORIGIN, compact, day, digits, epoch, form, hexs, letters, price, raw, sku, token, uuid

FORM, JSON = "application/x-www-form-urlencoded; charset=UTF-8", "application/json"

PARTS = [
    "<p style=\"text-align: center;\"><strong>Neu:</strong> Tisch „Union“ – <em>80 × 80 cm</em></p>",
    "<h2>Where to buy &amp; how to order</h2>\n<p>Select your size from the table below; drop us a line if unsure.</p>",
    "<ul>\n<li>100% cotton</li>\n<li>5'11\" model wears size&nbsp;M</li>\n<li>R&amp;D made in EU</li>\n</ul>",
    "<table border=\"0\" cellpadding=\"4\" style=\"width: 100%; border-collapse: collapse;\"><tbody><tr><th>Size</th><th>Chest (cm)</th></tr><tr><td>S</td><td>&lt; 90</td></tr><tr><td>M</td><td>90&ndash;98</td></tr></tbody></table>",
    "<p><img src=\"https://cdn.shop.example/media/wysiwyg/table-1.jpg\" alt=\"Table &quot;Union&quot;\" width=\"600\" height=\"400\" loading=\"lazy\"></p>",
    "<p><a href=\"https://shop.example/sale?utm_source=blog&amp;utm_medium=link\" target=\"_blank\" rel=\"noopener\" title=\"Sale\">To the sale &raquo;</a></p>",
    "<p><span style=\"color: rgb(184, 49, 47); font-size: 18px; font-family: Arial, Helvetica, sans-serif;\">Nur heute -20&nbsp;%!</span><br></p>",
    "<blockquote class=\"quote\"><p>“It's the best table I've ever had.”</p><cite>— Anna O'Neill</cite></blockquote>",
    "<div class=\"row\"><div class=\"col-md-6\"><p>Links</p></div><div class=\"col-md-6\"><p>Rechts</p></div></div>",
    "<!-- wp:paragraph {\"align\":\"center\"} -->\n<p class=\"has-text-align-center\">Willkommen im Shop!</p>\n<!-- /wp:paragraph -->",
    "<!-- wp:image {\"id\":123,\"sizeSlug\":\"large\"} -->\n<figure class=\"wp-block-image size-large\"><img src=\"https://shop.example/wp-content/uploads/2025/02/table.jpg\" alt=\"\" class=\"wp-image-123\"/><figcaption>Tisch</figcaption></figure>\n<!-- /wp:image -->",
    "<p>Größentabelle: <sup>1)</sup> gemessen <u>flach</u>; <s>49,90&nbsp;€</s> <b>39,90&nbsp;€</b></p>",
    "<ol><li>Drop the table legs into place</li><li>Insert screws (M8&nbsp;x&nbsp;1.25)</li><li>Update: don't over-tighten</li></ol>",
    "<p>Μέγεθος, размер, サイズ, 尺寸, גודל, حجم</p>", "<h3 id=\"faq\">FAQ</h3><dl><dt>Is it real oak?</dt><dd>Yes – 100&nbsp;%.</dd></dl><hr>",
    "<p>E-mail: <a href=\"mailto:service@shop.example?subject=Question\">service@shop.example</a>, Tel.: <a href=\"tel:+4315550100\">+43 1 555 01 00</a></p>",
    "[gallery ids=\"12,13,14\" columns=\"3\"]\n\nText nach der Galerie.",
    "{{widget type=\"Magento\\CatalogWidget\\Block\\Product\\ProductsList\" title=\"New\" products_count=\"10\" template=\"Magento_CatalogWidget::product/widget/content/grid.phtml\"}}",
    "<p>{{trans \"Hello %customer_name\" customer_name=$customer.name}}, order #{{var order.increment_id}}</p>",
    "{% if customer %}<p>Hi {{ customer.first_name }}!</p>{% endif %}",
]
JOINTS = ["", "\n", "\r\n", "<p>&nbsp;</p>"]


def html(rng):
    return rng.choice(JOINTS).join(rng.sample(PARTS[:17], rng.randrange(1, 6)))


def rich_text(rng):
    text, title = html(rng), rng.choice(
        ("Table \"Union\" 80x80", "About us & FAQ", "Größen > Tabelle", "Script fonts 50% off", "O'Neill – neu!", "Size 5'11\"", "Select & drop", "コーヒー豆")
    )
    choices = [
        (
            "/wp-admin/post.php", FORM,
            form(
                [
                    ("_wpnonce", hexs(rng, 10)), ("_wp_http_referer", f"/wp-admin/post.php?post={digits(rng, 4)}&action=edit"), ("action", "editpost"),
                    ("post_type", "product"), ("post_title", title), ("content", text), ("excerpt", html(rng)), ("_regular_price", price(rng)),
                    ("_sku", sku(rng)), ("tax_input[product_cat][]", 12), ("attribute_names[0]", "Größe"), ("attribute_values[0]", "S | M | L"),
                    ("save", "Aktualisieren"),
                ]
            )
        ),
        (
            "/wp-json/wp/v2/pages/" + digits(rng, 4) + "?_locale=user", JSON,
            compact({"id": int(digits(rng, 4)), "title": title, "content": text, "status": "publish", "meta": {"_links_to": ""}})
        ),
        (
            "/admin/catalog/product/save/id/" + digits(rng, 4) + "/type/simple/store/0/set/4/key/" + hexs(rng, 64) + "/back/edit", FORM,
            form(
                [
                    ("form_key", letters(rng, 16)), ("product[name]", title), ("product[sku]", sku(rng)), ("product[price]", price(rng)),
                    ("product[description]", text), ("product[short_description]", html(rng)), ("product[meta_keyword]", "table, union, select"),
                    ("product[website_ids][1]", 1),
                ]
            )
        ),
        (
            "/admin/cms/page/save/key/" + hexs(rng, 64), FORM,
            form(
                [
                    ("form_key", letters(rng, 16)), ("title", title), ("identifier", "about-us"), ("content", text + rng.choice(("", PARTS[17]))),
                    ("layout_update_xml", ""), ("is_active", 1),
                ]
            )
        ),
        (
            "/admin/api/2025-01/products/" + digits(rng, 13) + ".json", JSON,
            compact(
                {
                    "product": {
                        "id": int(digits(rng, 13)), "title": title, "body_html": text, "tags": "table, oak, \"new\"",
                        "metafields": [{"namespace": "custom", "key": "care", "value": note(rng), "type": "multi_line_text_field"}],
                    }
                }
            )
        ),
        (
            "/admin/internal/graphql", JSON,
            compact(
                {
                    "operationName": "ProductSave",
                    "query": "mutation ProductSave($product: ProductInput!) { productUpdate(input: $product) { product { id descriptionHtml } userErrors { field message } } }",
                    "variables": {
                        "product": {
                            "id": "gid://shopify/Product/" + digits(rng, 13), "descriptionHtml": text, "seo": {"title": title, "description": note(rng)},
                        }
                    },
                }
            )
        ),
        (
            "/api/product/" + hexs(rng, 32), JSON,
            compact({"id": hexs(rng, 32), "translations": {hexs(rng, 32): {"name": title, "description": text, "metaTitle": title}}})
        ),
        (
            "/admin/index.php?route=catalog/product.save&user_token=" + hexs(rng, 32), FORM,
            form(
                [
                    ("product_description[1][name]", title), ("product_description[1][description]", text), ("product_description[1][tag]", "oak,table"),
                    ("model", sku(rng)), ("price", price(rng)), ("product_seo_url[0][1]", "table-union"),
                ]
            )
        ),
        (
            "/admin/email_template/save/id/" + digits(rng, 2) + "/key/" + hexs(rng, 64), FORM,
            form(
                [
                    ("form_key", letters(rng, 16)), ("template_code", title),
                    ("template_subject", "{{trans \"Your %store_name order\" store_name=$store.frontend_name}}"), ("template_text", PARTS[18] + text),
                    ("template_styles", "body { font-family: Arial; } .btn > a:hover { color: #fff !important; }"),
                ]
            )
        ),
        (
            "/admin/notification_templates/" + digits(rng, 2), FORM,
            form(
                [
                    ("_method", "patch"), ("authenticity_token", token(rng, 64)), ("template[title]", "Order {{ name }} confirmed"),
                    ("template[body_html]", PARTS[19] + text),
                ]
            )
        ),
        (
            "/wp-admin/admin-ajax.php", FORM,
            form(
                [
                    ("action", "wp_autosave"), ("data[wp_autosave][post_id]", digits(rng, 4)), ("data[wp_autosave][content]", text),
                    ("data[wp_autosave][post_title]", title), ("data[wp-refresh-post-lock][lock]", f"{epoch(rng)}:3"), ("_nonce", hexs(rng, 10)),
                    ("interval", 60), ("screen_id", "product"),
                ]
            )
        ),
        (
            "/blog/comments", FORM,
            form(
                [
                    ("comment[body]", f"<p>{review(rng).replace('&', '&amp;').replace('<', '&lt;')}</p>"), ("comment[author]", person(rng).first),
                    ("comment[url]", "https://example.org/~anna/"),
                ]
            )
        ),
        (
            "/admin/translations/save", JSON,
            compact(
                {
                    "locale": "de-DE",
                    "strings": {
                        "cart.items": "{count, plural, =0 {leer} one {# Artikel} other {# Artikel}}", "greeting": "Hallo ${name}, schön!",
                        "price.from": "ab %s €", "size": title, "rev": hexs(rng, 8),
                    },
                }
            )
        ),
        (
            "/admin/css/save", FORM,
            form(
                [
                    (
                        "css",
                        f".hero {{ background: url('https://cdn.shop.example/h-{hexs(rng, 4)}.jpg') no-repeat; width: calc(100% - 20px); }}\n@media (max-width: 600px) {{ .hero > a::after {{ content: \"\\00bb\"; }} }}"
                    ),
                    ("rev", digits(rng, 4)),
                ]
            )
        ),
        ("/admin/redirects", FORM, form([("redirect[path]", f"/old/{hexs(rng, 4)}?id=12"), ("redirect[target]", ORIGIN + "/new"), ("regex", "^/shop/(.*)$")])),
    ]
    target, content, body = rng.choice(choices)
    send = xhr if content == JSON or "ajax" in target else browser
    return send(
        rng, "POST", target, body=body, content=content.split(";")[0] if send is browser else content,
        cookie=jar(rng, rng.choice(("wordpress admin", "magento", "shopify")), rich=False), referer=ORIGIN + "/admin/"
    )


def png(rng):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    width = rng.randrange(8, 40)
    rows = b"".join(b"\0" + raw(rng, width * 3) for _ in range(width))
    return b"\x89PNG\r\n\x1a\n" + chunk(
        b"IHDR", struct.pack(">IIBBBBB", width, width, 8, 2, 0, 0, 0)
    ) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg(rng):
    """The frame of a JPEG around noise, as a detector sees it; 0xFF is followed by 0x00 in an entropy-coded segment."""
    exif = b"Exif\0\0MM\0*\0\0\0\x08" + rng.choice((b"Apple\0iPhone 14 Pro\0", b"SAMSUNG\0SM-S918B\0", b"Canon\0EOS R6\0")) + raw(rng, 60)
    scan = raw(rng, rng.randrange(800, 6000)).replace(b"\xff", b"\xff\0")
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0H\0H\0\0\xff\xe1" + struct.pack(
        ">H", len(exif) + 2
    ) + exif + b"\xff\xdb\0C\0" + raw(
        rng, 64
    ) + b"\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03\x01\"\0\x02\x11\x01\x03\x11\x01\xff\xda\0\x0c\x03\x01\0\x02\x11\x03\x11\0?\0" + scan + b"\xff\xd9"


def pdf(rng):
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n4 0 obj\n<< /Length 900 /Filter /FlateDecode >>\nstream\n" + zlib.compress(
        raw(rng, rng.randrange(400, 3000))
    ) + b"\nendstream\nendobj\nxref\n0 5\n0000000000 65535 f \ntrailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n1234\n%%EOF\n"


def csv(rng):
    rows = [
        f'{sku(rng)},"{rng.choice(("Table ""Union"" 3/4""", "Shirt, blue", "O-Ring 5mm", "Größe 38/40", "C++ Kurs; Band 1"))}",{price(rng)},"{html(rng).replace(chr(34), chr(34) * 2)}","Home > Tables, Sale",{rng.randrange(500)}\r\n' for _ in range(
            rng.randrange(2, 25)
        )
    ]
    return ("\ufeffsku,name,price,description,categories,qty\r\n" + "".join(rows)).encode()


def uploads(rng):
    someone, order = person(rng), digits(rng, 5)
    image, type_ = rng.choice(((png(rng), "image/png"), (jpeg(rng), "image/jpeg")))
    name = rng.choice(
        (
            "IMG_2034.JPG", "Foto 12.03.2025, 10 15 32.jpg", "Bildschirmfoto 2025-03-12 um 10.15.32.png", "größe (1).png", "O'Neill jacket.jpg",
            "damage #1.jpg", "写真.jpg", "фото.jpeg", "image.png", "select & drop.jpg"
        )
    )
    choices = [
        ("/returns/upload", [("order", "#" + order), ("reason", "damaged/defekt"), ("comment", message(rng))], [("photos[]", name, type_, image)]),
        ("/api/reviews/photos", [("review_id", uuid(rng))], [("file", name, type_, image), ("file", "thumb.jpg", "image/jpeg", jpeg(rng))]),
        ("/wp-admin/async-upload.php", [("name", name), ("action", "upload-attachment"), ("_wpnonce", hexs(rng, 10))], [("async-upload", name, type_, image)]),
        (
            "/admin/import/products",
            [
                ("form_key", letters(rng, 16)), ("behavior", "append"), ("_import_field_separator", ","), ("_import_multiple_value_separator", "|"),
                ("import_images_file_dir", ""),
            ],
            [("import_file", f"products_{day(rng)}.csv", rng.choice(("text/csv", "application/vnd.ms-excel", "application/octet-stream")), csv(rng))]
        ),
        (
            "/b2b/orders/upload", [("company", someone.company), ("po", "PO-2025/" + order)],
            [("document", f"Bestellung {order} (final).pdf", "application/pdf", pdf(rng))]
        ),
        (
            "/custom/print",
            [("product", sku(rng)), ("text", rng.choice(("Ann & Bob <3", "1=1", "O'Hara"))), ("options", compact({"font": "Script", "x": 12.5, "scale": 1.2}))],
            [("design", "", "application/octet-stream", b""), ("preview", "blob", type_, image)]
        ),
        ("/admin/catalog/product/gallery/upload?isAjax=true", [("form_key", letters(rng, 16))], [("image", name, type_, image)]),
        ("/api/products/csv", [("mapping", '{"sku":"Art.-Nr.","name":"Bezeichnung"}')], [("file", "preise;neu.csv", "text/csv", csv(rng))]),
    ]
    target, fields, files = rng.choice(choices)
    boundary = rng.choice(
        ("----WebKitFormBoundary" + letters(rng, 16), "---------------------------" + digits(rng, 30), "----geckoformboundary" + hexs(rng, 32))
    )
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode() for field, value in fields]
    parts += [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{file}"\r\nContent-Type: {kind}\r\n\r\n'.encode() + data + b"\r\n" for field,
        file, kind, data in files
    ]
    body = b"".join(parts) + f"--{boundary}--\r\n".encode()
    if target.startswith("/api/products"):
        return server(rng, "POST", target, body=body, content=f"multipart/form-data; boundary={boundary}", extra=[("Authorization", "Bearer " + token(rng, 30))])
    if rng.random() < 0.12:
        return server(
            rng, "PUT", f"/api/media/{uuid(rng)}/{rng.randrange(9)}.{type_[6:]}", body=image, content=type_,
            extra=[("Authorization", "Bearer " + token(rng, 30))]
        )
    return xhr(
        rng, "POST", target, body=body, content=f"multipart/form-data; boundary={boundary}", cookie=jar(rng, rich=rng.random() < 0.3),
        referer=ORIGIN + "/account"
    )
