"""Payments in the browser, and the signed messages of payment providers, carriers, platforms and mail services."""
import base64

from .browsing import own
from .clients import server, xhr
from .cookies import jar
from .people import person
from .texts import message, money, note
from .tokens import ORIGIN, b64, compact, digits, epoch, form, hexs, iso, jwt, letters, price, sku, token, uuid

JSON = "application/json"


def device(rng):
    return {
        "acceptHeader": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "colorDepth": 24, "javaEnabled": False, "language": "de-AT",
        "screenHeight": 1080, "screenWidth": 1920, "timeZoneOffset": -120,
        "userAgent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 Safari/537.36",
    }


def payments(rng):
    """What a browser sends while paying. Card data is encrypted by the provider's script, as it is in a shop that must not see it."""
    someone, cents = person(rng), rng.randrange(100, 90000)
    name = f"{someone.first} {someone.last}"
    choices = [
        (
            "/api/adyen/payments",
            {
                "riskData": {
                    "clientData": base64.b64encode(
                        compact(
                            {"version": "1.0.0", "deviceFingerprint": b64(rng, 60), "persistentCookie": [], "components": {"userAgent": hexs(rng, 32)}}
                        ).encode()
                    ).decode()
                },
                "paymentMethod": {
                    "type": "scheme", "holderName": name,
                    "encryptedCardNumber": "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZDQkMtSFM1MTIiLCJ2ZXJzaW9uIjoiMSJ9." + token(rng, 240),
                    "encryptedExpiryMonth": "eyJhbGciOiJSU0EtT0FFUCJ9." + token(rng, 200), "brand": "visa",
                },
                "browserInfo": device(rng), "origin": ORIGIN, "clientStateDataIndicator": True,
                "billingAddress": {
                    "street": someone.street, "houseNumberOrName": "N/A", "postalCode": someone.postcode, "city": someone.city, "country": someone.country,
                },
            }
        ),
        (
            "/api/adyen/details",
            {
                "details": {"redirectResult": f"X6XtfGC3!{b64(rng, 200)}", "threeDSResult": base64.b64encode(compact({"transStatus": "Y"}).encode()).decode()},
                "paymentData": f"Ab02b4c0!{b64(rng, 220)}",
            }
        ),
        (
            "/api/stripe/confirm",
            {
                "payment_method": {
                    "id": f"pm_1{letters(rng, 23)}",
                    "billing_details": {
                        "name": name, "email": someone.email, "phone": someone.phone,
                        "address": {"line1": someone.street, "city": someone.city, "postal_code": someone.postcode, "country": someone.country},
                    },
                },
                "client_secret": f"pi_{letters(rng, 24)}_secret_{letters(rng, 25)}", "return_url": ORIGIN + "/checkout/return?o=" + digits(rng, 6),
            }
        ),
        (
            "/api/paypal/capture",
            {
                "orderID": letters(rng, 17).upper(), "payerID": letters(rng, 13).upper(), "paymentID": None, "billingToken": None,
                "facilitatorAccessToken": f"A21AA{token(rng, 60)}", "paymentSource": "paypal", "fundingSource": "card",
            }
        ),
        (
            "/api/klarna/session",
            {
                "purchase_country": someone.country, "purchase_currency": "EUR", "locale": "de-AT", "order_amount": cents, "order_tax_amount": cents // 6,
                "order_lines": [
                    {
                        "type": "physical", "reference": sku(rng), "name": "Tisch \"Eiche\" 80x80 & Stuhl", "quantity": 1, "unit_price": cents,
                        "tax_rate": 2000, "total_amount": cents, "product_url": ORIGIN + "/p/1?x=1&y=2",
                    }
                ],
                "merchant_urls": {
                    "confirmation": ORIGIN + "/klarna/confirm?sid={session.id}", "notification": ORIGIN + "/klarna/push?klarna_order_id={order.id}",
                },
            }
        ),
        (
            "/applepay/authorize",
            {
                "token": {
                    "paymentData": {
                        "data": b64(rng, 240), "signature": "MIAGCSqGSIb3DQEHAqCAMIACAQEx" + b64(rng, 600),
                        "header": {
                            "publicKeyHash": b64(rng, 32), "ephemeralPublicKey": "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE" + b64(rng, 63),
                            "transactionId": hexs(rng, 64),
                        },
                        "version": "EC_v1",
                    },
                    "paymentMethod": {"displayName": "Visa 1234", "network": "Visa", "type": "debit"}, "transactionIdentifier": hexs(rng, 64).upper(),
                },
                "shippingContact": {
                    "givenName": someone.first, "familyName": someone.last, "addressLines": [someone.street, ""], "locality": someone.city,
                    "postalCode": someone.postcode, "countryCode": someone.country.lower(), "emailAddress": someone.email,
                },
            }
        ),
        (
            "/googlepay/token",
            {
                "apiVersion": 2, "apiVersionMinor": 0,
                "paymentMethodData": {
                    "type": "CARD", "description": "Mastercard •••• 1234", "info": {"cardNetwork": "MASTERCARD", "cardDetails": "1234"},
                    "tokenizationData": {
                        "type": "PAYMENT_GATEWAY",
                        "token": compact(
                            {
                                "signature": b64(rng, 70), "protocolVersion": "ECv2",
                                "signedMessage": compact({"encryptedMessage": b64(rng, 180), "ephemeralPublicKey": b64(rng, 64), "tag": b64(rng, 32)}),
                            }
                        ),
                    },
                },
            }
        ),
        (
            "/braintree/nonce",
            {
                "payment_method_nonce": f"tokencc_bh_{letters(rng, 6).lower()}_{letters(rng, 6).lower()}",
                "device_data": compact({"device_session_id": hexs(rng, 32), "fraud_merchant_id": None, "correlation_id": hexs(rng, 32)}), "amount": price(rng),
                "customer": {"name": name, "company": someone.company},
            }
        ),
        (
            "/checkout/payment",
            [
                ("payment[method]", "banktransfer"), ("payment[account_holder]", name),
                ("payment[iban]", rng.choice(("DE89370400440532013000", "FR14 2004 1010 0505 0001 3M02 606", "NL91 ABNA 0417 1643 00"))),
                ("payment[amount]", money(rng)), ("payment[reference]", f"#{digits(rng, 5)} / {someone.last}"), ("form_key", letters(rng, 16)),
            ]
        ),
        ("/threeds/callback", [("MD", hexs(rng, 24)), ("PaRes", "eJzVWFmTokoW" + b64(rng, 900)), ("TermUrl", ORIGIN + "/3ds/return?o=1&t=2")]),
        ("/threeds2/challenge", [("cres", token(rng, 200)), ("threeDSSessionData", b64(rng, 40))]),
    ]
    target, body = rng.choice(choices)
    if isinstance(body, list):
        return xhr(rng, "POST", target, body=form(body), content="application/x-www-form-urlencoded", cookie=jar(rng), referer=ORIGIN + "/checkout")
    return xhr(rng, "POST", target, body=compact(body), content=JSON, cookie=jar(rng, rich=rng.random() < 0.4), referer=ORIGIN + "/checkout")


