"""Customers of forty countries: names, addresses, companies. All of them are made up; telephone numbers are of no one."""
from collections import namedtuple

from .tokens import digits, letters

Person = namedtuple("Person", "first last company street city region postcode country phone email")

# Country, calling code, shape of postcodes (9 a digit, A a letter), first names, last names, streets, cities.
COUNTRIES = [
    (
        "DE", "+49", "99999", "Jürgen|Änne|Björn|Hans-Peter|Lieselotte|Zoë|Maximilian", "Müller-Lüdenscheidt|Weiß|Groß|von der Heide|Schäfer|Özdemir",
        "Straße des 17. Juni 135|Hauptstr. 12a|Königsallee 3 (Hinterhaus)|Am Drop 4|Unter den Linden 77; 2. OG",
        "Köln|Rothenburg o.d.T.|Frankfurt (Oder)|Münster"
    ),
    (
        "AT", "+43", "9999", "Franz-Josef|Resi|Mariä", "Huber|Gößl|Höllwarth|d'Aviano", "Lange Gasse 12/7/34|Stiege 3, Top 12, Mariahilfer Str. 88|Dorf 1",
        "Wien|Sankt Pölten|Kirchberg am Wagram"
    ),
    (
        "CH", "+41", "9999", "Urs|Noëlle|Giàn", "Rüegg|Zürcher|L'Eplattenier|Cavelti", "Bahnhofstrasse 1 c/o Frey & Söhne|Rue du Mont-Blanc 18|Via Nassa 5",
        "Zürich|Genève|La Chaux-de-Fonds"
    ),
    (
        "FR", "+33", "99999", "François|Anaïs|Jean-Baptiste|Maëlys", "O'Quin|D'Artagnan|Lefèvre|N'Diaye|de L'Isle",
        "12 bis, rue de l'Église|Bât. C, appt 4, 5 allée de l'Union|Lieu-dit \"Le Select\"|1, place de l'Hôtel-de-Ville",
        "L'Haÿ-les-Roses|Saint-Étienne|Villeneuve-d'Ascq"
    ),
    (
        "BE", "+32", "9999", "Thérèse|Joost", "Van den Bossche|D'Hondt|'t Jampens", "Steenstraat 12 bus 4|Avenue de l'Union 8|'s Herenstraat 3",
        "Braine-l'Alleud|'s-Gravenbrakel|Gent"
    ),
    (
        "NL", "+31", "9999 AA", "Sjoerd|Daniëlle|Joël", "in 't Veld|van 't Hoff|d'Ancona|Brouwer", "'s-Gravenweg 12-II|Dr. Nolenslaan 157 - hs|Plein '40-'45 3",
        "'s-Hertogenbosch|Den Haag|Bergen op Zoom"
    ),
    (
        "GB", "+44", "AA9 9AA", "Siobhán|Alistair|Zoë|Oliver", "O'Neill|St. John-Smythe|MacDonald|Drop|Select",
        "Flat 3/1, 12 King's Road|The Old Bakery, Union Street|10 Downing St.; side entrance", "King's Lynn|Bishop's Stortford|Westward Ho!|Stoke-on-Trent"
    ),
    (
        "IE", "+353", "A99 A9A9", "Aoife|Caoimhín|Róisín", "O'Brien|O'Connor|Ní Dhomhnaill|MacGabhann", "12 O'Connell St.|Unit 4 & 5, Union Quay",
        "Dún Laoghaire|Cobh|Baile Átha Cliath"
    ),
    (
        "US", "+1", "99999", "John|Mary-Ann|D'Angelo|La'Keisha|José", "Smith|O'Reilly|Null|Johnson-Garcia|St. Pierre",
        "1600 Pennsylvania Ave NW #4|P.O. Box 123|4567 1/2 Union Sq. Apt. #12-B|12 Table Mesa Dr.|221 Or St",
        "Coeur d'Alene|Winston-Salem|Truth or Consequences|Union City|Executive Park"
    ),
    (
        "CA", "+1", "A9A 9A9", "Étienne|Sarah", "Côté-Gagné|O'Grady", "123, rue de l'Union Est, app. 4|1-4500 Main St. (buzzer 12)",
        "Trois-Rivières|Saint-Louis-du-Ha! Ha!|St. John's"
    ),
    (
        "ES", "+34", "99999", "María José|Íñigo|Núria", "Núñez de Arce|O'Donnell|i Puig|Muñoz",
        "C/ de l'Hospital, 12, 3º 2ª|Av. de la Unión s/n|Pl. Mayor nº 4 bajo dcha.", "L'Hospitalet de Llobregat|A Coruña|Sant Cugat"
    ),
    (
        "PT", "+351", "9999-999", "João|Inês|Conceição", "D'Água|Gonçalves|de Sá", "R. de São Bento, 12 - 3.º Esq.|Av. da União, lote 4 r/c",
        "Lisboa|Póvoa de Varzim|Évora"
    ),
    (
        "BR", "+55", "99999-999", "Antônio|Luíza|Cauã", "D'Ávila|dos Santos|Sant'Anna", "Av. Brig. Faria Lima, 1384, cj. 42|SQN 205 Bloco C apto. 303",
        "Santa Bárbara d'Oeste|São Paulo|Goiânia"
    ),
    (
        "IT", "+39", "99999", "Niccolò|Gesù Maria|Chloé", "D'Annunzio|Dell'Acqua|De' Medici|Lo Presti",
        "Via dell'Unione, 12/A|P.za Sant'Ambrogio 3 int. 5|C.so Vittorio Emanuele II, 8", "L'Aquila|Reggio nell'Emilia|Forlì"
    ),
    (
        "PL", "+48", "99-999", "Łukasz|Świętosława|Michał", "Wiśniewski-Żak|Brzęczyszczykiewicz", "ul. Świętokrzyska 12/34 m. 5|al. Unii Lubelskiej 3",
        "Łódź|Gdańsk|Bielsko-Biała"
    ),
    ("CZ", "+420", "999 99", "Jiří|Šárka|Matěj", "Dvořák|Příhodová|Řehoř", "nám. Republiky 1081/7|Na Příkopě č.p. 12", "Ústí nad Labem|České Budějovice|Plzeň"),
    ("SK", "+421", "999 99", "Ľubomír|Žofia", "Šťastný|Kováčová", "Hviezdoslavovo nám. 3/A|Ul. 29. augusta 12", "Žilina|Bratislava - Nové Mesto"),
    (
        "HU", "+36", "9999", "Győző|Zsófia|Ágnes", "Szőllősi|Nagy-György|O'sváth", "Váci út 12. III. em. 4.|Petőfi S. u. 3/b fszt. 2",
        "Győr|Székesfehérvár|Hódmezővásárhely"
    ),
    (
        "RO", "+40", "999999", "Ștefan|Ionuț|Ancuța", "Țăran|Brâncuși|Mureșan", "Str. Unirii nr. 12, bl. A3, sc. 2, ap. 14|Bd. Ștefan cel Mare 3",
        "Iași|Târgu Mureș|București"
    ),
    ("BG", "+359", "9999", "Георги|Жана|Юлия", "Иванов|Щерев|Кръстева", "ул. „Цар Освободител“ № 12, ет. 3|бул. Витоша 1, вх. Б", "София|Велико Търново"),
    ("RS", "+381", "99999", "Đorđe|Žaklina|Ненад", "Živković|Čolić|Петровић", "Булевар краља Александра 73|Ul. Svetog Save 12/IV", "Niš|Београд|Čačak"),
    ("HR", "+385", "99999", "Željka|Ćiro", "Šimić-Đurić|Čović", "Ulica kneza Branimira 12, 2. kat|Trg bana J. Jelačića 4", "Šibenik|Požega"),
    (
        "GR", "+30", "999 99", "Γιώργος|Αλέξανδρος|Ευαγγελία", "Παπαδόπουλος|Οικονόμου|Ξυδάκης", "Λεωφ. Συγγρού 12, 3ος όροφος|Αγ. Γεωργίου 5 & Ερμού",
        "Αθήνα|Θεσσαλονίκη|Χανιά"
    ),
    (
        "TR", "+90", "99999", "İbrahim|Çağla|Şule", "Yıldırım|Öztürk|Güneş", "Atatürk Cad. No: 12/3 D: 4|Cumhuriyet Mah. 1453. Sk. B Blok",
        "İstanbul|Muğla|Diyarbakır"
    ),
    (
        "RU", "+7", "999999", "Алексей|Наталья|Пётр", "Щербаков|О'Коннор|Сидорова", "ул. Ленина, д. 12, корп. 3, кв. 45|пр-т Мира, 101 стр. 2",
        "Москва|Санкт-Петербург|Ростов-на-Дону"
    ),
    (
        "UA", "+380", "99999", "Олександр|Мар'яна|Їржі", "Ґалаґан|В'юн|Шевченко", "вул. Хрещатик, буд. 22, кв. 1|просп. Перемоги 37",
        "Київ|Кам'янець-Подільський|Львів"
    ),
    ("SE", "+46", "999 99", "Åsa|Göran|Märta", "Sjöström|Öberg|D'Amico", "Storgatan 12 lgh 1203|c/o Öberg, Södra vägen 3", "Göteborg|Malmö|Örebro"),
    ("NO", "+47", "9999", "Bjørn|Åshild|Øyvind", "Sæther|Østby-Bråthen", "Kirkegata 12 A, H0301|Postboks 1 Sentrum", "Tromsø|Ålesund|Å"),
    ("DK", "+45", "9999", "Søren|Ærø|Åse", "Kjærgaard|Nørgård", "Nørrebrogade 12, 3. tv.|Sct. Olufs Gade 4, st. th.", "Århus C|Ærøskøbing|København Ø"),
    ("FI", "+358", "99999", "Päivi|Åke|Yrjö", "Hämäläinen|Sjöberg-Öhman", "Mannerheimintie 12 A 34|Hämeenkatu 3 as. 5", "Jyväskylä|Hyvinkää"),
    ("IS", "+354", "999", "Þórður|Guðrún", "Ægisdóttir|Þorláksson", "Laugavegur 12, 101|Skólavörðustígur 3 (bakhús)", "Reykjavík|Ísafjörður"),
    ("LT", "+370", "LT-99999", "Žydrūnė|Šarūnas", "Grigaitė-Čepulienė|Ąžuolas", "Gedimino pr. 12-34|Šv. Jono g. 3", "Vilnius|Šiauliai"),
    ("LV", "+371", "LV-9999", "Jānis|Žanete", "Bērziņš|Ķelle", "Brīvības iela 12 k-2, dz. 45|Š. Čaka iela 3", "Rīga|Jūrmala"),
    ("EE", "+372", "99999", "Õnne|Jüri", "Põldsepp|Tõnisson", "Pärnu mnt 12-34|Üliõpilaste tee 3", "Võru|Tallinn"),
    ("IL", "+972", "9999999", "יעל|משה|נועה", "כהן|בן-דוד|ז'בוטינסקי", "רח' הרצל 12 דירה 4|שד' רוטשילד 3", "תל אביב-יפו|ירושלים"),
    ("AE", "+971", "", "محمد|فاطمة|عبد الله", "الهاشمي|آل مكتوم", "شارع الشيخ زايد، برج 12، شقة 304|P.O. Box 12345, Union Tower", "دبي|أبو ظبي"),
    ("IN", "+91", "999999", "राहुल|Anjali|D'Souza", "शर्मा|O'Dell|Iyer", "12/3, M.G. Road (opp. Union Bank)|फ्लैट नं. 4, गांधी नगर", "मुंबई|Bengaluru"),
    ("JP", "+81", "999-9999", "太郎|花子|さくら", "佐藤|鈴木|髙橋", "千代田区丸の内1丁目9番1号|渋谷区神宮前3-12-4 コーポ青山203号室", "東京都|大阪市"),
    ("CN", "+86", "999999", "伟|芳|秀英", "王|李|欧阳", "中关村大街1号12号楼3单元402室|南京东路300号", "北京市|上海市"),
    ("TW", "+886", "999", "志明|春嬌", "陳|歐陽", "信義區市府路45號12樓之3|中山北路二段11巷4弄", "臺北市|高雄市"),
    ("KR", "+82", "99999", "민준|서연", "김|남궁", "강남구 테헤란로 152, 12층|종로구 세종대로 175 (세종로)", "서울특별시|부산광역시"),
    ("TH", "+66", "99999", "สมชาย|มาลี", "ใจดี|ณ อยุธยา", "123/45 หมู่ 6 ถ.สุขุมวิท|ซ.อารีย์ 4", "กรุงเทพมหานคร|เชียงใหม่"),
    ("VN", "+84", "999999", "Nguyễn Văn|Thị Hồng", "Đặng|Trần-Lê", "Số 12/3 ngõ 45, đường Láng|Q. 1, 72 Lê Lợi", "Hà Nội|TP. Hồ Chí Minh"),
    ("AU", "+61", "9999", "Bruce|Sheila", "O'Shaughnessy|Drummond", "Unit 3/12 Union St|Lot 4, Cnr. First & Second Ave", "Coober Pedy|St Kilda"),
    ("MX", "+52", "99999", "Lupita|Jesús", "Peña Nieto|de la O", "Av. Insurgentes Sur #1602 Int. 3|Calle 5 de Mayo No. 12", "Ciudad de México|Mérida"),
]

