"""Buying: baskets, checkouts, accounts, vouchers, gifts, and what customers write to the shop."""
from .browsing import own, path, SLUGS
from .clients import browser, xhr
from .cookies import jar
from .people import person
from .texts import message, money, note, review
from .tokens import ORIGIN, b64, compact, day, digits, epoch, form, hexs, letters, price, sku, token, uuid

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
PASSWORDS = [
    "correct horse battery staple", "Passw0rd!--", "or'chid#1", "a\"b'c;d", "<3myCat&Dog", "S3lect*from.me", "%20%27x", "Tr0ub4dor&3", "ключ-Пароль1!",
    "(§$&/)=?`´", "pa$$w0rd{}[]", "union-Jack#1066", "-_-'zzz", "C:\\>dir?", "密码123!", "||piped||", "x=1=1=x", "`tick`s", "--==>>;;",
]


def form_of(person, prefix, names):
    """The fields of an address as a platform names them."""
    values = {
        "first": person.first, "last": person.last, "company": person.company, "street": person.street, "city": person.city, "region": person.region,
        "postcode": person.postcode, "country": person.country, "phone": person.phone, "email": person.email,
    }
    return [(prefix + name, values[key]) for key, name in names.items()]


WOO = {
    "first": "first_name", "last": "last_name", "company": "company", "country": "country", "street": "address_1", "postcode": "postcode", "city": "city",
    "region": "state", "phone": "phone", "email": "email",
}
OPENCART = {
    "first": "firstname", "last": "lastname", "email": "email", "phone": "telephone", "company": "company", "street": "address_1", "city": "city",
    "postcode": "postcode", "country": "country_id", "region": "zone_id",
}