def webhooks(rng):
    """Signed messages of payment providers, carriers, platforms and mail services."""
    someone, cents, seen = person(rng), rng.randrange(100, 90000), epoch(rng)
    address = {
        "city": someone.city, "country": someone.country, "line1": someone.street, "line2": None, "postal_code": someone.postcode,
        "state": someone.region or None,
    }
    name = f"{someone.first} {someone.last}"
    choices = [
        (
            "/webhooks/stripe", "Stripe/1.0 (+https://stripe.com/docs/webhooks)", [("Stripe-Signature", f"t={seen},v1={hexs(rng, 64)},v0={hexs(rng, 64)}")],
            JSON + "; charset=utf-8",
            {
                "id": f"evt_{letters(rng, 24)}", "object": "event", "api_version": "2024-06-20", "created": seen,
                "data": {
                    "object": {
                        "id": f"pi_{letters(rng, 24)}", "object": "payment_intent", "amount": cents, "currency": "eur", "description": note(rng),
                        "metadata": {"order_id": "#" + digits(rng, 5), "customer": name},
                        "shipping": {"address": address, "name": name, "phone": someone.phone}, "next_action": None, "status": "succeeded",
                    }
                },
                "livemode": True, "request": {"id": None, "idempotency_key": uuid(rng)},
                "type": rng.choice(("payment_intent.succeeded", "charge.refunded", "checkout.session.completed")),
            }
        ),
        (
            "/adyen/notifications", "Adyen HttpClient 1.0", [("Authorization", "Basic " + b64(rng, 24))], JSON + "; charset=utf-8",
            {
                "live": "true",
                "notificationItems": [
                    {
                        "NotificationRequestItem": {
                            "additionalData": {
                                "hmacSignature": b64(rng, 32), "cardHolderName": name, "shopperStatement": "SHOP*EXAMPLE", "authCode": digits(rng, 6),
                            },
                            "amount": {"currency": "EUR", "value": cents}, "eventCode": "AUTHORISATION", "eventDate": iso(rng, "+02:00"),
                            "merchantAccountCode": "ShopECOM", "merchantReference": "#" + digits(rng, 5), "operations": ["CANCEL", "CAPTURE", "REFUND"],
                            "paymentMethod": "visa", "pspReference": letters(rng, 16).upper(), "reason": f"{digits(rng, 6)}:1234:03/2030", "success": "true",
                        }
                    }
                ],
            }
        ),
        (
            "/paypal/webhook", "PayPal/AUHD-214.0-58757000",
            [
                ("PAYPAL-TRANSMISSION-ID", uuid(rng)), ("PAYPAL-TRANSMISSION-TIME", iso(rng)), ("PAYPAL-TRANSMISSION-SIG", b64(rng, 256)),
                ("PAYPAL-CERT-URL", f"https://api.paypal.com/v1/notifications/certs/CERT-{hexs(rng, 8)}"), ("PAYPAL-AUTH-ALGO", "SHA256withRSA"),
            ],
            JSON,
            {
                "id": f"WH-{letters(rng, 17).upper()}", "event_version": "1.0", "create_time": iso(rng), "resource_type": "capture",
                "event_type": "PAYMENT.CAPTURE.COMPLETED", "summary": f"Payment completed for € {cents / 100} EUR",
                "resource": {
                    "amount": {"value": f"{cents / 100:.2f}", "currency_code": "EUR"}, "custom_id": f"{digits(rng, 5)}|{name}",
                    "links": [{"href": f"https://api.paypal.com/v2/payments/captures/{letters(rng, 17)}", "rel": "self", "method": "GET"}],
                },
            }
        ),
        (
            "/ipn/paypal", "PayPal IPN ( https://www.paypal.com/ipn )", [], "application/x-www-form-urlencoded",
            form(
                [
                    ("mc_gross", price(rng)), ("protection_eligibility", "Eligible"), ("address_status", "confirmed"), ("payer_id", letters(rng, 13).upper()),
                    ("address_street", someone.street), ("payment_date", "10:12:59 Jan 13, 2025 PST"), ("payment_status", "Completed"), ("charset", "UTF-8"),
                    ("first_name", someone.first), ("last_name", someone.last), ("address_city", someone.city),
                    ("custom", compact({"order_id": seen, "order_key": "wc_order_" + letters(rng, 13)})), ("item_name1", "Table \"Oak\" 3/4\" & 2 chairs"),
                    ("memo", note(rng)), ("verify_sign", token(rng, 42)), ("ipn_track_id", hexs(rng, 13)),
                ]
            )
        ),
        (
            "/klarna/push?klarna_order_id=" + uuid(rng), "Klarna-Callback/1.0", [("Klarna-Signature", hexs(rng, 64))], JSON,
            {
                "event_id": uuid(rng),
                "session": {"session_id": uuid(rng), "status": "COMPLETED", "order_id": uuid(rng), "updated_at": iso(rng), "customer": {"name": name}},
            }
        ),
        (
            "/mollie/webhook?order=" + digits(rng, 5) + "&key=wc_order_" + letters(rng, 13), "Mollie HTTP client/1.0", [], "application/x-www-form-urlencoded",
            form([("id", "tr_" + letters(rng, 10))])
        ),
        (
            "/webhooks/orders/create", "Shopify-Captain-Hook",
            [
                ("X-Shopify-Topic", "orders/create"), ("X-Shopify-Hmac-Sha256", b64(rng, 32)), ("X-Shopify-Shop-Domain", "shop-example.myshopify.com"),
                ("X-Shopify-API-Version", "2025-01"), ("X-Shopify-Webhook-Id", uuid(rng)),
            ],
            JSON,
            {
                "id": int(digits(rng, 13)), "name": "#" + digits(rng, 5), "note": note(rng), "email": someone.email,
                "landing_site": "/?utm_source=google&utm_campaign=DE | Brand&gclid=" + letters(rng, 40), "referring_site": "https://www.google.com/",
                "client_details": {"user_agent": device(rng)["userAgent"], "accept_language": "de-AT"},
                "line_items": [
                    {
                        "title": "Drop table \"Union\" 24\" x 36\"", "sku": sku(rng), "price": price(rng),
                        "properties": [{"name": "Engraving", "value": note(rng)}],
                    }
                ],
                "shipping_address": {**address, "company": someone.company}, "note_attributes": [{"name": "gift", "value": "yes & no"}],
            }
        ),
        (
            "/wc-api/erp", "WooCommerce/9.8.5 Hookshot (WordPress/6.8.1)",
            [
                ("X-WC-Webhook-Source", ORIGIN + "/"), ("X-WC-Webhook-Topic", "order.updated"), ("X-WC-Webhook-Signature", b64(rng, 32)),
                ("X-WC-Webhook-Delivery-ID", digits(rng, 5)),
            ],
            JSON,
            {
                "id": seen, "status": "processing", "billing": {**address, "first_name": someone.first, "company": someone.company}, "customer_note": note(rng),
                "meta_data": [{"id": 1, "key": "_wc_order_attribution_session_entry", "value": ORIGIN + "/?utm_source=x&y=1"}],
                "_links": {"self": [{"href": f"{ORIGIN}/wp-json/wc/v3/orders/{seen}", "targetHints": {"allow": ["GET", "POST", "DELETE"]}}]},
            }
        ),
        (
            "/shipping/dhl", "DHL-Push/2.1", [("X-Api-Key", hexs(rng, 32))], JSON,
            {
                "shipments": [
                    {
                        "id": digits(rng, 12), "service": "parcel-de",
                        "status": {
                            "timestamp": iso(rng), "statusCode": "transit", "status": "The shipment couldn't be delivered; recipient not at home",
                            "location": {"address": {"addressLocality": someone.city, "countryCode": someone.country}},
                        },
                        "details": {"receiver": {"name": name, "organizationName": someone.company}, "proofOfDelivery": {"signed": {"name": someone.last}}},
                    }
                ]
            }
        ),
        (
            "/mail/events", "SendGrid Event API",
            [("X-Twilio-Email-Event-Webhook-Signature", "MEUCIG" + b64(rng, 64)), ("X-Twilio-Email-Event-Webhook-Timestamp", str(seen))], JSON,
            [
                {
                    "email": someone.email, "event": "click", "url": ORIGIN + "/sale?utm_campaign=50%25+off&x=<id>", "useragent": device(rng)["userAgent"],
                    "sg_event_id": token(rng, 16), "smtp-id": f"<{token(rng, 16)}@geopod-ismtpd-1>", "timestamp": seen,
                },
                {
                    "email": someone.email, "event": "bounce",
                    "reason": "550 5.1.1 <x@example.org>: Recipient address rejected: User unknown in virtual mailbox table", "timestamp": seen,
                },
            ]
        ),
        (
            "/mail/inbound", "Mailgun/Webhook", [], "application/x-www-form-urlencoded",
            form(
                [
                    ("sender", someone.email), ("from", f'"{name}" <{someone.email}>'), ("subject", "Re: Order #" + digits(rng, 5)),
                    ("body-plain", message(rng) + "\r\n\r\n> On Mon, Shop <service@shop.example> wrote:\r\n> ..."),
                    ("stripped-html", f"<div dir=\"ltr\">{note(rng).replace('<', '&lt;')}<br></div>"), ("timestamp", seen), ("token", hexs(rng, 50)),
                    ("signature", hexs(rng, 64)),
                ]
            )
        ),
        (
            "/slack/commands", "Slackbot 1.0 (+https://api.slack.com/robots)",
            [("X-Slack-Signature", f"v0={hexs(rng, 64)}"), ("X-Slack-Request-Timestamp", str(seen))], "application/x-www-form-urlencoded",
            form(
                [
                    ("token", letters(rng, 24)), ("team_domain", "shop"), ("command", "/order"),
                    ("text", rng.choice(("#10023 refund", "status 10023 | short", "find O'Brien", "list --open"))),
                    ("response_url", f"https://hooks.slack.com/commands/T{letters(rng, 8)}/{digits(rng, 12)}/{letters(rng, 24)}"),
                    ("trigger_id", f"{digits(rng, 12)}.{digits(rng, 10)}.{hexs(rng, 32)}"),
                ]
            )
        ),
        (
            "/hooks/cms", "contentful/webhooks",
            [
                ("X-Contentful-Topic", "ContentManagement.Entry.publish"), ("X-Contentful-Webhook-Name", "shop"),
                ("Authorization", "Bearer " + jwt(rng, {"aud": "shop", "exp": seen})),
            ],
            "application/vnd.contentful.management.v1+json",
            {
                "sys": {"id": letters(rng, 22), "type": "Entry", "updatedAt": iso(rng)},
                "fields": {"title": {"de": "Tische & Stühle", "en": "Where to select a table"}, "body": {"de": note(rng)}, "slug": {"de": "/tische?c=1&d=2"}},
            }
        ),
        (
            "/hooks/sentry", "Sentry/1.0", [("Sentry-Hook-Resource", "error"), ("Sentry-Hook-Signature", hexs(rng, 64))], JSON,
            {
                "action": "created",
                "data": {
                    "error": {
                        "title": "TypeError: Cannot read properties of null (reading 'addEventListener')", "culprit": "HTMLDocument.<anonymous>(assets/app)",
                        "tags": [["browser", "Chrome 136"], ["url", own(rng)]], "event_id": hexs(rng, 32),
                    }
                },
            }
        ),
        (
            "/paymentnotify/unzer", "Apache-HttpClient/4.5.14 (Java/17.0.10)", [], JSON,
            {
                "event": "authorize.succeeded", "publicKey": f"s-pub-{letters(rng, 32)}",
                "retrieveUrl": f"https://api.unzer.com/v1/payments/s-pay-{digits(rng, 5)}/authorize/s-aut-1", "paymentId": f"s-pay-{digits(rng, 5)}",
            }
        ),
        (
            "/amazonpay/ipn", "Amazon Simple Notification Service Agent",
            [("x-amz-sns-message-type", "Notification"), ("x-amz-sns-topic-arn", f"arn:aws:sns:eu-west-1:{digits(rng, 12)}:AmazonPay")],
            "text/plain; charset=UTF-8",
            {
                "Type": "Notification", "MessageId": uuid(rng),
                "Message": compact(
                    {
                        "ReleaseEnvironment": "Live", "NotificationType": "STATE_CHANGE", "ObjectType": "CHARGE",
                        "ObjectId": f"P01-{digits(rng, 7)}-{digits(rng, 7)}-C012345",
                    }
                ),
                "Timestamp": iso(rng), "SignatureVersion": "1", "Signature": b64(rng, 256),
                "SigningCertURL": "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem",
            }
        ),
    ]
    target, agent, headers, content, body = rng.choice(choices)
    return server(
        rng, "POST", target, body=body if isinstance(body, str) else compact(body), content=content, agent=agent, extra=headers,
        accept=rng.choice(("*/*", "*/*; q=0.5, application/xml", JSON))
    )
