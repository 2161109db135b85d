"""What people write to a shop, in their languages, with the words and signs that only look like code."""
from .tokens import digits, price

# Order notes and delivery instructions.
NOTES = [
    "Please leave the parcel with the neighbour if nobody's home, thank you!", "Don't ring the bell - baby sleeping :-)",
    "Gate code is #1234*, then 2nd door on the left", "Please select the union jack design or drop the order.",
    "Drop the table off at the back; don't leave it in the hallway", "If item 1 is sold out, select another colour from the same table or refund me",
    "deliver between 9 and 12 or after 17:00", "1=1st choice blue, 2=2nd choice red", "It's a gift: remove the invoice, and don't include prices!",
    "Insert card into box, then update me by text and delete my old address", "We have 2 entrances -- use the one on King's Road",
    "c/o O'Brien; 3rd floor; lift is broken", "Where possible use the big box. Having had trouble before, I'd like it wrapped in paper (50% recycled).",
    "Script on the cake: \"Happy Birthday <3 Zoë\"", "Size: 5'11\" / 180 cm, waist 34\", inseam 32\"", "PO number: SELECT-2024/001; cost centre: UNION-7",
    "order by phone, group by colour please", "I'd like 100 of these and 50 of those from the table on page 3 where it says 'special'",
    "Call me @ +1 555 0100 (not the #1 number)", "Engrave: \"Ann & Bob; 1 = 1 heart\"", "Please exec this order asap; cc: my wife",
    "Use the drop box -> left side; code=4711", "the discount (SALE10%) didn't apply, see picture; the table shows 10 > 8",
    "No nuts or sesame or nuts=allergy!", "ship to union street and not to select avenue", "My house has a sign: <-- No. 12 -->",
    "please don't truncate the name: it's Wolfeschlegelsteinhausenbergerdorff", "Bitte beim Nachbarn (Fam. Groß) abgeben, falls niemand da ist!",
    "Bitte ans Hinterhaus liefern -- Klingel defekt, bitte anrufen: 0151/2345678", "Union-Apotheke ist im EG; oder beim Tabak-Kiosk abgeben",
    "Bitte Rechnung an buchhaltung@firma.example; Bestell-Nr. 4711/2024 angeben", "Tisch (Table) bitte in 2 Paketen; or ähnliches",
    "Select-Karte oder EC? Bitte per Mail melden & die Summe mit 19 % MwSt. ausweisen", "Lieferung nur Mo.-Fr. 8-16 h; Tor = 2,50 m hoch",
    "Gravur: »Für Änne — 50 Jahre ♥«", "Laissez le colis chez le gardien s'il n'y a personne, merci d'avance !",
    "L'union fait la force : c'est pour l'association 'Le Select'", "Code d'entrée : 45B12 puis 2e étage à gauche (l'ascenseur est en panne)",
    "N'utilisez pas la sonnette ; bébé dort.", "Pas d'emballage plastique, s'il vous plaît ; table d'appoint fragile !",
    "Dejar en portería o con el vecino del 3º B. ¡Gracias!", "El timbre no funciona; llamar al +34 600 000 000",
    "¿Podrían incluir una nota: \"Feliz cumpleaños, te quiero <3\"?", "La unión hace la fuerza -- pedido para la Unión Deportiva",
    "Selecciona el color más parecido o cancela el pedido", "Lasciare il pacco dal portiere; citofono: D'Angelo/Rossi int. 5",
    "Un'altra taglia va bene, purché sia più grande", "È un regalo: niente prezzi, grazie! L'importo è 1 = uno",
    "Deixar na portaria ou com o vizinho do 12-A, obrigado!", "Não é necessário troco; pagar com Pix - chave: 123",
    "Niet thuis? Afgeven bij de buren op nr. 14 a.u.b.", "'s Avonds leveren graag, bel doet 't niet", "Proszę zostawić u sąsiada; domofon: 12#34",
    "Proszę dzwonić przed dostawą — psa nie ma, jest kot :)", "Nechte prosím u sousedů, zvonek nefunguje!", "Dárkové balení, prosím. Text: „Šťastné a veselé“",
    "Kérem, csengessen kétszer; a kutya nem harap :)", "Vă rog să lăsați coletul la vecini, ap. 14; mulțumesc!", "Моля, обадете се преди доставка!",
    "Оставьте, пожалуйста, у консьержа; домофон не работает", "Позвоните за час до доставки -- иначе не будем дома",
    "Будь ласка, зателефонуйте за годину; під'їзд 3, поверх 5", "Αφήστε το δέμα στον θυρωρό, ευχαριστώ!", "Zil bozuk, lütfen arayın: 0532 000 00 00",
    "Lämna paketet hos grannen, dörren till vänster; portkod 1234#", "Sæt pakken i skuret; porten er åben!",
    "Vennligst ring på hos naboen (Sæther) – vi er på hytta", "Jätä paketti naapurille, kiitos! Ovikoodi: 1234", "נא להשאיר אצל השכן בקומה 3, תודה!",
    "يرجى ترك الطرد عند الحارس، شكرا!", "कृपया पैकेज पड़ोसी के पास छोड़ दें", "宅配ボックスに入れてください。「割れ物注意」でお願いします！", "请放在门卫处；电话：010-1234-5678，谢谢！",
    "請於下午六點後送達，勿按門鈴（小孩睡覺）。", "부재 시 경비실에 맡겨 주세요 ^^;", "กรุณาฝากไว้ที่ป้อมยาม ขอบคุณค่ะ", "Vui lòng gọi trước khi giao; cảm ơn!",
    "Sila tinggalkan di pondok pengawal", "🎁 gift wrap pls 🙏 & a card: \"Love you 3000 ❤️\"", "ring 2x; if (no answer) -> leave @ #14",
    "price should be < 100 and > 50, right?", "a) blue, b) red; not both!",
    "see https://shop.example/products/linen-shirt?variant=3&size=M - same as last time", "half/half: 50% dark, 50% light || as you like",
    "I ordered 2 + 2 = 4, not 5!!!",
]

