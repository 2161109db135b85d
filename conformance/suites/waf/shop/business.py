"""Programs of merchants and suppliers: SOAP, UBL, cXML, EDIFACT, CSV and JSON between a shop and an ERP."""
from xml.sax.saxutils import escape

from .clients import server
from .people import person
from .texts import note
from .tokens import b64, compact, day, digits, epoch, form, hexs, iso, jwt, price, query, sku, token, uuid

ARTICLES = [
    "Table \"Union\" 80x80 cm", "Schraube M8 x 1.25 (DIN 912) [A2]", "Rohr 3/4\" & Muffe", "Kabel 3x1,5mm² < 10 m", "O-Ring 5' > EPDM", "Select-Order-Box #1",
    "C++ Kurs", "Drop-in Filter 50%", "Größe 38/40", "コーヒー豆 200g", "Стол «Дуб»",
]


def article(rng):
    return escape(rng.choice(ARTICLES))


def soap(rng):
    kind = rng.randrange(3)
    someone = person(rng)
    if kind == 0:
        body = f'<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="urn:Magento" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><SOAP-ENV:Body><ns1:catalogProductUpdate><sessionId xsi:type="xsd:string">{hexs(rng, 32)}</sessionId><product xsi:type="xsd:string">{escape(sku(rng))}</product><productData xsi:type="ns1:catalogProductCreateEntity"><name xsi:type="xsd:string">{article(rng)}</name><price xsi:type="xsd:string">{price(rng)}</price><description xsi:type="xsd:string">{escape(note(rng))}</description></productData></ns1:catalogProductUpdate></SOAP-ENV:Body></SOAP-ENV:Envelope>\n'
        return "/api/v2_soap/index/", 'text/xml; charset=utf-8', [("SOAPAction", '"urn:Action"')], body
    if kind == 1:
        body = f'<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><soap:Header><wsse:Security soap:mustUnderstand="true"><wsse:UsernameToken><wsse:Username>erp</wsse:Username><wsse:Password Type="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest">{b64(rng, 20)}</wsse:Password><wsse:Nonce>{b64(rng, 16)}</wsse:Nonce></wsse:UsernameToken></wsse:Security></soap:Header><soap:Body><GetOrders xmlns="http://erp.example/orders"><Filter>Status eq &apos;Open&apos; and Total gt {digits(rng, 2)}</Filter><From>{iso(rng)}</From></GetOrders></soap:Body></soap:Envelope>'
        return "/services/orders", 'application/soap+xml; charset=utf-8; action="http://erp.example/orders/GetOrders"', [], body
    body = f'<?xml version="1.0"?>\n<methodCall><methodName>order.addComment</methodName><params><param><value><string>{hexs(rng, 32)}</string></value></param><param><value><string>#{digits(rng, 9)}</string></value></param><param><value><string>{escape(note(rng))} ({escape(someone.last)})</string></value></param></params></methodCall>'
    return "/api/xmlrpc/", "text/xml", [], body


