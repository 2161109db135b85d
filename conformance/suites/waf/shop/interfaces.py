"""GraphQL and storefront APIs."""
import hashlib

from .browsing import own
from .clients import xhr
from .cookies import jar
from .people import person
from .texts import message, note, search
from .tokens import b64, compact, component, digits, epoch, form, hexs, iso, jwt, letters, query, sku, token, uuid

JSON = "application/json"

INTROSPECTION = "query IntrospectionQuery { __schema { queryType { name } mutationType { name } types { ...FullType } directives { name description locations args { ...InputValue } } } } fragment FullType on __Type { kind name description fields(includeDeprecated: true) { name args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason } } fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue } fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name } } }"
SHOPIFY = """query getCollection($handle: String!, $sortKey: ProductCollectionSortKeys, $reverse: Boolean, $filters: [ProductFilter!]) @inContext(language: DE, country: AT) {
  collection(handle: $handle) { products(sortKey: $sortKey, filters: $filters, reverse: $reverse, first: %d) { edges { node { ...product } } pageInfo { hasNextPage endCursor } } }
}
fragment image on Image { url altText width height }
fragment product on Product { id handle title priceRange { maxVariantPrice { amount currencyCode } } featuredImage { ...image } options { id name values } seo { description title } tags updatedAt }"""
CART = "mutation cartLinesAdd($cartId: ID!, $lines: [CartLineInput!]!) {\n  cartLinesAdd(cartId: $cartId, lines: $lines) {\n    cart { id checkoutUrl totalQuantity cost { totalAmount { amount currencyCode } } lines(first: %d) { edges { node { id quantity merchandise { ... on ProductVariant { id title } } } } } }\n    userErrors { code field message }\n  }\n}"
MAGENTO = "query ProductSearch($currentPage: Int = 1, $inputText: String!, $pageSize: Int = %d, $filters: ProductAttributeFilterInput!, $sort: ProductAttributeSortInput) { products(currentPage: $currentPage, pageSize: $pageSize, search: $inputText, filter: $filters, sort: $sort) { items { id uid name price_range { maximum_price { final_price { currency value } } } sku small_image { url } stock_status url_key __typename } page_info { total_pages __typename } total_count __typename } }"
ADDRESS = "mutation SetShippingAddress($cartId: String!, $address: CartAddressInput!) { setShippingAddressesOnCart(input: {cart_id: $cartId, shipping_addresses: [{address: $address}]}) @connection(key: \"setShippingAddressesOnCart\") { cart { id ...ShippingInformationFragment __typename } __typename } } fragment ShippingInformationFragment on Cart { id email shipping_addresses { city country { code label } firstname lastname postcode region { code label } street telephone __typename } __typename }"
INLINE = '{ products(search: "%s", filter: {price: {from: "%d", to: "%d"}, size: {in: ["S", "M"]}}, sort: {price: ASC}) { total_count items { name sku # the article\n price_range { minimum_price { regular_price { value currency } } } ... on ConfigurableProduct { variants { product { sku } } } } } }'


