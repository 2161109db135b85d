"""Cookie jars: what the shop's software, its consent banner and the tools of its marketing leave in a browser."""
import json
from urllib.parse import quote

from .clients import BROWSERS
from .tokens import ORIGIN, b64, b64url, compact, component, day, digits, epoch, hexs, iso, jwt, letters, sku, token, uuid

REFERRERS = [
    "https://www.google.com/", "https://www.google.de/", "https://duckduckgo.com/", "https://www.bing.com/", "https://l.facebook.com/",
    "https://l.instagram.com/", "https://www.idealo.de/", "https://t.co/", "android-app://com.google.android.googlequicksearchbox/", "https://yandex.ru/",
    "https://www.pinterest.com/", "https://mail.google.com/", "https://out.reddit.com/", "https://www.ecosia.org/",
]
LANDINGS = [
    "/", "/sale?utm_source=newsletter&utm_medium=email&utm_campaign=spring_sale", "/collections/women?sort_by=best-selling",
    "/de/herren/schuhe/?order=price-asc&p=2", "/products/linen-shirt?variant=40123456789012&gclid=Cj0KCQjw", "/search?q=red%20dress",
    "/c/garden-tools?price=10-50", "/l/?filter[color][]=blue&filter[size][]=42",
]


def magento(rng):
    return [
        ("PHPSESSID", letters(rng, 26, "0123456789abcdefghijklmnopqrstuvwxyz")), ("form_key", letters(rng, 16)),
        ("mage-cache-storage", rng.choice(("{}", "%7B%7D"))), ("mage-cache-storage-section-invalidation", "%7B%7D"), ("mage-cache-sessid", "true"),
        ("mage-messages", rng.choice(("", "%5B%5D", component('[{"type":"success","text":"You added Linen Shirt to your shopping cart."}]')))),
        ("recently_viewed_product", "%7B%7D"), ("recently_viewed_product_previous", "%7B%7D"), ("recently_compared_product", "%7B%7D"),
        ("product_data_storage", "%7B%7D"), ("private_content_version", hexs(rng, 32)), ("X-Magento-Vary", hexs(rng, 40)),
        ("store", rng.choice(("default", "de", "en_gb"))), ("searchReport-log", "0"),
        (
            "section_data_ids",
            component(
                compact({"cart": epoch(rng), "customer": epoch(rng), "compare-products": epoch(rng), "wishlist": epoch(rng), "directory-data": epoch(rng)})
            )
        ),
    ]


def shopify(rng):
    return [
        ("_shopify_y", uuid(rng)), ("_shopify_s", uuid(rng)), ("_y", uuid(rng)), ("_s", uuid(rng)),
        ("cart", f"Z2NwLWV1cm9wZS13ZXN0MTow{letters(rng, 24)}%3Fkey%3D{hexs(rng, 32)}"), ("cart_sig", hexs(rng, 32)), ("cart_ts", epoch(rng)),
        ("cart_currency", rng.choice(("EUR", "USD", "GBP"))), ("secure_customer_sig", ""), ("localization", rng.choice(("DE", "US", "FR"))),
        ("keep_alive", uuid(rng)), ("_orig_referrer", component(rng.choice(REFERRERS))), ("_landing_page", component(rng.choice(LANDINGS))),
        ("shopify_pay_redirect", "pending"),
        (
            "_tracking_consent",
            component(
                compact(
                    {
                        "con": {"CMP": {"a": "1", "m": "1", "p": "1", "s": ""}}, "v": "2.1", "region": "DEBY", "reg": "GDPR",
                        "purposes": {"a": True, "p": True, "m": True, "t": True}, "display_banner": False, "sale_of_data_region": False,
                        "consent_id": uuid(rng).upper(),
                    }
                )
            )
        ),
        ("_cmp_a", component(compact({"purposes": {"a": True, "p": True, "m": True, "t": True}, "display_banner": False, "sale_of_data_region": False}))),
        ("receive-cookie-deprecation", "1"),
    ]