def document(rng):
    someone = person(rng)
    company = escape(someone.company or f"{someone.first} {someone.last} e.U.")
    lines = "".join(
        f'<cac:InvoiceLine><cbc:ID>{number}</cbc:ID><cbc:InvoicedQuantity unitCode="C62">{rng.randrange(1, 90)}</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="EUR">{price(rng)}</cbc:LineExtensionAmount><cac:Item><cbc:Name>{article(rng)}</cbc:Name><cac:SellersItemIdentification><cbc:ID>{escape(sku(rng))}</cbc:ID></cac:SellersItemIdentification></cac:Item></cac:InvoiceLine>' for number in range(
            1, rng.randrange(2, 6)
        )
    )
    choices = [
        (
            "/peppol/inbox", "application/xml",
            f'<?xml version="1.0" encoding="UTF-8"?>\n<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">\n<!-- exported by ERP 12.4 -->\n<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID><cbc:ID>RE-{digits(rng, 6)}/25</cbc:ID><cbc:IssueDate>{day(rng)}</cbc:IssueDate><cbc:Note>{escape(note(rng))}</cbc:Note><cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>{company}</cbc:Name></cac:PartyName><cac:PostalAddress><cbc:StreetName>{escape(someone.street)}</cbc:StreetName><cbc:CityName>{escape(someone.city)}</cbc:CityName></cac:PostalAddress></cac:Party></cac:AccountingCustomerParty>{lines}</Invoice>'
        ),
        (
            "/punchout", "text/xml; charset=UTF-8",
            f'<?xml version="1.0" encoding="UTF-8"?>\n<cXML payloadID="{epoch(rng)}.{digits(rng, 6)}@buyer.example" timestamp="{iso(rng)}" xml:lang="en-US"><Header><From><Credential domain="DUNS"><Identity>{digits(rng, 9)}</Identity></Credential></From><Sender><Credential domain="NetworkUserId"><Identity>buyer@example.org</Identity><SharedSecret>{token(rng, 12)}</SharedSecret></Credential><UserAgent>Ariba SN</UserAgent></Sender></Header><Request><PunchOutSetupRequest operation="create"><BuyerCookie>{hexs(rng, 32)}</BuyerCookie><BrowserFormPost><URL>https://buyer.example/punchout/return?s={digits(rng, 4)}&amp;x=1</URL></BrowserFormPost></PunchOutSetupRequest></Request></cXML>'
        ),
        (
            "/edi/orders", "application/EDIFACT",
            f"UNA:+.? 'UNB+UNOC:3+{digits(rng, 13)}:14+{digits(rng, 13)}:14+250213:1012+{digits(rng, 6)}'UNH+1+ORDERS:D:96A:UN:EAN008'BGM+220+{digits(rng, 8)}+9'DTM+137:20250213:102'NAD+BY+{digits(rng, 13)}::9++{someone.last.upper().replace(chr(39), '?' + chr(39))}'LIN+1++{digits(rng, 13)}:EN'QTY+21:{digits(rng, 2)}'PRI+AAA:{price(rng)}'UNS+S'CNT+2:1'UNT+10+1'UNZ+1+1'"
        ),
        (
            "/edi/x12", "application/EDI-X12",
            f"ISA*00*          *00*          *ZZ*BUYER          *ZZ*SHOP           *250213*1012*U*00401*{digits(rng, 9)}*0*P*>~GS*PO*BUYER*SHOP*20250213*1012*1*X*004010~ST*850*0001~BEG*00*SA*{digits(rng, 8)}**20250213~PO1*1*{digits(rng, 2)}*EA*{price(rng)}**BP*{sku(rng)}*VN*TABLE-UNION~CTT*1~SE*5*0001~GE*1*1~IEA*1*{digits(rng, 9)}~"
        ),
        (
            "/bmecat", "application/xml;charset=UTF-8",
            f'<?xml version="1.0" encoding="UTF-8"?>\n<BMECAT version="2005" xmlns="http://www.bmecat.org/bmecat/2005fd"><HEADER><CATALOG><LANGUAGE>deu</LANGUAGE><CATALOG_ID>{digits(rng, 6)}</CATALOG_ID></CATALOG></HEADER><T_UPDATE_PRICES><PRODUCT><SUPPLIER_PID>{escape(sku(rng))}</SUPPLIER_PID><PRODUCT_DETAILS><DESCRIPTION_SHORT>{article(rng)}</DESCRIPTION_SHORT><DESCRIPTION_LONG><![CDATA[<b>{rng.choice(("Neu", "Nouveau"))}</b>: {note(rng).replace("]]>", "")}]]></DESCRIPTION_LONG></PRODUCT_DETAILS></PRODUCT></T_UPDATE_PRICES></BMECAT>'
        ),
        (
            "/api/stock.csv", "text/csv; charset=utf-8",
            "sku;name;qty;price\r\n" + "".join(
                f'{sku(rng)};"{rng.choice(ARTICLES).replace(chr(34), chr(34) * 2)}";{rng.randrange(999)};{price(rng)}\r\n' for _ in range(rng.randrange(3, 20))
            )
        ),
        (
            "/api/prices", "text/plain; charset=utf-8",
            "\n".join(f"{sku(rng)}\t{price(rng)}\tEUR\t>= {rng.randrange(1, 50)} pcs." for _ in range(rng.randrange(3, 20)))
        ),
    ]
    target, content, body = rng.choice(choices)
    return target, content, [], body