COMPANIES = [
    "", "", "", "", "Müller & Söhne GmbH & Co. KG", "AT&T Services, Inc.", "R&D Lab #4", "Smith/Jones <IT> Consulting", "Drop Table Furniture Ltd.",
    "Select Union Bakery", "O'Reilly's Pub", "C++ Developers' Group", "Script & Print GbR", "L'Oréal-Salon \"Chez Zoé\"", "株式会社サンプル", "ООО «Ромашка»",
    "Ångström AB", "50% Design; Büro für Gestaltung", "Union Electric Co-op", "Where & When Travel", "The Exec Group", "Null Object s.r.o.", "И. П. Сидоров",
    "Marks & Sons (est. 1898)", "A/S Nordisk - Afd. 3", "Node.js User Group e.V.", "Benchmark Ltd.", "Having It All, LLC", "Hotel \"Zur Post\"",
    "Delete & Insert Dental Prosthetics", "Cat & Dog Vet's", "Ping An Imports", "Wget it done - couriers", "Group By Architects", "שלום בע\"מ", "شركة الاتحاد",
    "K+S AG", "1=1 Gleichstellung e.V.", "Sleep (5 Star) Hotel", "Fa. Curl & Style",
]
MAIL = ["gmail.com", "web.de", "orange.fr", "outlook.com", "example.org", "yahoo.co.jp", "mail.ru", "seznam.cz", "wp.pl", "bücher.example", "icloud.com"]


def person(rng):
    country, calling, shape, *names = rng.choice(COUNTRIES)
    first, last, street, city = (rng.choice(choices.split("|")) for choices in names)
    postcode = "".join(digits(rng, 1) if letter == "9" else letters(rng, 1, "ABCDEFGHJKLMNPRSTUVWXYZ") if letter == "A" else letter for letter in shape)
    number = rng.choice(("{0} {1} {2}", "{0} ({1}) {2}", "{0}-{1}-{2}", "0{1}/{2}", "{0}{1}{2}")).format(calling, digits(rng, 3), digits(rng, 7))
    box = rng.choice(("maria.huber", "j.o'neill", "info+shop", "einkauf_2", "tom-tom", "x", "drop.select", "no-reply", "anna.ny", "4lex")) + digits(rng, 2)
    return Person(
        first, last, rng.choice(COMPANIES), street, city, rng.choice(("", "", "CA", "BY", "Île-de-France")), postcode, country, number,
        f"{box}@{rng.choice(MAIL)}"
    )