# Chats, tickets, questions about products, e-mails to customer service.
MESSAGES = [
    "my password doesn't work; it contains '--' and a \"#\", is that a problem?",
    "The coupon says: \"error: union of discounts not allowed\" - what does that mean?", "How do I drop an item from the table of my wishlist?",
    "I can't select the union jack mug from the list where it says 'sold out' or 'coming soon'", "What's the difference between size 38 or 40? Is it 1=S?",
    "Your site says: You have an error in your SQL syntax... near 'O'Brien' when I enter my name. Please fix!",
    "Hi, the page shows <b>Error</b> in bold and then nothing, order #10023",
    "I get \"TypeError: Cannot read properties of undefined (reading 'price')\" on checkout",
    "The link you sent me (https://shop.example/r/?t=abc%20def&u=12) doesn't open", "Do you have the book \"Select * from Life; a union of stories\"?",
    "Is the script font available for engraving? e.g. 'Brush Script'",
    "Do I need C++ or .NET for your API? The docs say GET /rest/V1/products?searchCriteria[pageSize]=10",
    "1. I ordered on 1/2; 2. paid 3/4; 3. where's my parcel??", "Does the drill fit M8 x 1.25 (DIN 912) [A2] screws? 3/8\" or 1/2\"?",
    "when I type ' or \" in the search nothing happens...", "My order status is {{ order.status }} in your e-mail - I think your template is broken",
    "The e-mail began with \"Dear ${customer.firstname},\" lol",
    "I would like to return order no. 2024-000123, it's damaged; photo attached. Having waited 3 weeks, I'd like a refund.",
    "I'd like to order by invoice, is there a limit? Total is 1,234.50 EUR", "can u update my address & delete the old one from my account, thx",
    "Can I insert the battery myself or do I need to create a service ticket?", "Where is the table of sizes? I select 'Men' and the table's empty",
    "and 1 more thing: is VAT included? 19% of 100 = 19, right?", "The file you sent is called ../invoice.pdf?? I can't open it on C:\\Users\\Anna\\Downloads",
    "What does \"HTTP 500\" mean? I was at /checkout/step-2 -> pay", "Please cancel my order; I selected the wrong union (3/4\" pipe union instead of 1/2\")",
    "Got 404 on shop.example/sale/index.php?id=12&cat=4 from your newsletter", "exec summary please: how many units do we get for 10k?",
    "Does it run Linux? I need bash and curl, and 8 cores or more ;-)", "I've sent you $50 instead of £50, can you convert? (rate: 1 GBP = 1.27 USD)",
    "Hallo, mein Gutschein 'OSTERN-20%' geht nicht; was mache ich falsch?", "Guten Tag, in der Tabelle steht bei Größe 38 ein Stern (*), was heißt das?",
    "Ich kann bei der Auswahl (select) nichts anklicken -- Browser: Firefox 140",
    "Passt der Tisch (80x80cm) durch eine 75-cm-Tür oder muss man die Beine abschrauben?", "Mein Passwort enthält ein ' und ein ; - liegt es daran?",
    "Wo finde ich die Union-Verschraubung 1/2\"? Und gibt's die auch in 3/4\"?",
    "Sehr geehrte Damen und Herren,\r\n\r\nleider ist die Ware defekt angekommen (siehe Foto).\r\nBestell-Nr.: #10023\r\n\r\nMit freundlichen Grüßen\r\nA. Weiß",
    "Bonjour, je n'arrive pas à valider : l'erreur dit \"l'adresse n'est pas valide\" alors que c'est 12 bis, rue de l'Union",
    "Quelle est la différence entre l'article 1 et l'article 2 ? L'un est-il plus grand que l'autre ?",
    "J'ai sélectionné 'Table d'appoint' ; le prix affiché est de 49,90 € ou 59,90 € ?",
    "Hola, ¿puedo cambiar la talla? Seleccioné la 38 y quiero la 40; pedido nº 10023", "¿La unión de 3/4\" sirve para tubo de 20 mm?",
    "Buongiorno, vorrei sapere se l'articolo \"L'Unione\" è disponibile; grazie", "Dzień dobry, kiedy będzie dostępny rozmiar XL? Zamówienie nr 10023/24",
    "Dobrý den, můžete mi prosím změnit adresu u objednávky č. 10023?", "Jó napot, mikor érkezik a csomagom? (rendelés: #10023)",
    "Bună ziua, produsul a ajuns spart; ce fac?", "Здравствуйте! Не могу оплатить заказ №10023: пишет «ошибка 500»",
    "Добрий день, чи є в наявності розмір 42? Дякую!", "Γεια σας, πότε θα έρθει η παραγγελία μου (#10023);", "Merhaba, 38 numara var mı? Sipariş no: #10023",
    "Hej! Kan jag få fakturan igen? Ordernr 10023, tack :)", "Hei, saisinko laskun sähköpostiin? Tilaus #10023", "שלום, מתי תגיע ההזמנה שלי? מספר 10023",
    "مرحبا، متى يصل طلبي رقم 10023؟", "नमस्ते, मेरा ऑर्डर #10023 कब आएगा?", "注文番号10023ですが、サイズ交換は可能でしょうか？", "你好，订单10023什么时候发货？", "안녕하세요, 주문번호 10023 배송은 언제 되나요?",
    "สวัสดีค่ะ ออเดอร์ 10023 จะส่งเมื่อไหร่คะ", "Xin chào, đơn hàng 10023 khi nào giao?", "ok 👍", "??? still nothing !!!", "<3 <3 <3 love this shop",
    ":-) ;-) :-P >:-( =)", "a < b && b > c means it's bigger, right?", "(╯°□°)╯︵ ┻━┻", "what's 2*(3+4)? just kidding ;)",
    "e.g. \"AB-12/3\" & 'CD-45/6' || similar", "call me: tel:+43-1-5550100 or mailto:anna@example.org",
    "Subject: Re: Re: Fwd: Order #10023\r\n\r\n> On Mon, 3 Feb 2025 at 10:12, Shop <service@shop.example> wrote:\r\n>> Dear Anna,\r\n>> your order has been shipped.\r\n\r\nIt hasn't arrived -- it's been 2 weeks!\r\n\r\n--\r\nAnna O'Neill\r\nSent from my iPhone",
    "Hi team, the CSV import fails at line 12: `\"Shirt, blue\";19.90;\"S,M,L\"` - do I need to escape the quotes?",
    "the JSON from your webhook {\"order\":10023,\"status\":\"paid\"} arrived twice",
    "our developer says the SELECT box on the product page has no id, could you update it?",
    "why does 'price from ... where size = M' show nothing in the filter?",
    "is it normal that document.cookie has 40 entries from your shop? asking for privacy reasons", "Which USB-C cable? A-C or C-C; 1m/2m/3m?",
    "can I pay half now and half later? 50/50 -> 2 x 49.95", "We need 1000 pcs. sorted (order by size, then colour) & grouped in boxes of 50",
    "I'm using your API from PHP; print_r shows an empty array, any idea?", "what time do you drop the new Union LA collection? it's 'limited' right?",
    "does \"sleep(8h) mode\" of the coffee machine drain the battery?", "the discount if(total > 100) isn't applied, total = 120",
    "Ignore my previous message; all good now -- the parcel came!", "Are you hiring? My CV: https://example.org/~anna/cv.pdf",
]