def woocommerce(rng):
    shop, agent, visit = hexs(rng, 32), rng.choice(BROWSERS)[0], iso(rng)[:19].replace("T", " ")
    landing, source = ORIGIN + rng.choice(LANDINGS), rng.choice(REFERRERS)
    whole = {
        "sbjs_migrations": "1418474375998=1", "sbjs_current_add": f"fd={visit}|||ep={landing}|||rf={source}",
        "sbjs_first_add": f"fd={visit}|||ep={landing}|||rf={source}",
        "sbjs_current": f"typ=organic|||src=google|||mdm=organic|||cmp=(none)|||cnt=(none)|||trm=(none)|||id=(none)|||plt=(none)|||fmt=(none)|||tct=(none)",
        "sbjs_first": "typ=utm|||src=newsletter|||mdm=email|||cmp=spring_sale|||cnt=(none)|||trm=(none)|||id=(none)|||plt=(none)|||fmt=(none)|||tct=(none)",
        "sbjs_udata": f"vst=3|||uip=(none)|||uag={agent}", "sbjs_session": f"pgs={rng.randrange(1, 30)}|||cpg={landing}",
    }
    encode = rng.choice((component, component, lambda text: text.replace(";", "%3B").replace(" ", "%20")))
    return [
        ("woocommerce_cart_hash", hexs(rng, 32)), ("woocommerce_items_in_cart", rng.randrange(1, 9)),
        (f"wp_woocommerce_session_{shop}", f"t_{hexs(rng, 30)}%7C%7C{epoch(rng)}%7C%7C{epoch(rng)}%7C%7C{hexs(rng, 32)}"),
        ("woocommerce_recently_viewed", "%7C".join(digits(rng, 4) for _ in range(3))), *((name, encode(value)) for name, value in whole.items()),
        ("tk_ai", f"woo%3A{letters(rng, 24)}"), ("pll_language", rng.choice(("de", "en"))),
    ]


def wordpress_admin(rng):
    shop = hexs(rng, 32)
    return [
        (f"wordpress_sec_{shop}", f"redaktion%7C{epoch(rng)}%7C{letters(rng, 43)}%7C{hexs(rng, 64)}"),
        (f"wordpress_logged_in_{shop}", f"redaktion%7C{epoch(rng)}%7C{letters(rng, 43)}%7C{hexs(rng, 64)}"), ("wordpress_test_cookie", "WP%20Cookie%20check"),
        ("wp-settings-3", "libraryContent%3Dbrowse%26editor%3Dtinymce%26mfold%3Do%26posts_list_mode%3Dlist%26uploader%3D1"), ("wp-settings-time-3", epoch(rng)),
        ("wp_lang", "de_DE"),
    ]


def shopware(rng):
    return [
        ("session-", letters(rng, 40, "0123456789abcdefghijklmnopqrstuvwxyz")), ("sw-states", rng.choice(("logged-in%2Ccart-filled", "cart-filled"))),
        ("sw-currency", hexs(rng, 32)), ("sw-cache-hash", hexs(rng, 32)), ("cookie-preference", "1"),
        ("timezone", rng.choice(("Europe/Berlin", "Europe/Vienna", "America/New_York"))), ("x-ua-device", "desktop"),
    ]


