"""
A shop's legitimate traffic: five thousand distinct requests as bytes, the same in every run.

Nothing here was chosen by what a detector says. What a shop's visitors, staff, partners and tools send belongs here whether or not
it looks like an attack to one; what only an attacker sends does not.
"""
import random

from .browsing import apps, assets, campaigns, crawlers, facets, pages, searches, visits_of_admin, well_known
from .business import business
from .buying import accounts, baskets, checkouts, messages, reviews
from .editing import rich_text, uploads
from .interfaces import graphql, storefront_apis
from .measuring import beacons, browser_reports
from .payments import payments, webhooks

KINDS = {
    "search": (searches, 600), "facets and filters": (facets, 450), "pages with full cookie jars": (pages, 400), "campaigns and redirects": (campaigns, 350),
    "static assets": (assets, 160), "well-known files": (well_known, 60), "crawlers": (crawlers, 120), "apps": (apps, 120), "checkout forms": (checkouts, 550),
    "baskets and vouchers": (baskets, 250), "accounts": (accounts, 250), "messages and chats": (messages, 350), "reviews and questions": (reviews, 150),
    "GraphQL": (graphql, 250), "storefront APIs": (storefront_apis, 250), "payments": (payments, 150), "webhooks": (webhooks, 250), "beacons": (beacons, 300),
    "browser reports": (browser_reports, 100), "ERP and B2B": (business, 250), "administration": (visits_of_admin, 80), "rich text of staff": (rich_text, 150),
    "uploads": (uploads, 120),
}


def requests():
    """(kind, bytes), grouped by kind."""
    seen = set()
    for kind, (make, count) in KINDS.items():
        rng = random.Random(f"shop: {kind}")
        made = 0
        while made < count:
            request = make(rng)
            # Two that differ in the client's fields alone count once.
            content = (request.split(b" HTTP/1.1\r\n", 1)[0], request.split(b"\r\n\r\n", 1)[1])
            if content not in seen or content[0].startswith((b"GET /robots", b"GET /.well-known", b"HEAD /")) and request not in seen:
                seen |= {content, request}
                made += 1
                yield kind, request