REVIEWS = [
    "Great quality, fits perfectly. I'm 5'11\" and ordered L; it's true to size!", "Not worth it -- fell apart after 2 weeks. Don't buy!!!",
    "Best coffee EVER :) 10/10 would order again", "Size M = 40, but it's more like 38. Order one size up or you'll regret it.",
    "Material: 100% cotton? Feels like 50/50. Washed @ 30° and it shrank (a lot).",
    "The table is wobbly; one leg is 1/2\" shorter than the others. Dropped one star.", "My kids love it <3 <3",
    "Delivery was fast & the packaging OK; instructions (script) hard to read", "I selected express, it came in 24h. Union of style and comfort!",
    "Works with Linux (cat and mouse approved, lol). `lsusb` shows it right away.",
    "C++ Primer: still the best. Chapter 3's \"if (a == b)\" examples are great", "Worst. Purchase. Ever. 0/5 - where is my refund???",
    "Sehr gute Qualität, gerne wieder! Größe fällt etwas klein aus.",
    "Leider nach 3 Wochen kaputt :( Service hat aber sofort reagiert -> Ersatz kam in 2 Tagen", "Preis/Leistung = top! Nur die Anleitung ist »bescheiden«.",
    "Tolle Farbe (wie auf dem Bild), aber 2-3 cm zu kurz; trotzdem 4 von 5", "Très belle qualité, mais l'emballage n'était pas terrible...",
    "J'adore ! L'ensemble est parfait, d'autant que c'est fait main", "Muy buena relación calidad/precio; llegó en 2 días. ¡Lo recomiendo!",
    "La talla es más pequeña de lo normal; pedid una más", "Ottimo prodotto, dall'aspetto all'uso. C'è solo un difetto: l'odore",
    "Świetna jakość, polecam każdemu! Kolor dokładnie jak na zdjęciu.", "Super věc, doporučuji :-)", "Отличное качество, размер в размер. Рекомендую!",
    "Не очень: цвет не тот, что на фото (должен быть #FF0000, а не бордо)", "Εξαιρετικό προϊόν, γρήγορη αποστολή!", "Çok güzel bir ürün, tavsiye ederim.",
    "とても良い商品です。色もきれいで満足しています！", "质量很好，物流很快，五星好评！", "품질이 좋아요! 배송도 빨라요 ^^", "منتج ممتاز وسريع التوصيل", "מוצר מעולה, מומלץ בחום!", "คุณภาพดีมาก ส่งเร็ว",
    "Chất lượng tốt, giao hàng nhanh!", "👍👍👍", "It's \"ok\" I guess; price > quality, though. 3.5/5",
    "Pros: light, cheap; Cons: loud; charger (5V/2A) missing.", "Bought 2 => 1 arrived. Support said 'wait'; I waited...",
    "Perfect for my son's union school project on tables & charts", "Dropped it from the table onto the floor: not a scratch!",
    "Update (2 months later): still works. Deleted my old 2-star review.",
]