def other_shops(rng):
    return rng.choice(
        (
            [(f"PrestaShop-{hexs(rng, 32)}", f"def50200{hexs(rng, 360)}"), ("PHPSESSID", hexs(rng, 32))],
            [("OCSESSID", hexs(rng, 26)), ("language", "en-gb"), ("currency", "EUR")],
            [
                ("JSESSIONID", f"{hexs(rng, 32).upper()}.node{rng.randrange(1, 9)}"), ("ROUTE", f".accstorefront-{hexs(rng, 8)}-{letters(rng, 5).lower()}"),
                ("anonymous-consents", component(compact([{"templateCode": "MARKETING_NEWSLETTER", "templateVersion": 0, "consentState": "WITHDRAWN"}]))),
            ],
            [
                ("ASP.NET_SessionId", letters(rng, 24).lower()), (".AspNetCore.Antiforgery." + letters(rng, 11), f"CfDJ8{token(rng, 110)}"),
                (".Nop.Customer", uuid(rng)), (".Nop.RecentlyViewedProducts", "12%2C45%2C7"), ("__RequestVerificationToken", token(rng, 80)),
            ],
            [
                ("dwsid", f"{token(rng, 32)}=="), (f"dwanonymous_{hexs(rng, 32)}", letters(rng, 28)), ("sid", letters(rng, 40)), ("dw_dnt", "0"),
                ("__cq_dnt", "0"), ("cqcid", letters(rng, 28)), ("__cq_seg", "0~0.17!1~-0.04!2~0.62!3~0.33!4~0.07!5~-0.12"),
                ("__cq_bc", component(compact({"bcfx-shop": [{"id": sku(rng), "type": "vgroup", "alt_id": "x"}]}))),
            ],
            [
                ("SHOP_SESSION_TOKEN", uuid(rng)), ("fornax_anonymousId", uuid(rng)), ("athena_short_visit_id", f"{uuid(rng)}:{epoch(rng)}"),
                ("XSRF-TOKEN", hexs(rng, 64)), ("SHOP_SESSION_ROTATION_TOKEN", hexs(rng, 64)),
            ],
            [("connect.sid", f"s%3A{token(rng, 24)}.{component(b64(rng, 32))}"), ("csrftoken", letters(rng, 64)), ("next-i18next", "de")],
            [
                ("laravel_session", component(b64url(compact({"iv": b64(rng, 16), "value": b64(rng, 120), "mac": hexs(rng, 64), "tag": ""})))),
                ("XSRF-TOKEN", component(b64url(compact({"iv": b64(rng, 16), "value": b64(rng, 90), "mac": hexs(rng, 64), "tag": ""})))),
            ],
            [
                ("vsf-locale", "de"),
                (
                    "vsf-ct-token",
                    component(
                        compact(
                            {
                                "access_token": token(rng, 24), "token_type": "Bearer", "expires_in": 172800,
                                "scope": "manage_my_orders:shop anonymous_id:" + uuid(rng), "expires_at": epoch(rng) * 1000,
                            }
                        )
                    )
                ),
                ("NEXT_LOCALE", "de-DE"), ("__Host-next-auth.csrf-token", f"{hexs(rng, 64)}%7C{hexs(rng, 64)}"),
                ("__Secure-next-auth.callback-url", component(ORIGIN + "/account")),
            ],
        )
    )


