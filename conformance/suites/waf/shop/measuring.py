"""What pages report by themselves: analytics through the shop's own domain, and browsers' reports."""
from .browsing import own
from .clients import browser, server
from .cookies import REFERRERS, jar
from .texts import MESSAGES, search
from .tokens import ORIGIN, compact, component, digits, epoch, form, hexs, iso, letters, price, sku, token, uuid

TITLES = [
    "Shop – Tische & Stühle", "Red dress | Women's fashion", "Your cart (3)", "“Linen Shirt” — size M/L", "Zahlung > Übersicht", "検索結果: コーヒー",
    "Поиск: «платье»", "50% off! <3", "R&D notebook - O'Neill", "404 :-(",
]


def beacons(rng):
    """First-party collection: server-side tag managers, Matomo, Plausible, Snowplow and others on the shop's own host."""
    page, title, seen = own(rng), rng.choice(TITLES), epoch(rng)
    item = sku(rng)
    product = f"id{item}~nmTable \"Union\" 3/4''~brO'Neill~caHome & Living~va38~pr{price(rng)}~qt1"
    choices = [
        (
            "POST",
            "/g/collect?" + form(
                [
                    ("v", 2), ("tid", "G-" + letters(rng, 10).upper()), ("gtm", f"45je5{digits(rng, 3)}v{digits(rng, 10)}za200zb{digits(rng, 10)}"),
                    ("_p", f"{seen}123"), ("gcs", "G111"), ("gcd", "13t3t3t3t5l1"), ("npa", 0), ("dma", 1), ("cid", f"{digits(rng, 9)}.{seen}"),
                    ("ul", "de-at"), ("sr", "1920x1080"), ("uaa", "x86"), ("uafvl", "Chromium;136.0.7103.93|Google Chrome;136.0.7103.93|Not.A/Brand;99.0.0.0"),
                    ("dl", page), ("dr", rng.choice(REFERRERS)), ("dt", title), ("en", "view_item"), ("pr1", product), ("ep.search_term", search(rng)),
                    ("epn.value", price(rng)), ("_et", digits(rng, 4)), ("tfd", digits(rng, 5)),
                ]
            ),
            "", None
        ),
        (
            "POST", "/metrics/g/collect?v=2&tid=G-" + letters(rng, 10).upper() + f"&cid={digits(rng, 9)}.{seen}&sid={seen}",
            "\r\n".join(
                f"en={event}&pr1={component(product)}&ep.page_type=product&_et={digits(rng, 4)}" for event in (
                    "view_item", "add_to_cart", "scroll&epn.percent_scrolled=90"
                )
            ),
            "text/plain;charset=UTF-8"
        ),
        (
            "GET",
            "/tr/?" + form(
                [
                    ("id", digits(rng, 15)), ("ev", "ViewContent"), ("dl", page), ("rl", rng.choice(REFERRERS)), ("if", "false"), ("ts", f"{seen}123"),
                    ("cd[content_ids]", f'["{item}"]'), ("cd[content_name]", "Table \"Union\" & 2 chairs"),
                    ("cd[contents]", f'[{{"id":"{item}","quantity":1}}]'), ("cd[value]", price(rng)), ("cd[currency]", "EUR"), ("sw", 1920), ("sh", 1080),
                    ("v", "2.9.201"), ("r", "stable"), ("ec", 1), ("o", 4126), ("fbp", f"fb.1.{seen}123.{digits(rng, 18)}"), ("ler", "empty"),
                    ("cdl", "API_unavailable"), ("it", f"{seen}100"), ("coo", "false"), ("eid", uuid(rng)), ("rqm", "GET"),
                ]
            ),
            "", None
        ),
        (
            "POST", "/api/capi",
            compact(
                {
                    "data": [
                        {
                            "event_name": "Purchase", "event_time": seen, "event_id": uuid(rng), "event_source_url": page, "action_source": "website",
                            "user_data": {
                                "em": [hexs(rng, 64)], "fbp": f"fb.1.{seen}123.{digits(rng, 10)}",
                                "client_user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)",
                            },
                            "custom_data": {"value": price(rng), "currency": "EUR", "search_string": search(rng)},
                        }
                    ]
                }
            ),
            "application/json"
        ),
        (
            "GET",
            "/matomo/matomo.php?" + form(
                [
                    ("action_name", title), ("idsite", 1), ("rec", 1), ("r", digits(rng, 6)), ("h", 10), ("m", 11), ("s", 12), ("url", page),
                    ("urlref", rng.choice(REFERRERS)), ("_id", hexs(rng, 16)), ("_idn", 0), ("_refts", seen),
                    ("_cvar", '{"1":["customer","b2c"],"2":["basket","> 100 & < 500"]}'), ("cvar", '{"5":["_pkc","[\\"Home\\",\\"Tables\\"]"]}'),
                    ("search", search(rng)), ("search_cat", "false"), ("send_image", 0), ("pdf", 1), ("cookie", 1), ("res", "1920x1080"),
                    ("pv_id", letters(rng, 6)), ("pf_net", 0), ("pf_srv", 120),
                    (
                        "uadata",
                        '{"fullVersionList":[{"brand":"Chromium","version":"136.0.7103.93"}],"mobile":false,"model":"","platform":"Windows","platformVersion":"15.0.0"}'
                    ),
                ]
            ),
            "", None
        ),
        (
            "POST", "/matomo/matomo.php",
            compact(
                {
                    "requests": [
                        "?" + form(
                            [
                                ("idsite", 1), ("rec", 1), ("url", page), ("ec_items", f'[["{item}","Table \\"Union\\"",["Home"],19.9,1]]'), ("e_c", "Video"),
                                ("e_a", "play > 50%"), ("_id", hexs(rng, 16)),
                            ]
                        ),
                        "?" + form([("ping", 1), ("url", page), ("ma_fo", "checkout<form>")]),
                    ],
                    "send_image": 0,
                }
            ),
            "application/json"
        ),
        (
            "POST", "/api/event",
            compact(
                {
                    "n": "pageview", "u": page, "d": "shop.example", "r": rng.choice((None, *REFERRERS)),
                    "p": {"price": "<50", "category": "Home > Tables", "q": search(rng)}, "w": 1287, "s": seen,
                }
            ),
            "text/plain"
        ),
        (
            "POST", "/com.snowplowanalytics.snowplow/tp2",
            compact(
                {
                    "schema": "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4",
                    "data": [
                        {
                            "e": "pv", "url": page, "page": title, "refr": rng.choice(REFERRERS), "eid": uuid(rng), "tv": "js-3.24.0", "cx": token(rng, 120),
                            "dtm": f"{seen}123", "vp": "1287x927", "ds": "1272x4310",
                        }
                    ],
                }
            ),
            "application/json; charset=UTF-8"
        ),
        (
            "POST", "/v1/t",
            compact(
                {
                    "type": "track", "event": "Products Searched", "properties": {"query": search(rng), "filters": [{"type": "price", "value": "<50"}]},
                    "context": {
                        "page": {"url": page, "title": title, "path": "/search", "search": "?q=a&b=c"},
                        "library": {"name": "analytics.js", "version": "next-1.70.0"}, "userAgent": "Mozilla/5.0",
                    },
                    "messageId": f"ajs-next-{seen}-{uuid(rng)}", "anonymousId": uuid(rng), "sentAt": iso(rng),
                    "_metadata": {"bundled": ["Segment.io"], "unbundled": []},
                }
            ),
            "text/plain"
        ),
        (
            "POST", "/.well-known/rum?" + form([("sentry_key", hexs(rng, 32)), ("sentry_version", 7), ("sentry_client", "sentry.javascript.react/8.55.0")]),
            "\n".join(
                (
                    compact({"event_id": hexs(rng, 32), "sent_at": iso(rng), "sdk": {"name": "sentry.javascript.react", "version": "8.55.0"}}),
                    compact({"type": "event"}),
                    compact(
                        {
                            "exception": {
                                "values": [
                                    {
                                        "type": "TypeError", "value": "undefined is not an object (evaluating 'window.webkit.messageHandlers')",
                                        "stacktrace": {
                                            "frames": [
                                                {
                                                    "filename": ORIGIN + "/assets/app.js", "function": "HTMLButtonElement.<anonymous>", "lineno": 1,
                                                    "colno": int(digits(rng, 5)),
                                                },
                                                {"filename": "<anonymous>", "function": "?"},
                                            ]
                                        },
                                    }
                                ]
                            },
                            "breadcrumbs": [
                                {"category": "ui.click", "message": "body > div#app > button.btn[type=\"submit\"]"},
                                {"category": "xhr", "data": {"method": "GET", "url": "/api/cart?select=items", "status_code": 500}},
                            ],
                            "request": {"url": page},
                        }
                    )
                )
            ),
            "text/plain;charset=UTF-8"
        ),
        (
            "POST", "/cdn-cgi/rum?",
            compact(
                {
                    "memory": {"totalJSHeapSize": int(digits(rng, 8))}, "resources": [], "referrer": rng.choice(REFERRERS), "eventType": 1,
                    "versions": {"fl": "2024.11.0", "js": "2024.6.1", "timings": 2}, "location": page, "pageloadId": uuid(rng),
                    "timingsV2": {
                        "nextHopProtocol": "h2", "navigationStart": seen, "cls": {"value": 0.02, "path": "#root>div.card:nth-child(2)>img"},
                        "lcp": {"path": "main>section[data-id=\"hero\"]>h1", "url": ""},
                    },
                }
            ),
            "application/json"
        ),
        (
            "GET",
            "/pixel.gif?" + form(
                [
                    ("e", "scroll"), ("sel", "#main > ul li:nth-child(3) a[href='/sale']"), ("p", page), ("t", seen), ("cd", f"{item};{price(rng)};EUR"),
                    ("txt", search(rng)),
                ]
            ),
            "", None
        ),
        (
            "POST", f"/v2/recording?site={digits(rng, 6)}&v=0.8.4",
            compact(
                {
                    "e": ["0.8.4", 3, seen, digits(rng, 4), uuid(rng), page], "a": [[120, 4, 1, 0, 1287, 927], [340, 9, 12, title]],
                    "p": [[9, 5, 1, 0, "div", {"class": "card", "style": "color: red; width: 50%"}, search(rng)]],
                }
            ),
            "application/json"
        ),
        ("POST", "/batch/", "data=" + component(token(rng, 300)) + f"&ip=1&_={seen}123&compression=base64", "application/x-www-form-urlencoded"),
        (
            "POST", "/recommendations?" + form([("visitor", hexs(rng, 24)), ("placements", "home-1;pdp-2")]),
            form(
                [
                    ("q[]", search(rng)), ("viewed", f"{item}|{sku(rng)}|{sku(rng)}"), ("cart", "[]"), ("category", "Home > Tables & Chairs"),
                    ("order by", "margin"),
                ]
            ),
            "application/x-www-form-urlencoded"
        ),
        (
            "POST",
            "/t.php?" + form(
                [
                    ("jsErr", "Uncaught SyntaxError: Unexpected token '<'"), ("line", digits(rng, 4)), ("src", ORIGIN + "/assets/app.js?v=1.2"),
                    ("ua", "Firefox/140"), ("txt", rng.choice(MESSAGES)[:40]),
                ]
            ),
            "", None
        ),
    ]
    method, target, body, content = rng.choice(choices)
    kind = "image" if method == "GET" else "empty"
    return browser(rng, method, target, kind=kind, body=body, content=content, cookie=jar(rng), referer=page, accept=None)