def business(rng):
    """One message of a merchant's or a supplier's system."""
    kind = rng.randrange(5)
    authority = rng.choice(
        (
            ("Authorization", "Basic " + b64(rng, 30)), ("Authorization", "Bearer " + jwt(rng, {"iss": "erp", "exp": epoch(rng)})),
            ("X-Api-Key", hexs(rng, 40)), ("X-Auth-Token", token(rng, 24))
        )
    )
    if kind < 3:
        target, content, extra, body = soap(rng) if kind == 0 else document(rng)
        return server(
            rng, "POST", target, body=body, content=content, extra=[authority, *extra],
            accept=rng.choice(("text/xml, multipart/related", "*/*", "application/xml"))
        )
    if kind == 3:
        products = [
            {
                "sku": sku(rng), "name": rng.choice(ARTICLES), "price": price(rng), "attribute_set_id": 4,
                "extension_attributes": {"stock_item": {"qty": rng.randrange(500), "is_in_stock": True}},
                "custom_attributes": [
                    {"attribute_code": "description", "value": f"<p>{escape(note(rng))}</p>"}, {"attribute_code": "url_key", "value": "table-union-3-4"},
                    {"attribute_code": "ean", "value": digits(rng, 13)},
                ],
            } for _ in range(rng.randrange(1, 5))
        ]
        target, method, body = rng.choice(
            (
                ("/rest/all/async/bulk/V1/products", "POST", [{"product": product} for product in products]),
                (f"/rest/V1/products/{digits(rng, 6)}", "PUT", {"product": products[0], "saveOptions": True}),
                ("/wp-json/wc/v3/products/batch", "POST", {"update": products, "delete": [int(digits(rng, 4))]}),
                ("/api/_action/sync", "POST", {"write-product": {"entity": "product", "action": "upsert", "payload": products}}),
                (
                    f"/api/product/{hexs(rng, 32)}", "PATCH",
                    {"name": products[0]["name"], "price": [{"gross": 19.9, "net": 16.58, "linked": True}], "customFields": {"note": note(rng)}}
                )
            )
        )
        return server(rng, method, target, body=compact(body), content="application/json", extra=[authority])
    target = rng.choice(
        (
            "/odata/Orders?" + query(
                [
                    ("$filter", f"Status eq 'Open' and Total gt {digits(rng, 2)} and contains(Customer/Name,'O''Neill')"), ("$orderby", "CreatedAt desc"),
                    ("$select", "Id,Number,Total"), ("$expand", "Lines($select=Sku,Quantity)"), ("$top", 100), ("$count", "true"),
                ]
            ).replace("%24", "$"),
            "/wp-json/wc/v3/orders?" + form(
                [
                    ("after", iso(rng)[:19]), ("status", "processing,on-hand"), ("per_page", 100), ("orderby", "date"), ("order", "asc"),
                    ("_fields", "id,number,total,line_items"),
                ]
            ),
            "/rest/V1/orders?" + form(
                [
                    ("searchCriteria[filter_groups][0][filters][0][field]", "updated_at"),
                    ("searchCriteria[filter_groups][0][filters][0][value]", day(rng) + " 00:00:00"),
                    ("searchCriteria[filter_groups][0][filters][0][condition_type]", "gteq"), ("fields", "items[increment_id,billing_address[city,postcode]]"),
                ]
            ),
            "/admin/api/2025-01/orders.json?" + query(
                [("status", "any"), ("updated_at_min", iso(rng, "+02:00")), ("fields", "id,name,line_items"), ("limit", 250)]
            ),
            "/api/orders?" + query(
                [
                    ("display", "[id,reference,total_paid]"), ("filter[date_upd]", f">[{day(rng)}]"), ("filter[current_state]", "[2|3]"), ("sort", "[id_DESC]"),
                    ("date", 1), ("output_format", "JSON"),
                ]
            ),
            f"/api/v2/shipments/{uuid(rng)}/label.pdf?format=A6&copies=1",
            "/export/feed.xml?" + form([("key", hexs(rng, 32)), ("currency", "EUR"), ("columns", "id;title;price"), ("where", "stock>0")]),
        )
    )
    return server(
        rng, "GET", target, extra=[authority], accept=rng.choice(("application/json", "application/xml", "*/*", "application/json;odata.metadata=minimal"))
    )
