"""Random things that a shop's traffic is full of: identifiers, tokens, times, and the ways they are encoded."""
import base64
import json
import string
import urllib.parse
from datetime import datetime, timedelta, timezone

ORIGIN = "https://shop.example"


def digits(rng, count):
    return str(rng.randrange(10 ** (count - 1), 10**count))


def hexs(rng, count):
    return "".join(rng.choices("0123456789abcdef", k=count))


def letters(rng, count, alphabet=string.ascii_letters + string.digits):
    return "".join(rng.choices(alphabet, k=count))


def uuid(rng):
    return f"{hexs(rng, 8)}-{hexs(rng, 4)}-4{hexs(rng, 3)}-{rng.choice('89ab')}{hexs(rng, 3)}-{hexs(rng, 12)}"


def raw(rng, count):
    return bytes(rng.getrandbits(8) for _ in range(count))


def b64(rng, count):
    return base64.b64encode(raw(rng, count)).decode()


def b64url(data):
    return base64.urlsafe_b64encode(data if isinstance(data, bytes) else data.encode()).rstrip(b"=").decode()


def token(rng, count):
    return b64url(raw(rng, count))


def jwt(rng, claims):
    header = {"alg": rng.choice(("RS256", "HS256", "ES256")), "typ": "JWT", "kid": letters(rng, 20)}
    return ".".join((b64url(compact(header)), b64url(compact(claims)), token(rng, 64)))


def epoch(rng):
    """Seconds, within a year and a half."""
    return rng.randrange(1715000000, 1762000000)


def iso(rng, zone="Z"):
    return (
        datetime.fromtimestamp(epoch(rng), timezone.utc) + timedelta(milliseconds=rng.randrange(1000))
    ).isoformat(timespec="milliseconds").replace("+00:00", zone)


def day(rng):
    return datetime.fromtimestamp(epoch(rng), timezone.utc).strftime("%Y-%m-%d")


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def component(text):
    """As JavaScript's encodeURIComponent."""
    return urllib.parse.quote(str(text), safe="!'()*~-._")


def form(pairs):
    """As a browser sends a form, or URLSearchParams a query."""
    return "&".join(f"{urllib.parse.quote_plus(str(name), safe='*-._')}={urllib.parse.quote_plus(str(value), safe='*-._')}" for name, value in pairs)


def query(pairs):
    """As most shops' links have it: brackets and commas stay readable."""
    return "&".join(f"{urllib.parse.quote(str(name), safe='[]-._')}={urllib.parse.quote(str(value), safe='-._~,:')}" for name, value in pairs)


def price(rng):
    return f"{rng.choice((rng.randrange(1, 40), rng.randrange(10, 400), rng.randrange(200, 2500)))}.{rng.choice(('00', '50', '90', '95', '99'))}"


def sku(rng):
    return rng.choice((
        f"{letters(rng, 3, string.ascii_uppercase)}-{digits(rng, 4)}-{rng.choice(('S', 'M', 'L', 'XL', '38', '42'))}",
        digits(rng, 8),
        f"{letters(rng, 2, string.ascii_uppercase)}{digits(rng, 5)}",
        f"{digits(rng, 3)}.{digits(rng, 4)}/{digits(rng, 2)}",
        f"24-{letters(rng, 2, string.ascii_uppercase)}{digits(rng, 2)}",
    ))