def browser_reports(rng):
    page = own(rng)
    directive = rng.choice(("script-src-elem", "img-src", "connect-src", "style-src-attr", "frame-ancestors", "font-src"))
    policy = f"default-src 'self'; script-src 'self' 'nonce-{token(rng, 12)}' https://www.googletagmanager.com; {directive.replace('-elem', '').replace('-attr', '')} 'self' https: data:; report-uri /csp-report; report-to default"
    blocked = rng.choice(
        (
            "inline", "eval", "data", "blob", "chrome-extension", "https://cdn.ads.example/pixel.gif?x=1&y=2", "https://fonts.gstatic.com/s/roboto/v47/a.woff2",
            "moz-extension", "wss://chat.example/socket"
        )
    )
    sample = rng.choice(
        (
            "", "", "", "window.dataLayer = window.dataLayer || [", "color: red; display:none", "(function(w,d,s,l,i){w[l]=w[l]||[];w[l]",
            "var _paq = window._paq = window._paq || "
        )
    )
    age, length = rng.randrange(60000), digits(rng, 4)
    choices = [
        (
            "application/csp-report",
            {
                "csp-report": {
                    "document-uri": page, "referrer": rng.choice(("", *REFERRERS)), "violated-directive": directive, "effective-directive": directive,
                    "original-policy": policy, "disposition": rng.choice(("report", "enforce")), "blocked-uri": blocked, "line-number": rng.randrange(1, 900),
                    "column-number": rng.randrange(1, 90), "source-file": ORIGIN + "/", "status-code": 200, "script-sample": sample,
                }
            }
        ),
        (
            "application/reports+json",
            [
                {
                    "age": age,
                    "body": {
                        "blockedURL": blocked, "columnNumber": rng.randrange(1, 90), "disposition": "report", "documentURL": page,
                        "effectiveDirective": directive, "lineNumber": rng.randrange(1, 900), "originalPolicy": policy, "referrer": "", "sample": sample,
                        "sourceFile": ORIGIN + "/assets/app.js", "statusCode": 200,
                    },
                    "type": "csp-violation", "url": page, "user_agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
                }
            ]
        ),
        (
            "application/reports+json",
            [
                {
                    "age": age,
                    "body": {
                        "elapsed_time": int(length), "method": "GET", "phase": rng.choice(("connection", "dns", "application")), "protocol": "h2",
                        "referrer": rng.choice(REFERRERS), "sampling_fraction": 1.0, "server_ip": "2001:db8::1", "status_code": 0,
                        "type": rng.choice(("tcp.timed_out", "dns.name_not_resolved", "abandoned", "tls.cert.date_invalid")),
                    },
                    "type": "network-error", "url": page, "user_agent": "Mozilla/5.0",
                }
            ]
        ),
        (
            "application/reports+json",
            [
                {
                    "age": age,
                    "body": {
                        "id": rng.choice(("UnloadHandler", "SyncXHR")), "columnNumber": 1, "lineNumber": rng.randrange(1, 999),
                        "message": "Unload event listeners are deprecated and will be removed.", "sourceFile": ORIGIN + "/assets/legacy.js?v=" + length,
                    },
                    "type": "deprecation", "url": page, "user_agent": "Mozilla/5.0",
                },
                {
                    "age": age, "body": {"id": "HeavyAdIntervention", "message": "Ad was removed because its network usage exceeded the limit."},
                    "type": "intervention", "url": page, "user_agent": "Mozilla/5.0",
                },
            ]
        ),
        (
            "application/json",
            {
                "event": "web-vitals", "page": page,
                "metrics": [
                    {"name": "LCP", "value": 2400.5, "element": "main>img.hero", "navigationType": "back-forward-cache"},
                    {"name": "INP", "value": rng.randrange(20, 900), "target": "button[aria-label=\"Add to cart\"]"},
                ],
                "conn": "4g", "dpr": 2,
            }
        ),
        (
            "application/expect-ct-report+json",
            {
                "expect-ct-report": {
                    "date-time": iso(rng), "hostname": "shop.example", "port": 443, "effective-expiration-date": iso(rng),
                    "served-certificate-chain": ["-----BEGIN CERTIFICATE-----\nMIID" + token(rng, 300) + "\n-----END CERTIFICATE-----\n"], "scts": [],
                }
            }
        ),
        (
            "application/tlsrpt+json",
            {
                "organization-name": "Google Inc.", "date-range": {"start-datetime": iso(rng), "end-datetime": iso(rng)},
                "contact-info": "smtp-tls-reporting@google.com", "report-id": iso(rng),
                "policies": [
                    {
                        "policy": {
                            "policy-type": "sts", "policy-string": ["version: STSv1", "mode: enforce", "mx: *.shop.example"], "policy-domain": "shop.example",
                        },
                        "summary": {"total-successful-session-count": rng.randrange(999), "total-failure-session-count": 0},
                    }
                ],
            }
        ),
    ]
    content, body = rng.choice(choices)
    if content == "application/tlsrpt+json":
        return server(rng, "POST", "/tls-rpt", body=compact(body), content=content, agent="Go-http-client/1.1", accept="*/*")
    target = {"application/csp-report": "/csp-report", "application/json": "/vitals"}.get(content, "/reports")
    return browser(rng, "POST", target, kind="report", body=compact(body), content=content, cookie=rng.choice((None, jar(rng, rich=False))), referer=page)
