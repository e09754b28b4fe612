/** Urdu names of the territory, as printed by the Pakistan Bureau of Statistics and the provincial governments. */

function table(text: string): ReadonlyMap<string, string> {
  const rows = text
    .trim()
    .split('\n')
    .flatMap((line) => line.split('|'))
    .map((pair) => pair.split('=').map((part) => part.trim()) as [string, string])
  return new Map(rows)
}

export const provinceUrdu = table(`
PK-BA=بلوچستان|PK-SD=سندھ|PK-KP=خیبر پختونخوا|PK-PB=پنجاب
PK-JK=آزاد جموں و کشمیر|PK-GB=گلگت بلتستان|PK-IS=وفاقی دارالحکومت اسلام آباد
`)

/** Keyed by the topology's division id. */
export const divisionUrdu = table(`
PK-BA:kalat=قلات|PK-BA:rakhshan=رخشان|PK-BA:mekran=مکران|PK-BA:loralai=لورالائی|PK-BA:zhob=ژوب|PK-BA:quetta=کوئٹہ
PK-BA:sibi=سبی|PK-BA:nasirabad=نصیر آباد
PK-SD:hyderabad=حیدرآباد|PK-SD:mirpur-khas=میرپور خاص|PK-SD:karachi=کراچی|PK-SD:sukkur=سکھر|PK-SD:larkana=لاڑکانہ
PK-SD:shaheed-benazirabad=شہید بینظیر آباد
PK-KP:bannu=بنوں|PK-KP:malakand=مالاکنڈ|PK-KP:kohat=کوہاٹ|PK-KP:mardan=مردان|PK-KP:dera-ismail-khan=ڈیرہ اسماعیل خان
PK-KP:peshawar=پشاور|PK-KP:hazara=ہزارہ
PK-PB:rawalpindi=راولپنڈی|PK-PB:dera-ghazi-khan=ڈیرہ غازی خان|PK-PB:bahawalpur=بہاولپور|PK-PB:multan=ملتان
PK-PB:faisalabad=فیصل آباد|PK-PB:sargodha=سرگودھا|PK-PB:gujranwala=گوجرانوالہ|PK-PB:lahore=لاہور|PK-PB:sahiwal=ساہیوال
PK-JK:mirpur=میرپور|PK-JK:poonch=پونچھ|PK-JK:muzaffarabad=مظفر آباد
PK-GB:gilgit=گلگت|PK-GB:baltistan=بلتستان|PK-GB:diamer-astore=دیامر استور
PK-IS:islamabad=اسلام آباد
`)