QUERIES = [
    "red summer dress", "men's shoes 42", "kid's bike 16\"", "3/4\" pipe", "1/2\" x 3/4\" union", "5'11\" mannequin", "table", "drop leaf table",
    "drop earrings", "union jack cushion", "select comfort mattress", "script font stencil", "rock 'n' roll t-shirt", "salt & pepper mill", "R&D notebook",
    "AT&T phone case", "C++ book", "C# in a nutshell", ".NET sticker", "Node.js mug", "<3 necklace", "I <3 NY mug", "50% off!", "M8 x 1.25 (DIN 912) [A2]",
    "DIN 933 8.8 M10x40", "hex bolt 1/4-20 x 1\"", "12V/2A adapter", "USB-C -> HDMI", "C:\\ model train", "LEGO #10255", "order by mail catalogue", "or", "and",
    "not a toy", "10\" x 12\" frame", "24\" monitor OR 27\" monitor", "\"exact phrase\"", "shirt -blue +red", "T-shirt (v-neck)", "Ø 12 mm", "±0.1 mm gauge",
    "µ-meter", "size {M}", "{size}", "lamp [LED]", "50/50 blend", "100% cotton", "=)", "e=mc² shirt", "a4 paper 80g/m²", "O'Neill wetsuit", "Levi's 501",
    "L'Oréal", "Dr. Martens' 1460", "Ben & Jerry's", "7\" vinyl; 45rpm", "12\" LP \"Abbey Road\"", "Guns N' Roses", "AC/DC", "M&M's", "H&M", "Toys \"R\" Us",
    "who's who", "what's new?", "where the wild things are", "from here to eternity", "having fun book", "delete key cap", "insert pad", "update your kitchen",
    "exec chair", "ping pong table", "sleep mask", "cat food", "cat toy & dog toy", "wget t-shirt", "bash the bug game", "curl cream", "nc 17 foundation",
    "echo dot", "tail light", "grep t-shirt", "sh figuarts", "ps5 controller", "ls swap manual", "id card holder", "who cd", "chmod mug",
    "sudo make me a sandwich", "SELECT sunglasses", "SQL for dummies", "javascript: the good parts", "java script book", "alert clock", "onload ramp",
    "iframe for pictures", "object lens", "style=modern sofa", "body lotion", "html & css book", "null modem cable", "true/false game", "admin desk",
    "root vegetable knife", "password book", "etc. case", "passwd notebook", "php elephant plush", "eval kit arduino", "system camera", "print frame",
    "benchmark tape", "xml cookbook", "ldap book", "shell necklace", "kernel corn", "Windows 11 key", "1=1 shirt", "1 or 2 person tent", "8 or 9 inch pan",
    "2>1 mug", "x' axis", "--no logo bag", "kaffeemühle", "fußmatte größe xl", "hängeleuchte über esstisch", "tischdecke 140x200", "o'zapft is maßkrug",
    "schraube m6 (verzinkt)", "geschenk für oma", "unterwäsche & socken", "rohrverbinder 1/2 zoll", "winterreifen 205/55 R16", "käse & wein",
    "günstige drucker-patronen", "table d'appoint", "robe d'été", "l'équipe maillot", "café moulu", "où acheter l'union", "pâte à modeler", "mesa plegable",
    "zapatos de niño", "¿qué regalar?", "unión pvc 3/4\"", "jamón ibérico", "tavolo da cucina", "caffè in grani", "dell'acqua profumo", "presépio de natal",
    "cafeteira elétrica", "stół rozkładany", "buty męskie 43", "łóżko 160x200", "židle kuchyňská", "příborová sada", "kávéfőző", "asztal székkel",
    "masă extensibilă", "mâncare pisici", "ποδήλατο", "καφετιέρα", "τραπέζι κουζίνας", "кофеварка", "стол обеденный", "платье летнее красное",
    "чайник «Тефаль»", "велосипед 26\"", "кросівки чоловічі", "м'яч футбольний", "кафемашина", "столови маси", "masa örtüsü", "çocuk ayakkabısı",
    "kahve makinesi", "barnvagn", "köksbord", "kjøkkenbord", "børnesko", "lastenrattaat", "kahvinkeitin", "שולחן אוכל", "מכונת קפה", "צ'יפס", "طاولة طعام",
    "فستان أحمر", "قهوة عربية", "साड़ी लाल", "जूते पुरुष", "コーヒーメーカー", "テーブル 木製", "赤いワンピース", "「初回限定盤」", "Tシャツ（白）", "咖啡机", "餐桌 实木", "连衣裙 夏", "咖啡豆 1/2磅", "커피 머신",
    "식탁", "빨간 원피스", "โต๊ะกินข้าว", "เครื่องชงกาแฟ", "รองเท้า", "bàn ăn gỗ", "máy pha cà phê", "kopi luwak", "meja makan", "☕ maker", "🎂 topper", "👗 red",
    "❤️ locket", "🇬🇧 mug", "½ inch drill", "№ 5 parfum", "℃ thermometer",
]
COLOURS = ["red", "blue", "schwarz", "rosé", "navy/white", "#ff8800", "beige & brown", "weiß"]
THINGS = [
    "shirt", "jeans", "sneaker", "Lampe", "Stuhl", "bag", "watch", "mug", "Jacke", "curtain", "phone case", "tent", "poster 50x70", "robe", "zapatillas",
    "borsa", "kurtka", "ботинки", "バッグ", "手机壳", "가방",
]
LINKS = [
    " for men", " size 42", " < 50€", " under $100", " & accessories", " 2-pack", " (used)", " 12V", " - sale", " \"vintage\"", "'s", " +gift", " XL/XXL",
    " 3/8\"", " with or without zip", " from Italy", " n°5", " 30%",
]
CURRENCIES = [
    "€ {}", "{} €", "${}", "£{}", "CHF {}", "{} zł", "{} Kč", "¥{}", "R$ {}", "₹{}", "{} kr", "₺{}", "₪{}", "{} ₽", "₩{}", "{} лв.", "A${}", "{} د.إ", "฿{}",
    "{}₫",
]