def consent(rng):
    consented = epoch(rng)
    return rng.choice(
        (
            [
                (
                    "OptanonConsent",
                    f"isGpcEnabled=0&datestamp=Tue+Oct+{rng.randrange(10, 30)}+2025+{rng.randrange(10, 23)}%3A11%3A12+GMT%2B0200+(Central+European+Summer+Time)&version=202405.2.0&browserGpcFlag=0&isIABGlobal=false&hosts=&consentId={uuid(rng)}&interactionCount=1&isAnonUser=1&landingPath=NotLandingPage" f"&groups=C0001%3A1%2CC0002%3A1%2CC0003%3A0%2CC0004%3A0&intType=3&geolocation=DE%3BBY&AwaitingReconsent=false"
                ),
                ("OptanonAlertBoxClosed", iso(rng)),
            ],
            [
                (
                    "CookieConsent",
                    f"{{stamp:%27{b64(rng, 36)}%27%2Cnecessary:true%2Cpreferences:{rng.choice(('true', 'false'))}%2Cstatistics:true%2Cmarketing:false%2Cmethod:%27explicit%27%2Cver:1%2Cutc:{consented}123%2Cregion:%27de%27}}"
                )
            ],
            [
                ("euconsent-v2", f"CQ{token(rng, 30)}AcABBENBeFgAAAAAAAAAAAAAAAAAA.{token(rng, 60)}"),
                ("addtl_consent", "1~39.43.46.55.61.70.83.89.93.108.117.122.124.131.135.136.143.144.147.149.159.162.167.171.192"),
            ],
            [
                ("uc_user_interaction", "true"),
                (
                    "uc_settings",
                    component(
                        compact(
                            {
                                "controllerId": hexs(rng, 64), "id": letters(rng, 9), "language": "de",
                                "services": [
                                    {
                                        "history": [
                                            {
                                                "action": "onInitialPageLoad", "language": "de", "status": False, "timestamp": consented * 1000,
                                                "type": "implicit", "versions": {"application": "SDK-4.39.0", "service": "29.7.14"},
                                            }
                                        ],
                                        "id": letters(rng, 9), "processorId": hexs(rng, 40), "status": True,
                                    }
                                ],
                                "version": "24.9.87",
                            }
                        )
                    )
                ),
            ],
            [
                (
                    "cookieyes-consent",
                    f"consentid:{letters(rng, 32)},consent:yes,action:yes,necessary:yes,functional:no,analytics:yes,performance:no,advertisement:no,other:no"
                )
            ],
            [
                ("cmplz_banner-status", "dismissed"), ("cmplz_consented_services", "%7B%22google-analytics%22%3Atrue%2C%22youtube%22%3Afalse%7D"),
                ("cmplz_policy_id", "14"), ("cmplz_functional", "allow"), ("cmplz_statistics", "deny"), ("cmplz_marketing", "allow"),
            ],
            [
                (
                    "borlabs-cookie",
                    component(
                        compact(
                            {
                                "consents": {"essential": ["borlabs-cookie", "woocommerce"], "statistics": ["google-analytics"]}, "domainPath": "shop.example/",
                                "expires": "Sat, 18 Apr 2026 09:12:44 GMT", "uid": letters(rng, 35), "version": "1",
                            }
                        )
                    )
                )
            ],
            [("klaro", component(compact({"matomo": True, "youtube": False, "facebook-pixel": False})))],
            [("tarteaucitron", "!gtag=true!facebookpixel=false!youtube=wait!recaptcha=true")],
            [
                ("axeptio_authorized_vendors", "%2Cgoogle_analytics%2Cfacebook_pixel%2C"),
                ("axeptio_all_vendors", "%2Cgoogle_analytics%2Cfacebook_pixel%2Chotjar%2C"),
                (
                    "axeptio_cookies",
                    component(
                        json.dumps(
                            {
                                "$$token": letters(rng, 22), "$$date": iso(rng), "$$cookiesVersion": {"name": "shop-de", "identifier": hexs(rng, 24)},
                                "google_analytics": True, "$$completed": True,
                            }
                        )
                    )
                ),
            ],
            [
                (
                    "didomi_token",
                    b64url(
                        compact(
                            {
                                "user_id": uuid(rng), "created": iso(rng), "updated": iso(rng), "vendors": {"enabled": ["google", "c:hotjar"]},
                                "purposes": {"enabled": ["cookies", "select_basic_ads", "select_personalized_ads"]}, "version": 2,
                            }
                        )
                    )
                )
            ],
            [
                (
                    f"_iub_cs-{digits(rng, 8)}",
                    component(
                        compact(
                            {
                                "timestamp": iso(rng), "version": "1.69.0", "purposes": {"1": True, "2": True, "4": False}, "id": int(digits(rng, 8)),
                                "cons": {"rand": hexs(rng, 6)},
                            }
                        )
                    )
                )
            ],
            [
                ("cookie_consent", component(compact({"necessary": True, "analytics": rng.random() < 0.5, "marketing": False, "ts": consented}))),
                ("cookiebanner", "accepted"),
            ],
        )
    )


def analytics(rng):
    made, seen, property_ = epoch(rng), epoch(rng), letters(rng, 10).upper()
    return [
        ("_ga", f"GA1.{rng.choice('12')}.{digits(rng, 9)}.{made}"),
        rng.choice(
            (
                (f"_ga_{property_}", f"GS1.1.{seen}.{rng.randrange(1, 20)}.1.{seen + 60}.{rng.randrange(60)}.0.0"),
                (f"_ga_{property_}", f"GS2.1.s{seen}$o{rng.randrange(1, 20)}$g1$t{seen + 70}$j{rng.randrange(60)}$l0$h0")
            )
        ),
        ("_gid", f"GA1.2.{digits(rng, 9)}.{seen}"), ("_gcl_au", f"1.1.{digits(rng, 9)}.{made}"),
    ]