def graphql(rng):
    someone = person(rng)
    text = search(rng)
    address = {
        "firstname": someone.first, "lastname": someone.last, "company": someone.company, "street": [someone.street], "city": someone.city,
        "region": someone.region, "postcode": someone.postcode, "country_code": someone.country, "telephone": someone.phone, "save_in_address_book": False,
    }
    choices = [
        (
            "getCollection", SHOPIFY % rng.randrange(4, 100),
            {
                "handle": "women", "sortKey": rng.choice(("PRICE", "BEST_SELLING", "CREATED")), "reverse": True,
                "filters": [{"price": {"min": rng.randrange(50), "max": rng.randrange(51, 500)}}, {"variantOption": {"name": "Größe", "value": "38/40"}}],
            }
        ),
        (
            "cartLinesAdd", CART % rng.randrange(10, 250),
            {
                "cartId": f"gid://shopify/Cart/Z2NwLWV1{letters(rng, 24)}?key={hexs(rng, 32)}",
                "lines": [
                    {
                        "merchandiseId": f"gid://shopify/ProductVariant/{digits(rng, 14)}", "quantity": rng.randrange(1, 9),
                        "attributes": [{"key": "Engraving", "value": note(rng)[:40]}],
                    }
                ],
            }
        ),
        (
            "ProductSearch", MAGENTO % rng.randrange(6, 48),
            {"inputText": text, "filters": {"category_uid": {"eq": b64(rng, 3)}, "price": {"from": "10", "to": "100"}}, "sort": {"relevance": "DESC"}}
        ),
        ("SetShippingAddress", ADDRESS, {"cartId": letters(rng, 32), "address": address}), ("IntrospectionQuery", INTROSPECTION, {"t": rng.randrange(10**6)}),
        (None, INLINE % (text.replace("\\", "\\\\").replace('"', '\\"'), rng.randrange(50), rng.randrange(51, 900)), {}),
        (
            "customerAccessTokenCreate",
            "mutation customerAccessTokenCreate($input: CustomerAccessTokenCreateInput!) { customerAccessTokenCreate(input: $input) { customerAccessToken { accessToken expiresAt } customerUserErrors { code field message } } }",
            {"input": {"email": someone.email, "password": rng.choice(("pa'ss--w0rd", "union;Jack1", "S3lect*1", "\"quoted\"", "<b>old")) + digits(rng, 3)}}
        ),
        (
            "createReview",
            "mutation createReview($input: CreateProductReviewInput!) { createProductReview(input: $input) { review { nickname summary text average_rating ratings_breakdown { name value } } } }",
            {
                "input": {
                    "sku": sku(rng), "nickname": someone.first, "summary": "It's 5/5", "text": message(rng), "ratings": [{"id": "NA==", "value_id": "MTk="}],
                }
            }
        ),
        (
            "orders",
            "query orders($where: OrderFilter, $after: String) { orders(where: $where, after: $after, first: 20, orderBy: {field: CREATED_AT, direction: DESC}) { edges { cursor node { number total { gross { amount } } } } } }",
            {"where": {"OR": [{"status": {"eq": "OPEN"}}, {"AND": [{"total": {"gte": 10}}, {"search": text}]}]}, "after": b64(rng, 12)}
        ),
    ]
    name, text, variables = rng.choice(choices)
    headers = rng.choice(
        (
            [("X-Shopify-Storefront-Access-Token", hexs(rng, 32))], [("Store", "de")],
            [("Authorization", "Bearer " + jwt(rng, {"uid": digits(rng, 5), "utypid": 3, "exp": epoch(rng)}))], []
        )
    )
    if rng.random() < 0.2:
        target = "/graphql?" + form([("query", " ".join(text.split())), ("operationName", name or ""), ("variables", compact(variables))])
        return xhr(rng, "GET", target, cookie=jar(rng, rich=False), referer=own(rng), extra=headers)
    body = {"operationName": name, "query": text, "variables": variables} if name else {"query": text}
    if rng.random() < 0.15:
        body = [
            body,
            {
                "operationName": "me", "variables": {}, "query": "query me { me { id } }",
                "extensions": {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(str(rng.random()).encode()).hexdigest()}},
            },
        ]
    return xhr(
        rng, "POST", rng.choice(("/graphql", f"/api/{rng.choice(('2024-10', '2025-01', '2025-07'))}/graphql.json", "/api/graphql")), body=compact(body),
        content=JSON, cookie=jar(rng, rich=False), referer=own(rng), extra=headers
    )