# Sentences of four parts: a greeting, a wish, what it is about, and why.
SENTENCES = [
    (
        "Hi,|Hello team,|Good morning!|Dear Sir or Madam,|Hey there -|Quick question:|Me again...",
        "could you please update the delivery address of|I'd like to select the other colour for|please drop|can I insert a gift card into|where do I find the table of sizes for|I'd rather have a refund than an exchange for|is there a union of both discounts for|please don't delete|what's the order limit for|can you group the invoices by year for|do you alter the length of|I'm waiting for|who creates the script for",
        "because it's a gift|since I'm having trouble with my account|as the last one was 1/2\" too short|or else I'd like to cancel|if not, that's fine|where possible before Friday|and not the one in the table (see page 3)|from the \"new in\" list|like last time; same colour = same price?|and/or a voucher|-- it's urgent!|(it's for my mother-in-law)|so that it's > 50 cm wide"
    ),
    (
        "Hallo,|Guten Tag,|Moin!|Sehr geehrte Damen und Herren,|Liebes Team,|Kurze Frage:",
        "bitte ändern Sie die Lieferadresse von|ich möchte eine andere Farbe auswählen für|wo finde ich die Größentabelle für|kann man die Union-Verschraubung tauschen bei|ich hätte gern eine Rechnung für|bitte löschen Sie|gibt's noch Ersatzteile für|wie lang ist die Lieferzeit für|leider fehlt eine Schraube bei",
        "weil's ein Geschenk ist|oder ich storniere|und zwar bis 24.12.|da 1/2\" zu kurz|-- danke vorab!|(siehe Tabelle, S. 3)|wenn's geht noch diese Woche|denn der Preis war < 50 €|sonst bitte Gutschrift|; Betrag = 49,90 €"
    ),
    (
        "Bonjour,|Bonsoir !|Madame, Monsieur,|Coucou,",
        "je souhaite changer l'adresse de|où se trouve le tableau des tailles pour|j'aimerais sélectionner l'autre couleur pour|s'il vous plaît, supprimez|est-ce qu'il y a l'union des deux remises pour|qu'en est-il de|je n'ai pas reçu",
        "car c'est un cadeau|ou bien je l'annule|d'ici vendredi, si possible|puisqu'il manque 2 cm|; merci d'avance !|(voir l'image n° 3)|à moins de 50 €|l'autre jour c'était moins cher"
    ),
    (
        "Hola,|Buenos días:|¡Buenas!|Estimados señores:",
        "quiero cambiar la dirección de|¿dónde está la tabla de tallas de|me gustaría seleccionar otro color para|por favor, eliminen|¿hay unión de descuentos para|no he recibido|¿cuál es el límite de",
        "porque es un regalo|o lo cancelo|y/o un vale|si es posible antes del viernes|; ¡gracias!|(ver tabla, pág. 3)|pues era 1/2\" más corto"
    ),
    (
        "Buongiorno,|Salve!|Gentili signori,",
        "vorrei cambiare l'indirizzo di|dov'è la tabella delle taglie per|potrei selezionare un altro colore per|si può unire l'ordine con|non ho ricevuto",
        "perché è un regalo|o l'annullo|entro venerdì, se possibile|; grazie mille!|(vedi foto n. 3)|dall'ultima volta costa di più"
    ),
    (
        "Hallo,|Goedendag,|Hoi!",
        "ik wil graag het adres wijzigen van|waar vind ik de maattabel van|kan ik een andere kleur selecteren voor|graag verwijderen:|is er nog garantie op",
        "want 't is een cadeau|of ik annuleer 'm|voor vrijdag a.u.b.|-- alvast bedankt!|(zie tabel, blz. 3)"
    ),
    (
        "Dzień dobry,|Cześć!|Witam,", "proszę o zmianę adresu dla|gdzie jest tabela rozmiarów dla|chcę wybrać inny kolor dla|proszę usunąć",
        "bo to prezent|albo anuluję|do piątku, jeśli można|; z góry dziękuję!"
    ),
    (
        "Здравствуйте,|Добрый день!|Привет,", "хочу изменить адрес доставки для|где таблица размеров для|можно ли выбрать другой цвет для|удалите, пожалуйста,",
        "это подарок|или отмените заказ|до пятницы, если можно|-- заранее спасибо!|(см. фото № 3)"
    ),
]