def advertising(rng):
    seen = epoch(rng)
    choices = [
        [("_fbp", f"fb.1.{seen}123.{digits(rng, 18)}")], [("_fbc", f"fb.1.{seen}456.IwAR{letters(rng, 50)}")],
        [("_gcl_aw", f"GCL.{seen}.Cj0KCQjw{letters(rng, 60)}_wcB")], [("_tt_enable_cookie", "1"), ("_ttp", letters(rng, 27))],
        [("_uetsid", hexs(rng, 32)), ("_uetvid", hexs(rng, 32))], [("_pin_unauth", b64url("uid=" + letters(rng, 48)))],
        [("_derived_epik", "dj0yJnU9" + letters(rng, 48))], [("_scid", uuid(rng)), ("_ScCbts", "%5B%5D"), ("_sctr", f"1%7C{seen}000")],
        [("cto_bundle", letters(rng, 120))], [("__gads", f"ID={hexs(rng, 16)}:T={seen}:RT={seen + 50}:S=ALNI_M{letters(rng, 28)}")],
        [("_aw_m_12345", f"12345_{seen}_{hexs(rng, 32)}")], [("IR_gbd", "shop.example"), ("IR_PI", f"{uuid(rng)}%7C{seen}123")],
        [("_rdt_uuid", f"{seen}123.{uuid(rng)}")], [("_twpid", f"tw.{seen}123.{digits(rng, 18)}")], [("li_fat_id", uuid(rng))],
        [
            ("_clck", f"{letters(rng, 6).lower()}|2|f{letters(rng, 2).lower()}|0|{digits(rng, 4)}"),
            ("_clsk", f"{letters(rng, 7).lower()}|{seen}123|4|1|y.clarity.ms/collect"),
        ],
    ]
    return [pair for group in rng.sample(choices, rng.randrange(2, 6)) for pair in group]