def checkouts(rng):
    someone, text, method = person(rng), note(rng), rng.randrange(6)
    if method == 0:
        attribution = [
            ("wc_order_attribution_source_type", "organic"), ("wc_order_attribution_referrer", "https://www.google.com/"),
            ("wc_order_attribution_utm_campaign", "(none)"), ("wc_order_attribution_session_entry", ORIGIN + "/sale?utm_source=x"),
            ("wc_order_attribution_user_agent", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"),
        ]
        fields = form_of(someone, "billing_", WOO) + [
            ("order_comments", text), ("payment_method", "cod"), ("terms", "on"), ("terms-field", 1), *attribution,
            ("woocommerce-process-checkout-nonce", hexs(rng, 10)), ("_wp_http_referer", "/?wc-ajax=update_order_review"),
        ]
        return xhr(
            rng, "POST", "/?wc-ajax=checkout", body=form(fields), content=FORM + "; charset=UTF-8", cookie=jar(rng, "woocommerce"),
            referer=ORIGIN + "/checkout/"
        )
    if method == 1:
        address = {
            "countryId": someone.country, "regionCode": someone.region, "region": someone.region, "street": someone.street.split(", ", 1),
            "company": someone.company, "telephone": someone.phone, "postcode": someone.postcode, "city": someone.city, "firstname": someone.first,
            "lastname": someone.last, "saveInAddressBook": None, "customAttributes": [],
        }
        body = {
            "cartId": letters(rng, 32), "email": someone.email, "billingAddress": address,
            "paymentMethod": {"method": "checkmo", "po_number": None, "additional_data": None, "extension_attributes": {"agreement_ids": ["1"]}},
            "comments": text,
        }
        return xhr(
            rng, "POST", f"/rest/default/V1/guest-carts/{letters(rng, 32)}/payment-information", body=compact(body), content=JSON, cookie=jar(rng, "magento"),
            referer=ORIGIN + "/checkout/"
        )
    if method == 2:
        fields = [
            ("_method", "patch"), ("authenticity_token", token(rng, 64)), ("previous_step", "contact_information"), ("step", "shipping_method"),
            ("checkout[email]", someone.email),
        ]
        fields += [
            (f"checkout[shipping_address][{name}]", value) for name,
            value in zip(
                ("first_name", "last_name", "company", "address1", "address2", "city", "country", "zip", "phone"),
                (someone.first, someone.last, someone.company, someone.street, "", someone.city, someone.country, someone.postcode, someone.phone)
            )
        ]
        fields += [
            ("checkout[remember_me]", 0), ("checkout[note]", text), ("checkout[client_details][browser_width]", 1287),
            ("checkout[client_details][javascript_enabled]", 1), ("checkout[client_details][color_depth]", 24), ("checkout[client_details][browser_tz]", -120),
        ]
        return browser(
            rng, "POST", f"/{digits(rng, 8)}/checkouts/{hexs(rng, 32)}", body=form(fields), content=FORM, cookie=jar(rng, "shopify"),
            referer=f"{ORIGIN}/{digits(rng, 8)}/checkouts/{hexs(rng, 32)}?step=contact_information"
        )
    if method == 3:
        fields = [
            ("redirectTo", "frontend.checkout.confirm.page"), ("salutationId", hexs(rng, 32)), ("firstName", someone.first), ("lastName", someone.last),
            ("email", someone.email),
        ]
        fields += [
            ("billingAddress[company]", someone.company), ("billingAddress[street]", someone.street), ("billingAddress[zipcode]", someone.postcode),
            ("billingAddress[city]", someone.city), ("billingAddress[countryId]", hexs(rng, 32)), ("billingAddress[phoneNumber]", someone.phone),
            ("acceptedDataProtection", 1), ("errorRoute", "frontend.checkout.register.page"), ("customerComment", text),
        ]
        return browser(rng, "POST", "/account/register", body=form(fields), content=FORM, cookie=jar(rng, "shopware"), referer=ORIGIN + "/checkout/register")
    if method == 4:
        fields = form_of(someone, "", OPENCART) + [
            ("comment", text), ("agree", 1), ("customer_group_id", 1), ("address_2", ""), ("custom_field[account][1]", ""),
        ]
        return xhr(
            rng, "POST", "/index.php?route=checkout/register%7Csave", body=form(fields), content=FORM + "; charset=UTF-8", cookie=jar(rng, "other"),
            referer=ORIGIN + "/index.php?route=checkout/checkout"
        )
    body = {
        "order": {
            "customer": someone._asdict(), "items": [{"sku": sku(rng), "qty": rng.randrange(1, 9), "price": price(rng)} for _ in range(rng.randrange(1, 4))],
            "note": text, "gift": {"wrap": True, "from": someone.first, "message": note(rng)}, "marketing": False,
        }
    }
    return xhr(
        rng, "POST", "/api/checkout", body=compact(body), content=JSON + rng.choice(("", ";charset=UTF-8")), cookie=jar(rng), referer=ORIGIN + "/checkout"
    )


def baskets(rng):
    article, quantity = digits(rng, 5), rng.randrange(1, 12)
    engraving = rng.choice(
        (
            "Ann & Bob <3", "Für Änne – 50", "\"Carpe diem\"", "1=1", "Drop It Like It's Hot", "J+T = ♥", "O'Hara; 1999", "No. #1 Dad", "愛", "любовь", "A/B",
            "rock 'n' roll", "--- Max ---", "{initials}", "100% Papa", "x² + y² = r²"
        )
    )
    choices = [
        (
            "/cart/add.js", JSON,
            compact(
                {
                    "items": [{"id": int(digits(rng, 14)), "quantity": quantity, "properties": {"Engraving": engraving, "_added": day(rng)}}],
                    "sections": "cart-drawer,cart-icon-bubble", "sections_url": "/products/linen-shirt",
                }
            )
        ),
        (
            "/?wc-ajax=add_to_cart", FORM + "; charset=UTF-8",
            form(
                [
                    ("success_message", "“Linen Shirt” has been added to your cart"), ("product_sku", sku(rng)), ("product_id", article),
                    ("quantity", quantity), ("engraving", engraving),
                ]
            )
        ),
        (
            f"/checkout/cart/add/uenc/{b64(rng, 36).replace('+', '-').replace('/', '_')}/product/{article}/", FORM,
            form(
                [
                    ("product", article), ("selected_configurable_option", ""), ("related_product", ""), ("item", article), ("form_key", letters(rng, 16)),
                    ("super_attribute[93]", 50), ("super_attribute[144]", 168), ("options[5]", engraving), ("qty", quantity),
                ]
            )
        ),
        (
            "/checkout/line-item/add", FORM,
            form(
                [
                    ("redirectTo", "frontend.cart.offcanvas"), (f"lineItems[{hexs(rng, 32)}][quantity]", quantity),
                    (f"lineItems[{hexs(rng, 32)}][type]", "product"), (f"lineItems[{hexs(rng, 32)}][payload]", '{"customizedProduct":true}'),
                    ("product-name", "Tisch 80x80cm \"Eiche\" & Stahl"), ("brand-name", "Müller & Söhne"),
                ]
            )
        ),
        ("/cart/change.js", JSON, compact({"line": rng.randrange(1, 5), "quantity": quantity, "attributes": {"gift": "yes", "message": note(rng)}})),
        (
            "/index.php?route=checkout/cart/add", FORM + "; charset=UTF-8",
            form([("product_id", article), ("quantity", quantity), ("option[208]", engraving), ("option[217]", 4)])
        ),
        (
            "/de/warenkorb", FORM,
            form(
                [
                    ("token", hexs(rng, 32)), ("id_product", article), ("id_customization", 0), ("group[1]", 1), ("group[2]", 8), ("qty", quantity), ("add", 1),
                    ("action", "update"),
                ]
            )
        ),
        (
            "/cart", FORM,
            form(
                [
                    ("updates[]", quantity), ("updates[]", 1), ("note", note(rng)), ("attributes[Lieferdatum]", "24.12."), ("attributes[Gift, yes/no?]", "yes"),
                    ("checkout", "Zur Kasse »"),
                ]
            )
        ),
        ("/cart/coupon", rng.choice((FORM, JSON)), None),
        (
            "/api/wishlist", JSON,
            compact(
                {
                    "name": rng.choice(("Mom's b-day", "X-mas '25", "to buy (later)", "Küche & Bad", "欲しいもの")), "items": [sku(rng), sku(rng)], "shared": False,
                    "added": day(rng),
                }
            )
        ),
    ]
    target, content, body = rng.choice(choices)
    if body is None:
        code = rng.choice(
            (
                "SPRING-20%", "WELCOME10", "10€-OFF", "BUY2GET1", "<3LOVE", "R&D50", "OSTERN'25", "DROP-10", "SELECT*25", "UNION20", "FREE--SHIP", "#BF2025",
                "1+1=3", "EXEC50", "ÉTÉ-30", "夏セール"
            )
        ) + rng.choice(("", "", digits(rng, 4)))
        body = form([("coupon_code", code), ("remove", 0), ("form_key", letters(rng, 16))]) if content == FORM else compact({"code": code, "cart": uuid(rng)})
    return xhr(rng, "POST", target, body=body, content=content, cookie=jar(rng, rich=rng.random() < 0.3), referer=f"{ORIGIN}/{path(rng.choice(SLUGS))}")


def accounts(rng):
    someone, password = person(rng), rng.choice(PASSWORDS) + rng.choice(("", digits(rng, 3)))
    choices = [
        (
            "/customer/account/loginPost/",
            [("form_key", letters(rng, 16)), ("login[username]", someone.email), ("login[password]", password), ("persistent_remember_me", "on"), ("send", "")]
        ),
        (
            "/account/login",
            [("form_type", "customer_login"), ("utf8", "✓"), ("customer[email]", someone.email), ("customer[password]", password), ("return_to", "/account")]
        ),
        (
            "/my-account/",
            [
                ("username", someone.email), ("password", password), ("rememberme", "forever"), ("woocommerce-login-nonce", hexs(rng, 10)),
                ("_wp_http_referer", "/my-account/?action=logged_out&lang=de"), ("login", "Anmelden"), ("redirect", ORIGIN + "/checkout/"),
            ]
        ),
        (
            "/customer/account/createpost/",
            [
                ("form_key", letters(rng, 16)), ("success_url", ""), ("error_url", ""), ("firstname", someone.first), ("lastname", someone.last),
                ("is_subscribed", 1), ("dob", "02/29/1984"), ("email", someone.email), ("password", password), ("password_confirmation", password),
                ("taxvat", "ATU" + digits(rng, 8)),
            ]
        ),
        (
            "/account/profile",
            [
                ("_csrf", token(rng, 24)), ("name", f"{someone.first} {someone.last}"), ("company", someone.company), ("phone", someone.phone),
                ("birthday", "1990-12-31"), ("about", note(rng)),
            ]
        ),
        (
            "/account/addresses",
            [
                ("address[first_name]", someone.first), ("address[last_name]", someone.last), ("address[company]", someone.company),
                ("address[address1]", someone.street), ("address[city]", someone.city), ("address[country]", someone.country),
                ("address[zip]", someone.postcode), ("address[phone]", someone.phone), ("address[default]", 1),
            ]
        ),
        (
            "/newsletter/subscriber/new/",
            [("email", someone.email), ("name", someone.first), ("source", "footer > form"), ("gdpr", "I agree to receive e-mails (see § 7 & privacy policy)")]
        ),
        (
            "/account/password/reset",
            [("email", someone.email), ("h-captcha-response", f"P1_{token(rng, 300)}"), ("g-recaptcha-response", f"03AFcWeA{token(rng, 350)}")]
        ),
        (
            "/returns/create",
            [
                ("order", "#" + digits(rng, 5)),
                ("reason", rng.choice(("too small", "doesn't fit", "defekt/kaputt", "wrong item (ordered 38, got 40)", "不合适"))), ("items[0][sku]", sku(rng)),
                ("items[0][qty]", 1), ("iban", "AT61 1904 3002 3457 3201"), ("comment", message(rng)),
            ]
        ),
        (
            "/b2b/quote",
            [
                ("company", someone.company), ("vat", "DE" + digits(rng, 9)), ("lines", f"{sku(rng)};100;{price(rng)}\r\n{sku(rng)};50;{price(rng)}"),
                ("target_price", f"< {money(rng)}"), ("comment", note(rng)),
            ]
        ),
    ]
    target, fields = rng.choice(choices)
    return browser(rng, "POST", target, body=form(fields), content=FORM, cookie=jar(rng, rich=rng.random() < 0.3), referer=ORIGIN + target)


def messages(rng):
    """Contact forms, chats, tickets, gift messages."""
    someone, text = person(rng), message(rng)
    kind = rng.randrange(7)
    if kind == 0:
        fields = [
            ("name", f"{someone.first} {someone.last}"), ("email", someone.email), ("telephone", someone.phone), ("comment", text), ("hideit", ""),
            ("form_key", letters(rng, 16)),
        ]
        return browser(rng, "POST", "/contact/index/post/", body=form(fields), content=FORM, cookie=jar(rng, rich=False), referer=ORIGIN + "/contact/")
    if kind == 1:
        body = compact(
            {
                "type": "message", "conversation": uuid(rng), "author": {"name": someone.first, "locale": "de"}, "text": text, "sentAt": epoch(rng),
                "page": {"url": own(rng), "title": "Tische & Stühle | Shop – \"alles fürs Wohnen\""},
            }
        )
        return xhr(rng, "POST", f"/api/chat/conversations/{uuid(rng)}/messages", body=body, content=JSON, cookie=jar(rng, rich=False), referer=own(rng))
    if kind == 2:
        fields = [
            ("form_type", "contact"), ("utf8", "✓"), ("contact[Name]", someone.first), ("contact[email]", someone.email),
            ("contact[Order number]", "#" + digits(rng, 5)), ("contact[body]", text),
        ]
        return browser(
            rng, "POST", "/contact#contact_form".split("#")[0], body=form(fields), content=FORM, cookie=jar(rng, "shopify", rich=False),
            referer=ORIGIN + "/pages/contact"
        )
    if kind == 3:
        body = compact(
            {
                "ticket": {
                    "subject": text.splitlines()[0][:60], "comment": {"body": text, "html_body": None},
                    "requester": {"name": f"{someone.first} {someone.last}", "email": someone.email},
                    "custom_fields": [{"id": int(digits(rng, 8)), "value": "#" + digits(rng, 5)}], "via_followup_source_id": None,
                }
            }
        )
        return xhr(rng, "POST", "/api/v2/requests.json", body=body, content=JSON, cookie=jar(rng, rich=False), referer=ORIGIN + "/help")
    if kind == 4:
        boundary = "----WebKitFormBoundary" + letters(rng, 16)
        fields = [
            ("_wpcf7", "123"), ("_wpcf7_version", "6.0.6"), ("_wpcf7_locale", "de_DE"), ("_wpcf7_unit_tag", f"wpcf7-f123-p{digits(rng, 2)}-o1"),
            ("your-name", f"{someone.first} {someone.last}"), ("your-email", someone.email), ("your-subject", text[:40].replace("\r", " ").replace("\n", " ")),
            ("your-message", text),
        ]
        body = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields) + f"--{boundary}--\r\n"
        return xhr(
            rng, "POST", "/wp-json/contact-form-7/v1/contact-forms/123/feedback", body=body.encode(), content=f"multipart/form-data; boundary={boundary}",
            cookie=jar(rng, "woocommerce", rich=False), referer=ORIGIN + "/kontakt/"
        )
    if kind == 5:
        fields = [
            ("gift_message[sender]", someone.first), ("gift_message[recipient]", rng.choice(("Mom & Dad", "Dr. O'Hara", "Oma <3", "小明"))),
            ("gift_message[message]", note(rng)), ("gift_card[amount]", money(rng)), ("gift_card[send_at]", day(rng)),
        ]
        return xhr(rng, "POST", "/gift/save", body=form(fields), content=FORM, cookie=jar(rng, rich=False), referer=ORIGIN + "/checkout/cart")
    return xhr(rng, "POST", "/chat/typing", body=text[:200], content="text/plain;charset=UTF-8", cookie=jar(rng, rich=False), referer=own(rng))