/** Keyed by the topology's district id. */
export const districtUrdu = table(`
PK-BA-awaran=آواران|PK-BA-barkhan=بارکھان|PK-BA-chagai=چاغی|PK-BA-chaman=چمن|PK-BA-dera-bugti=ڈیرہ بگٹی|PK-BA-duki=دکی
PK-BA-gwadar=گوادر|PK-BA-harnai=ہرنائی|PK-BA-jaffarabad=جعفر آباد|PK-BA-jhal-magsi=جھل مگسی|PK-BA-kachhi-bolan=کچھی (بولان)
PK-BA-kalat=قلات|PK-BA-kech=کیچ|PK-BA-kharan=خاران|PK-BA-khuzdar=خضدار|PK-BA-killa-abdullah=قلعہ عبداللہ
PK-BA-killa-saifullah=قلعہ سیف اللہ|PK-BA-kohlu=کوہلو|PK-BA-lasbela=لسبیلہ|PK-BA-loralai=لورالائی|PK-BA-mastung=مستونگ
PK-BA-musa-khel=موسیٰ خیل|PK-BA-nasirabad=نصیر آباد|PK-BA-nushki=نوشکی|PK-BA-panjgur=پنجگور|PK-BA-pishin=پشین
PK-BA-quetta=کوئٹہ|PK-BA-sherani=شیرانی|PK-BA-sibi=سبی|PK-BA-sohbatpur=صحبت پور|PK-BA-surab=سوراب|PK-BA-washuk=واشک
PK-BA-zhob=ژوب|PK-BA-ziarat=زیارت
PK-GB-astore=استور|PK-GB-diamir=دیامر|PK-GB-ghanche=گانچھے|PK-GB-ghizer=غذر|PK-GB-gilgit=گلگت|PK-GB-hunza=ہنزہ
PK-GB-kharmaung=کھرمنگ|PK-GB-nagar=نگر|PK-GB-shigar=شگر|PK-GB-skardu=سکردو|PK-IS-islamabad=اسلام آباد
PK-JK-bagh=باغ|PK-JK-bhimber=بھمبر|PK-JK-haveli=حویلی|PK-JK-jhelum-valley=جہلم ویلی|PK-JK-kotli=کوٹلی|PK-JK-mirpur=میرپور
PK-JK-muzaffarabad=مظفر آباد|PK-JK-neelum=نیلم|PK-JK-poonch=پونچھ|PK-JK-sudhnoti=سدھنوتی
PK-KP-abbotabad=ایبٹ آباد|PK-KP-bajaur=باجوڑ|PK-KP-bannu=بنوں|PK-KP-batagram=بٹگرام|PK-KP-buner=بونیر|PK-KP-charsadda=چارسدہ
PK-KP-dera-ismail-khan=ڈیرہ اسماعیل خان|PK-KP-hangu=ہنگو|PK-KP-haripur=ہری پور|PK-KP-karak=کرک|PK-KP-khyber=خیبر
PK-KP-kohat=کوہاٹ|PK-KP-kolai-pallas-kohistan=کولئی پالس کوہستان|PK-KP-kurram=کرم|PK-KP-lakki-marwat=لکی مروت
PK-KP-lower-chitral=لوئر چترال|PK-KP-lower-dir=لوئر دیر|PK-KP-lower-kohistan=لوئر کوہستان|PK-KP-malakand=مالاکنڈ
PK-KP-mansehra=مانسہرہ|PK-KP-mardan=مردان|PK-KP-mohmand=مہمند|PK-KP-north-waziristan=شمالی وزیرستان|PK-KP-nowshera=نوشہرہ
PK-KP-orakzai=اورکزئی|PK-KP-peshawar=پشاور|PK-KP-shangla=شانگلہ|PK-KP-south-waziristan=جنوبی وزیرستان|PK-KP-swabi=صوابی
PK-KP-swat=سوات|PK-KP-tank=ٹانک|PK-KP-torghar=تورغر|PK-KP-upper-chitral=اپر چترال|PK-KP-upper-dir=اپر دیر
PK-KP-upper-kohistan=اپر کوہستان
PK-PB-attock=اٹک|PK-PB-bahawalnagar=بہاولنگر|PK-PB-bahawalpur=بہاولپور|PK-PB-bhakkar=بھکر|PK-PB-chakwal=چکوال
PK-PB-chiniot=چنیوٹ|PK-PB-dera-ghazi-khan=ڈیرہ غازی خان|PK-PB-faisalabad=فیصل آباد|PK-PB-gujranwala=گوجرانوالہ
PK-PB-gujrat=گجرات|PK-PB-hafizabad=حافظ آباد|PK-PB-jhang=جھنگ|PK-PB-jhelum=جہلم|PK-PB-kasur=قصور|PK-PB-khanewal=خانیوال
PK-PB-khushab=خوشاب|PK-PB-lahore=لاہور|PK-PB-layyah=لیہ|PK-PB-lodhran=لودھراں|PK-PB-mandi-bahauddin=منڈی بہاء الدین
PK-PB-mianwali=میانوالی|PK-PB-multan=ملتان|PK-PB-muzaffargarh=مظفر گڑھ|PK-PB-nankana-sahib=ننکانہ صاحب|PK-PB-narowal=نارووال
PK-PB-okara=اوکاڑہ|PK-PB-pakpattan=پاکپتن|PK-PB-rahim-yar-khan=رحیم یار خان|PK-PB-rajanpur=راجن پور|PK-PB-rawalpindi=راولپنڈی
PK-PB-sahiwal=ساہیوال|PK-PB-sargodha=سرگودھا|PK-PB-sheikhupura=شیخوپورہ|PK-PB-sialkot=سیالکوٹ
PK-PB-toba-tek-singh=ٹوبہ ٹیک سنگھ|PK-PB-vehari=وہاڑی
PK-SD-badin=بدین|PK-SD-dadu=دادو|PK-SD-ghotki=گھوٹکی|PK-SD-hyderabad=حیدرآباد|PK-SD-jacobabad=جیکب آباد|PK-SD-jamshoro=جامشورو
PK-SD-kambar-shahdadkot=قمبر شہدادکوٹ|PK-SD-karachi-central=کراچی وسطی|PK-SD-karachi-east=کراچی شرقی
PK-SD-karachi-south=کراچی جنوبی|PK-SD-karachi-west=کراچی غربی|PK-SD-kashmore=کشمور|PK-SD-keamari=کیماڑی|PK-SD-khairpur=خیرپور
PK-SD-korangi=کورنگی|PK-SD-larkana=لاڑکانہ|PK-SD-malir=ملیر|PK-SD-matiari=مٹیاری|PK-SD-mirpur-khas=میرپور خاص
PK-SD-naushahro-feroze=نوشہرو فیروز|PK-SD-sanghar=سانگھڑ|PK-SD-shaheed-benazirabad=شہید بینظیر آباد|PK-SD-shikarpur=شکارپور
PK-SD-sujawal=سجاول|PK-SD-sukkur=سکھر|PK-SD-tando-allah-yar=ٹنڈو الہیار|PK-SD-tando-mohammad-khan=ٹنڈو محمد خان
PK-SD-tharparkar=تھرپارکر|PK-SD-thatta=ٹھٹہ|PK-SD-umerkot=عمرکوٹ
`)

/** Keyed by the English name in post-census-district-folds.csv. */
export const postCensusDistrictUrdu = table(`
Wazirabad=وزیر آباد|Taunsa=تونسہ|Kot Addu=کوٹ ادو|Talagang=تلہ گنگ|Murree=مری|Central Dir=وسطی دیر|Upper Swat=اپر سوات
Allai=الائی|Paharpur=پہاڑ پور|Lower South Waziristan=لوئر جنوبی وزیرستان|Upper South Waziristan=اپر جنوبی وزیرستان
Hub=حب|Usta Muhammad=اوستہ محمد|Quetta East=کوئٹہ شرقی|Quetta West=کوئٹہ غربی|Barshore=برشور|Wadh=وڈھ|Tump=تمپ
Upper Dera Bugti=اپر ڈیرہ بگٹی|South Dera Bugti=جنوبی ڈیرہ بگٹی|Gupis-Yasin=گوپس یاسین|Tangir=تانگیر|Darel=داریل
`)