def tools(rng):
    """Chats, tests, recommendations, fraud and bot protection, real-user monitoring."""
    seen = epoch(rng)
    choices = [
        [
            (f"_hjSessionUser_{digits(rng, 7)}", b64url(compact({"id": uuid(rng), "created": seen * 1000, "existing": True}))),
            (f"_hjSession_{digits(rng, 7)}", b64url(compact({"id": uuid(rng), "c": seen * 1000, "s": 0, "r": 0, "sb": 0, "sr": 0, "se": 0, "fs": 1}))),
        ],
        [
            ("_pk_id.1.1fff", f"{hexs(rng, 16)}.{seen}."), ("_pk_ses.1.1fff", "1"),
            ("_pk_ref.1.1fff", component(json.dumps(["", "", seen, "https://www.google.com/"]))),
        ],
        [("__kla_id", b64url(compact({"cid": b64url(uuid(rng)), "$referrer": {"ts": seen, "value": "https://www.google.com/", "first_page": ORIGIN + "/"}})))],
        [("__stripe_mid", uuid(rng) + hexs(rng, 6)), ("__stripe_sid", uuid(rng) + hexs(rng, 6))],
        [
            ("__hstc", f"{digits(rng, 8)}.{hexs(rng, 32)}.{seen}123.{seen}123.{seen}123.1"), ("hubspotutk", hexs(rng, 32)), ("__hssrc", "1"),
            ("__hssc", f"{digits(rng, 8)}.3.{seen}123"),
        ],
        [
            ("_vwo_uuid_v2", f"D{hexs(rng, 32).upper()}|{hexs(rng, 32)}"), ("_vis_opt_s", "1%7C"), ("_vwo_sn", "0%3A2%3A%3A%3A1"),
            ("_vwo_ds", f"3%3Aa_0%2Ct_0%3A0%24{seen}%3A23.1%3A%3A%3A5_0%2C4_0%3A0"),
        ],
        [
            (
                "ABTasty",
                f"uid={letters(rng, 16).lower()}&fst={seen}123&pst={seen}456&cst={seen}789&ns=3&pvt=22&pvis=4&th=1012345.1256789.4.4.1.1.{seen}.{seen}.0.3"
            ),
            ("ABTastySession", f"mrasn=&lp={component(component(ORIGIN + '/sale?utm_source=google'))}&sen=5"),
        ],
        [
            ("_dy_soct", f"1000{digits(rng, 3)}.1000{digits(rng, 3)}.{seen}*1034567.1045678.{seen}"), ("_dycst", "dk.w.c.ws."),
            ("_dy_geo", "DE.EU.DE_BY.DE_BY_Munich"), ("_dy_df_geo", "Germany..Munich"), ("_dyjsession", letters(rng, 32).lower()),
        ],
        [("AMP_" + hexs(rng, 10), b64url(component(compact({"deviceId": uuid(rng), "sessionId": seen * 1000, "optOut": False, "lastEventId": 21}))))],
        [
            (
                f"mp_{hexs(rng, 32)}_mixpanel",
                component(
                    compact(
                        {
                            "distinct_id": "$device:" + uuid(rng), "$device_id": uuid(rng), "$initial_referrer": "$direct",
                            "$initial_referring_domain": "$direct", "__mps": {}, "__mpso": {},
                        }
                    )
                )
            )
        ],
        [("ajs_anonymous_id", f"%22{uuid(rng)}%22"), ("ajs_user_id", "null")],
        [
            (
                f"AMCV_{hexs(rng, 24).upper()}%40AdobeOrg",
                f"179643557%7CMCIDTS%7C20{digits(rng, 3)}%7CMCMID%7C{digits(rng, 38)}%7CMCAID%7CNONE%7CMCOPTOUT-{seen}s%7CNONE%7CvVersion%7C5.5.0"
            ),
            ("s_cc", "true"), ("s_sq", "%5B%5BB%5D%5D"), ("mbox", f"session#{hexs(rng, 32)}#{seen}|PC#{hexs(rng, 32)}.37_0#{seen + 900}"),
        ],
        [
            ("_abck", f"{hexs(rng, 32).upper()}~0~YAAQ{letters(rng, 90)}==~-1~||0||~-1"),
            ("bm_sz", f"{hexs(rng, 32).upper()}~YAAQ{letters(rng, 80)}~{digits(rng, 7)}~{digits(rng, 7)}"),
            ("ak_bmsc", f"{hexs(rng, 32).upper()}~000000000000000000000000000000~YAAQ{letters(rng, 80)}"),
        ],
        [("__cf_bm", f"{letters(rng, 43)}-{seen}-1.0.1.1-{letters(rng, 86)}"), ("_cfuvid", f"{letters(rng, 43)}-{seen}123-0.0.1.1-604800000")],
        [("datadome", f"{letters(rng, 40)}~{letters(rng, 30)}_{letters(rng, 30)}~{letters(rng, 28)}")],
        [("_pxvid", uuid(rng)), ("_px3", f"{hexs(rng, 64)}:{b64(rng, 60)}:1000:{b64(rng, 90)}")],
        [("forterToken", f"{hexs(rng, 32)}_{seen}123__UDF43-m4_23ck_{b64(rng, 15)}-1234-v2")],
        [
            ("rxVisitor", f"{seen}123{letters(rng, 26).upper()}"),
            ("dtCookie", f"v_4_srv_1_sn_{hexs(rng, 32).upper()}_perc_100000_ol_0_mul_1_app-3Aea7c4b59f27d43eb_1"), ("rxvt", f"{seen}123|{seen}456"),
            ("dtPC", f"1$34567123_456h{rng.randrange(9)}vLMHPKSHUMUUUQAFOPRHVVKCUPMFWUKAI-0e0"), ("dtSa", "-"),
        ],
        [
            (
                "utag_main",
                f"v_id:{hexs(rng, 32)}$_sn:2$_se:14$_ss:0$_st:{seen}123$ses_id:{seen}000%3Bexp-session$_pn:5%3Bexp-session$dc_visit:2$dc_event:7%3Bexp-session"
            )
        ],
        [("scarab.visitor", f"%22{hexs(rng, 16).upper()}%22"), ("scarab.profile", f"%22{digits(rng, 5)}%7C{seen}%22")],
        [(f"intercom-id-{letters(rng, 8).lower()}", uuid(rng)), (f"intercom-session-{letters(rng, 8).lower()}", "")],
        [("crisp-client%2Fsession%2F" + uuid(rng), f"session_{uuid(rng)}")], [("__zlcmid", f"1{letters(rng, 14)}")],
        [("__tawkuuid", f"e::shop.example::{letters(rng, 64)}::2"), ("TawkConnectionTime", "0")],
        [
            (
                "BT_sdc",
                b64url(
                    compact(
                        {"et_coid": hexs(rng, 32), "rfr": "https://www.google.com/", "time": seen * 1000, "pi": 3, "eurl": ORIGIN + "/sale/", "returning": 0}
                    )
                )
            ),
            ("_et_coid", hexs(rng, 32)),
        ],
        [("ai_user", f"{letters(rng, 22)}|{iso(rng)}"), ("ai_session", f"{letters(rng, 22)}|{seen}123|{seen}456")],
        [("NewRelicSession", hexs(rng, 16)), ("NREUM", f"s={seen}123&r={digits(rng, 6)}&p={digits(rng, 6)}")], [("_ALGOLIA", f"anonymous-{uuid(rng)}")],
        [
            ("wisepops", component(compact({"popups": {}, "sub": 0, "ucrn": 71, "cid": digits(rng, 5), "v": 4, "bandit": {"recos": {}}}))),
            ("wisepops_visits", component(compact([iso(rng), iso(rng)]))),
        ],
        [("yotpo_pixel", uuid(rng)), ("pixlee_analytics_cookie", component(compact({"CURRENT_PIXLEE_USER_ID": uuid(rng), "TIME_SPENT": 120})))],
        [("nosto", hexs(rng, 24)), ("2c.cId", hexs(rng, 24))], [("_sp_id.1fff", f"{uuid(rng)}.{seen}.1.{seen}.{seen}.{uuid(rng)}"), ("_sp_ses.1fff", "*")],
        [("_lr_uf_-shop", uuid(rng)), ("_lr_hb_-shop%2Fweb", component(compact({"heartbeat": seen * 1000})))],
    ]
    return [pair for group in rng.sample(choices, rng.randrange(2, 6)) for pair in group]