def reviews(rng):
    someone, text, article = person(rng), review(rng), digits(rng, 4)
    title = rng.choice(
        ("Super!", "It's OK", "5/5 <3", "Don't buy!", "Top :-)", "Bof…", "👎", "size 38 = 40", "Would select again", "¡Perfecto!", "отлично", "最高")
    )
    choices = [
        (
            f"/review/product/post/id/{article}/", FORM,
            form(
                [
                    ("form_key", letters(rng, 16)), ("ratings[4]", rng.randrange(16, 21)), ("nickname", someone.first), ("title", title), ("detail", text),
                    ("validate_rating", ""),
                ]
            )
        ),
        (
            "/wp-comments-post.php", FORM,
            form(
                [
                    ("rating", 4), ("comment", text), ("author", someone.first), ("email", someone.email), ("wp-comment-cookies-consent", "yes"),
                    ("submit", "Senden"), ("comment_post_ID", article), ("comment_parent", 0),
                ]
            )
        ),
        (
            f"/product/{hexs(rng, 32)}/rating", FORM,
            form(
                [
                    ("title", title), ("content", text), ("points", 5), ("redirectTo", "frontend.detail.page"),
                    ("redirectParameters", '{"productId":"' + hexs(rng, 32) + '"}'),
                ]
            )
        ),
        (
            "/api/reviews", JSON,
            compact(
                {
                    "product": sku(rng), "stars": rng.randrange(1, 6), "title": title, "body": text, "author": someone.first, "recommend": True,
                    "fit": "true-to-size", "images": [],
                }
            )
        ),
        (f"/api/products/{article}/questions", JSON, compact({"question": message(rng), "nickname": someone.first, "email": someone.email})),
        (f"/api/reviews/{digits(rng, 7)}/vote", JSON, compact({"helpful": True, "why": title, "at": epoch(rng)})),
    ]
    target, content, body = rng.choice(choices)
    send = browser if content == FORM else xhr
    return send(rng, "POST", target, body=body, content=content, cookie=jar(rng, rich=rng.random() < 0.3), referer=own(rng))
