"""The published corpora and our own as requests: each set yields (class, malicious, request bytes)."""
import base64
import glob
import json
import lzma
import os
import tarfile
import urllib.parse

import shop as shop_traffic

HOST = b"shop.example"


def unpack(file, folder):
    target = os.path.join(folder, os.path.basename(file).split(".")[0])
    with tarfile.open(file) as archive:
        # Older releases of Python 3.11 have no filters.
        archive.extractall(target, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    return target


def encode(text):
    return urllib.parse.quote_from_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape"), safe="").encode()


def request(method, target, headers=(), body=b""):
    lines = [method + b" " + target + b" HTTP/1.1", b"Host: " + HOST, b"User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", b"Accept: */*"]
    names = [name.lower() for name, _ in headers]
    lines = [line for line in lines if line.split(b":")[0].lower() not in names]
    lines += [name + b": " + value for name, value in headers]
    if body or method in (b"POST", b"PUT", b"PATCH"):
        lines.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


FORM = (b"Content-Type", b"application/x-www-form-urlencoded")
JSON = (b"Content-Type", b"application/json")


def get(payload):
    return request(b"GET", b"/?p=" + encode(payload))


def post(payload):
    return request(b"POST", b"/", [FORM], b"p=" + encode(payload))


def lines_of(path):
    with open(path, "rb") as file:
        return [line.rstrip(b"\r\n") for line in file if line.strip()]


def mgm(data, work):
    folder = unpack(os.path.join(data, "mgm-waf-payload-collection.tar.xz"), work)
    for path in sorted(glob.glob(os.path.join(folder, "nuclei/payloads/*/*.txt"))):
        kind, malicious = os.path.basename(os.path.dirname(path)), "true-positives" in path
        for line in lines_of(path):
            yield f"{kind}, GET", malicious, get(line)
            yield f"{kind}, POST", malicious, post(line)


def blazehttp(data, work):
    """Recorded requests, byte for byte but for the host, and for what belongs to one connection."""
    with lzma.open(os.path.join(data, "blazehttp-dev.jsonl.xz"), "rt", encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            head, _, body = entry["raw"].encode("latin-1").partition(b"\r\n\r\n")
            first, *fields = head.split(b"\r\n")
            dropped = (b"host", b"content-length", b"transfer-encoding", b"connection", b"proxy-connection", b"keep-alive", b"expect", b"upgrade", b"te")
            kept = [field for field in fields if field.split(b":")[0].strip().lower() not in dropped]
            if any(b":" not in field or field[:1] in b" \t" for field in kept) or first.count(b" ") != 2:
                yield "not HTTP/1.1", entry["label"] != "white", None
                continue
            kept.insert(0, b"Host: " + HOST)
            if body or first.split(b" ")[0] not in (b"GET", b"HEAD", b"OPTIONS", b"DELETE"):
                kept.append(b"Content-Length: %d" % len(body))
            yield entry["label"], entry["label"] != "white", b"\r\n".join([first, *kept]) + b"\r\n\r\n" + body


def libinjection(data, work):
    """Lists of parameter values, URL-encoded already; the unit cases test a tokenizer and are left to the tests of ours."""
    folder = unpack(os.path.join(data, "libinjection-tests-data.tar.xz"), work)
    for path in sorted(glob.glob(os.path.join(folder, "data", "*.txt"))):
        name = os.path.basename(path)
        kind = "false positives" if name.startswith("false") else "XSS" if "xss" in name else "SQL injection"
        for line in lines_of(path):
            if line.startswith(b"#"):
                continue
            payload = urllib.parse.unquote_to_bytes(line.replace(b"+", b" "))
            yield kind, kind != "false positives", get(payload)
            yield kind, kind != "false positives", post(payload)


# GoTestWAF: how a payload is written, and where in a request it is put.
def written(payload, encoder):
    raw = payload.encode("utf-8", "surrogateescape")
    if encoder == "Plain":
        return raw
    if encoder == "URL":
        return urllib.parse.quote_from_bytes(raw, safe="").encode()
    if encoder == "Base64Flat":
        return base64.b64encode(raw).rstrip(b"=")
    if encoder == "Base64":
        return base64.b64encode(raw)
    if encoder == "JSUnicode":
        return "".join(f"\\u{ord(letter):04x}" for letter in payload).encode()
    if encoder == "XMLEntity":
        return "".join(f"&#x{ord(letter):x};" for letter in payload).encode()
    return None


def visible(text):
    """What cannot stand in a request target or a header line, escaped."""
    return b"".join(b"%%%02X" % byte if byte <= 32 or byte >= 127 or byte in b'#"<>' else bytes([byte]) for byte in text)


MULTIPART = b"--part\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\n%b\r\n--part--\r\n"
SOAP = (b'<?xml version="1.0"?><soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body><m:Get xmlns:m="urn:shop"><m:Name>%b</m:Name></m:Get></soap:Body></soap:Envelope>')


def placed(text, place):
    kind, options = (place, {}) if isinstance(place, str) else next(iter(place.items()))
    if kind == "URLParam":
        return request(b"GET", b"/?p=" + visible(text).replace(b"&", b"%26").replace(b"+", b"%2B"))
    if kind == "URLPath":
        return request(b"GET", b"/" + visible(text).replace(b"?", b"%3F"))
    if kind == "HTMLForm":
        return request(b"POST", b"/", [FORM], b"p=" + visible(text).replace(b"&", b"%26").replace(b"+", b"%2B"))
    if kind == "HTMLMultipartForm":
        return request(b"POST", b"/", [(b"Content-Type", b"multipart/form-data; boundary=part")], MULTIPART % text)
    if kind in ("JSONRequest", "JSONBody"):
        # A string that is escaped for JSON already stays as it is.
        quoted = text if text.startswith(b"\\u") else json.dumps(text.decode("utf-8", "replace"))[1:-1].encode()
        return request(b"POST", b"/", [JSON], b'{"test": true, "p": "' + quoted + b'"}')
    if kind == "RequestBody":
        return request(b"POST", b"/", [(b"Content-Type", b"text/plain")], text)
    if kind == "SOAPBody":
        return request(b"POST", b"/", [(b"Content-Type", b"text/xml")], SOAP % text)
    if kind == "XMLBody":
        return request(b"POST", b"/", [(b"Content-Type", b"text/xml")], text)
    if kind == "Header":
        return None if any(byte < 32 for byte in text) else request(b"GET", b"/", [(b"X-Note", text)])
    if kind == "UserAgent":
        return None if any(byte < 32 for byte in text) else request(b"GET", b"/", [(b"User-Agent", text)])
    if kind == "GraphQL":
        if options.get("method") == "GET":
            return request(b"GET", b"/graphql?query=" + visible(text))
        return request(b"POST", b"/graphql", [JSON], text)
    if kind == "RawRequest":
        headers = [(name.encode(), value.encode().replace(b"{{payload}}", text)) for name, value in options.get("headers", {}).items()]
        body = options.get("body", "").encode().replace(b"{{payload}}", text)
        path = visible(options.get("path", "/").encode().replace(b"{{payload}}", text))
        if any(b"\n" in value for _, value in headers):
            return None
        return request(options.get("method", "GET").encode(), path, headers, body)
    return None


def gotestwaf(data, work):
    import yaml

    class Lenient(yaml.SafeLoader):
        """Takes \\' in double quotes, as Go's parser does."""
        ESCAPE_REPLACEMENTS = {**yaml.SafeLoader.ESCAPE_REPLACEMENTS, "'": "'"}

    folder = unpack(os.path.join(data, "gotestwaf-testcases.tar.xz"), work)
    for path in sorted(glob.glob(os.path.join(folder, "testcases", "*", "*.yml"))):
        with open(path, encoding="utf-8") as file:
            case = yaml.load(file, Lenient)
        suite, name = os.path.basename(os.path.dirname(path)), os.path.basename(path).removesuffix(".yml")
        malicious = suite != "false-pos"
        for payload in map(str, case["payload"]):
            for encoder in case["encoder"]:
                for place in case["placeholder"]:
                    text = written(payload, encoder)
                    yield f"{suite}: {name}", malicious, None if text is None else placed(text, place)


def shop(data, work):
    """Our own: a shop's legitimate traffic, generated."""
    for kind, request in shop_traffic.requests():
        yield kind, False, request


SETS = {"mgm": mgm, "blazehttp": blazehttp, "gotestwaf": gotestwaf, "libinjection": libinjection, "shop": shop}

# One request in how many a run without --full sends. Odd, since some alternate between GET and POST.
SAMPLE = {"mgm": 7, "blazehttp": 3, "libinjection": 9}