def storefront_apis(rng):
    someone, text = person(rng), search(rng)
    key, page = hexs(rng, 32), rng.randrange(1, 40)
    criteria = {
        "page": page, "limit": 24, "search": text,
        "filter": [
            {
                "type": "multi", "operator": "or",
                "queries": [
                    {"type": "equals", "field": "active", "value": True},
                    {"type": "range", "field": "price", "parameters": {"gte": 10, "lte": rng.randrange(20, 900)}},
                    {"type": "contains", "field": "name", "value": text},
                ],
            }
        ],
        "sort": [{"field": "createdAt", "order": "DESC"}], "aggregations": [{"name": "avg-price", "type": "avg", "field": "price"}],
        "associations": {"manufacturer": {}, "media": {"sort": [{"field": "position"}]}}, "includes": {"product": ["id", "name", "calculatedPrice"]},
        "total-count-mode": 1,
    }
    choices = [
        ("POST", "/store-api/search", compact(criteria), [("sw-access-key", "SWSC" + letters(rng, 22).upper()), ("sw-context-token", letters(rng, 32))]),
        (
            "POST", f"/store-api/product-listing/{key}", compact(criteria),
            [("sw-access-key", "SWSC" + letters(rng, 22).upper()), ("sw-language-id", hexs(rng, 32))]
        ),
        (
            "GET",
            "/shop/product-projections/search?" + form(
                [
                    ("text.de", text), ("fuzzy", "true"),
                    ("filter.query", f'variants.price.centAmount:range ({rng.randrange(1000)} to {rng.randrange(1001, 90000)})'),
                    ("filter", 'variants.attributes.color.key:"red","blue"'), ("facet", 'categories.id: subtree("*") counting products'), ("sort", "price asc"),
                    ("expand", "productType.attributes[*]"),
                ]
            ),
            "", [("Authorization", "Bearer " + token(rng, 24))]
        ),
        (
            "GET",
            "/shop/orders?" + form(
                [
                    ("where", f'customerId="{uuid(rng)}" and orderState in ("Open", "Confirmed") and createdAt > "{iso(rng)}"'), ("sort", "createdAt desc"),
                    ("withTotal", "false"),
                ]
            ),
            "", [("Authorization", "Bearer " + token(rng, 24))]
        ),
        (
            "POST", f"/shop/carts/{uuid(rng)}",
            compact(
                {
                    "version": page,
                    "actions": [
                        {"action": "addLineItem", "sku": sku(rng), "quantity": 1},
                        {
                            "action": "setShippingAddress",
                            "address": {
                                "firstName": someone.first, "lastName": someone.last, "streetName": someone.street, "postalCode": someone.postcode,
                                "city": someone.city, "country": someone.country, "company": someone.company, "additionalAddressInfo": note(rng),
                            },
                        },
                    ],
                }
            ),
            [("Authorization", "Bearer " + token(rng, 24))]
        ),
        (
            "POST",
            f"/1/indexes/*/queries?x-algolia-agent={component('Algolia for JavaScript (4.24.0); Browser; instantsearch.js (4.71.0)')}&x-algolia-application-id={letters(rng, 10).upper()}",
            compact(
                {
                    "requests": [
                        {
                            "indexName": "prod_products_de",
                            "params": form(
                                [
                                    ("query", text), ("facetFilters", '[["brand:O\'Neill","brand:H&M"]]'), ("numericFilters", '["price>=10"]'),
                                    ("highlightPreTag", "__ais-highlight__"), ("hitsPerPage", 20),
                                ]
                            ),
                        }
                    ]
                }
            ),
            []
        ),
        (
            "POST", "/api/_search",
            compact(
                {
                    "query": {
                        "bool": {
                            "must": [{"multi_match": {"query": text, "fields": ["name^3", "description", "sku.*"], "operator": "and"}}],
                            "filter": [{"range": {"price": {"gte": 10, "lt": 100}}}, {"terms": {"color": ["red", "navy/white"]}}],
                        }
                    },
                    "aggs": {"brands": {"terms": {"field": "brand.keyword"}}}, "sort": [{"_score": "desc"}, {"price": {"order": "asc"}}], "size": 24,
                    "from": page,
                }
            )
        ),
        (
            "POST", "/multi_search?x-typesense-api-key=" + letters(rng, 32),
            compact(
                {
                    "searches": [
                        {
                            "collection": "products", "q": text, "query_by": "name,description",
                            "filter_by": "price:<100 && brand:=[`O'Neill`, `H&M`] && in_stock:true", "sort_by": "_text_match:desc,price:asc",
                            "facet_by": "brand,size",
                        }
                    ]
                }
            ),
            []
        ),
        (
            "PUT", f"/api/storefront/carts/{uuid(rng)}/items/{uuid(rng)}",
            compact({"lineItem": {"productId": page, "quantity": 2, "optionSelections": [{"optionId": 12, "optionValue": note(rng)}]}}),
            [("x-sf-csrf-token", hexs(rng, 64))]
        ),
        (
            "PATCH", "/api/me",
            compact({"displayName": f"{someone.first} \"{someone.last}\"", "locale": "de-AT", "prefs": {"sizes": ["38/40", "M"], "newsletter": None}}), []
        ),
        ("DELETE", f"/api/cart/{uuid(rng)}/items/{sku(rng).replace('/', '%2F')}?{query([('reason', 'changed mind'), ('v', page)])}", "", []),
        (
            "GET",
            "/occ/v2/shop/products/search?" + form(
                [
                    ("fields", "products(code,name,summary,price(FULL),images(DEFAULT),stock(FULL)),facets,pagination(DEFAULT)"),
                    ("query", f"{text}:relevance:brand:O'Neill:price:€50-€199.99"), ("pageSize", 12), ("curr", "EUR"),
                ]
            ),
            "", []
        ),
        (
            "POST", "/jsonrpc",
            compact(
                {
                    "jsonrpc": "2.0", "method": "call",
                    "params": {
                        "model": "product.template", "method": "search_read",
                        "args": [[["name", "ilike", f"%{text}%"], "|", ["list_price", "<", 100], ["active", "=", True]]],
                        "kwargs": {"order": "list_price desc", "limit": 20},
                    },
                    "id": page * 1000 + rng.randrange(1000),
                }
            ),
            []
        ),
    ]
    method, target, body, extra = (*rng.choice(choices), [])[:4]
    return xhr(rng, method, target, body=body, content=JSON if body else None, cookie=jar(rng, rich=False), referer=own(rng), extra=extra)