def preferences(rng):
    choices = [
        ("currency", rng.choice(("EUR", "USD", "GBP", "CHF"))), ("lang", rng.choice(("de", "en", "fr"))), ("theme", "light"), ("newsletter_popup", "closed"),
        ("viewed", ",".join(digits(rng, 5) for _ in range(4))), ("cart", component(compact([{"id": sku(rng), "qty": rng.randrange(1, 5)}]))),
        ("last_search", component(rng.choice(("red dress", "Kaffeemühle", "12\" LP", "t-shirt \"vintage\"", "O'Neill jacket", "café crème", "ソックス")))),
        ("country", rng.choice(("DE", "US", "FR", "AT"))), ("tz", "Europe%2FBerlin"), ("grid", "4"),
        ("store_location", component("Wien, Mariahilfer Straße 12/7")), ("ab", "checkout-b.search-a"), ("filters", component("size:42|color:blue|price:10-50")),
        ("returnTo", component("/checkout?step=2&token=" + hexs(rng, 12))), ("first_visit", day(rng)),
        ("auth", jwt(rng, {"sub": digits(rng, 6), "exp": epoch(rng), "scope": "shop"})),
    ]
    return rng.sample(choices, rng.randrange(1, 5))


SHOPS = {"magento": magento, "shopify": shopify, "woocommerce": woocommerce, "shopware": shopware, "other": other_shops, "wordpress admin": wordpress_admin}


def jar(rng, shop=None, rich=True):
    """A Cookie field's value."""
    pairs = [*SHOPS[shop or rng.choice(("magento", "shopify", "woocommerce", "shopware", "other"))](rng)]
    if rich:
        pairs += [*consent(rng), *analytics(rng), *advertising(rng), *tools(rng)]
    elif rng.random() < 0.6:
        pairs += [*consent(rng), *analytics(rng)]
    pairs += preferences(rng)
    rng.shuffle(pairs)
    # Never what a field cannot hold; a quotation mark as such is legal in practice.
    return "; ".join(f"{name}={quote(str(value), safe=SAFE)}" for name, value in pairs)


SAFE = "".join(map(chr, range(33, 127))).replace(";", "")