def sentence(rng):
    greetings, wishes, reasons = rng.choice(SENTENCES)
    about = rng.choice(
        (
            f"#{digits(rng, 5)}", f"{rng.choice(COLOURS)} {rng.choice(THINGS)}", f"\"{rng.choice(QUERIES)}\"", f"{rng.choice(THINGS)} ({price(rng)})",
            f"2 x {rng.choice(QUERIES)}", f"'{rng.choice(THINGS)}{rng.choice(LINKS)}'"
        )
    )
    return f"{rng.choice(greetings.split('|'))} {rng.choice(wishes.split('|'))} {about} {rng.choice(reasons.split('|'))}"


def search(rng):
    if rng.random() < 0.6:
        return rng.choice(QUERIES)
    return f"{rng.choice(COLOURS)} {rng.choice(THINGS)}{rng.choice(LINKS)}"


def money(rng):
    return rng.choice(CURRENCIES).format(price(rng))


def note(rng):
    text = rng.choice(NOTES) if rng.random() < 0.6 else sentence(rng)
    return text if rng.random() < 0.5 else f"{text} {rng.choice(('', 'Ref. #' + digits(rng, 5), 'Order ' + digits(rng, 6) + '/1', 'PS: ' + rng.choice(NOTES), 'Budget: ' + money(rng)))}".strip()


def message(rng):
    text = rng.choice(MESSAGES) if rng.random() < 0.6 else sentence(rng)
    return text if rng.random() < 0.4 else rng.choice(
        (f"{text} (order #{digits(rng, 5)})", f"Hi! {text}", f"{text}\n\n{rng.choice(MESSAGES)}", f"{text} I paid {money(rng)}.")
    )


def review(rng):
    text = rng.choice(REVIEWS) if rng.random() < 0.8 else sentence(rng)
    return text if rng.random() < 0.3 else f"{text} {rng.choice(REVIEWS)}"
