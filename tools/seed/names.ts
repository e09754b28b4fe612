/**
 * Name pools for fictional people, in Roman and Urdu script: `Roman=اردو`, commonest first within each pool.
 *
 * All are ordinary names of the country, put together by chance; no combination is taken from a real register.
 */
export type Name = { readonly en: string; readonly ur: string }

function pool(text: string): readonly Name[] {
  return text
    .trim()
    .split(/[|\n]/)
    .map((entry) => {
      const [en, ur] = entry.split('=')
      return { en: en!.trim(), ur: ur!.trim() }
    })
}

/** Men's names used by Muslims everywhere in the country. */
export const menCommon = pool(`
Muhammad Ali=محمد علی|Ali Raza=علی رضا|Imran=عمران|Bilal=بلال|Usman=عثمان|Zahid=زاہد|Shahid=شاہد|Asif=آصف|Kashif=کاشف|Tariq=طارق
Nadeem=ندیم|Naveed=نوید|Waseem=وسیم|Saleem=سلیم|Kaleem=کلیم|Naeem=نعیم|Faheem=فہیم|Raheem=رحیم|Kareem=کریم|Rashid=راشد
Sajid=ساجد|Majid=ماجد|Wajid=واجد|Khalid=خالد|Arshad=ارشد|Amjad=امجد|Asad=اسد|Ahmed=احمد|Hamid=حامد|Hameed=حمید
Majeed=مجید|Rasheed=رشید|Saeed=سعید|Waheed=وحید|Javed=جاوید|Pervez=پرویز|Shehzad=شہزاد|Farhan=فرحان|Adnan=عدنان|Rizwan=رضوان
Irfan=عرفان|Faizan=فیضان|Salman=سلمان|Noman=نعمان|Luqman=لقمان|Zeeshan=ذیشان|Shan=شان|Ehsan=احسان|Sultan=سلطان|Rehan=ریحان
Aamir=عامر|Nasir=ناصر|Yasir=یاسر|Qaiser=قیصر|Azhar=اظہر|Mazhar=مظہر|Athar=اطہر|Babar=بابر|Akbar=اکبر|Asghar=اصغر
Anwar=انور|Sarwar=سرور|Munawar=منور|Zafar=ظفر|Muzaffar=مظفر|Jaffar=جعفر|Haider=حیدر|Umer=عمر|Abu Bakar=ابوبکر|Hamza=حمزہ
Talha=طلحہ|Huzaifa=حذیفہ|Osama=اسامہ|Ibrahim=ابراہیم|Ismail=اسماعیل|Ishaq=اسحاق|Yaqoob=یعقوب|Yousuf=یوسف|Younis=یونس|Ayub=ایوب
Dawood=داؤد|Suleman=سلیمان|Idrees=ادریس|Ilyas=الیاس|Zakariya=زکریا|Yahya=یحییٰ|Moosa=موسیٰ|Haroon=ہارون|Essa=عیسیٰ|Adam=آدم
Abdul Rehman=عبدالرحمٰن|Abdul Rahim=عبدالرحیم|Abdul Karim=عبدالکریم|Abdul Ghafoor=عبدالغفور|Abdul Razzaq=عبدالرزاق|Abdul Sattar=عبدالستار|Abdul Jabbar=عبدالجبار|Abdul Aziz=عبدالعزیز|Abdul Hameed=عبدالحمید|Abdul Majeed=عبدالمجید
Abdul Qadir=عبدالقادر|Abdul Khaliq=عبدالخالق|Abdul Wahab=عبدالوہاب|Abdul Basit=عبدالباسط|Abdul Latif=عبداللطیف|Abdul Salam=عبدالسلام|Abdul Ghani=عبدالغنی|Abdul Hakeem=عبدالحکیم|Abdullah=عبداللہ|Ubaidullah=عبیداللہ
Aslam=اسلم|Akram=اکرم|Azam=اعظم|Anjum=انجم|Kamran=کامران|Sikandar=سکندر|Jahangir=جہانگیر|Shahbaz=شہباز|Sarfraz=سرفراز|Aftab=آفتاب
Mehtab=مہتاب|Shoaib=شعیب|Junaid=جنید|Waqas=وقاص|Waqar=وقار|Abbas=عباس|Riaz=ریاض|Fayyaz=فیاض|Niaz=نیاز|Ijaz=اعجاز
Mumtaz=ممتاز|Iqbal=اقبال|Afzal=افضل|Ashraf=اشرف|Latif=لطیف|Sharif=شریف|Rafiq=رفیق|Shafiq=شفیق|Toufiq=توفیق|Siddique=صدیق
Farooq=فاروق|Mushtaq=مشتاق|Ishtiaq=اشتیاق|Ashfaq=اشفاق|Liaquat=لیاقت|Shaukat=شوکت|Barkat=برکت|Rehmat=رحمت|Inayat=عنایت|Hidayat=ہدایت
Shafqat=شفقت|Zulfiqar=ذوالفقار|Iftikhar=افتخار|Mukhtiar=مختیار|Sajjad=سجاد|Irshad=ارشاد|Dilshad=دلشاد|Ramzan=رمضان|Shaban=شعبان|Qasim=قاسم
Hashim=ہاشم|Kazim=کاظم|Muslim=مسلم|Mohsin=محسن|Hassan=حسن|Hussain=حسین|Tahir=طاہر|Zahir=ظاہر|Sabir=صابر|Shakir=شاکر
Shabbir=شبیر|Nazeer=نذیر|Basheer=بشیر|Muneer=منیر|Zaheer=ظہیر|Ameer=امیر|Sagheer=صغیر|Naseer=نصیر|Jameel=جمیل|Shakeel=شکیل
Aqeel=عقیل|Tufail=طفیل|Fazal=فضل|Sohail=سہیل|Danish=دانش|Arsalan=ارسلان|Fahad=فہد|Saad=سعد|Hassaan=حسان|Moin=معین
`)

/** Second part of a man's name. */
export const menSecond = pool(`
Ali=علی|Ahmed=احمد|Hussain=حسین|Khan=خان|Raza=رضا|Abbas=عباس|Iqbal=اقبال|Akhtar=اختر|Mehmood=محمود|Hassan=حسن
Nawaz=نواز|Aslam=اسلم|Akram=اکرم|Anwar=انور|Haider=حیدر|Shah=شاہ|Rehman=رحمان|Ghani=غنی|Jan=جان|Latif=لطیف
`)

export const menSindhi = pool(`
Ghulam Nabi=غلام نبی|Ghulam Rasool=غلام رسول|Ghulam Hussain=غلام حسین|Ghulam Mustafa=غلام مصطفیٰ|Ghulam Qadir=غلام قادر|Ghulam Sarwar=غلام سرور|Ghulam Shabbir=غلام شبیر|Ghulam Haider=غلام حیدر|Ghulam Murtaza=غلام مرتضیٰ|Ghulam Abbas=غلام عباس
Allah Bux=اللہ بخش|Allah Dino=اللہ ڈنو|Allah Warayo=اللہ ورایو|Allah Rakhio=اللہ رکھیو|Ali Bux=علی بخش|Nabi Bux=نبی بخش|Pir Bux=پیر بخش|Khuda Bux=خدا بخش|Rasool Bux=رسول بخش|Imam Bux=امام بخش
Qadir Bux=قادر بخش|Karim Bux=کریم بخش|Haji Khan=حاجی خان|Ali Nawaz=علی نواز|Shah Nawaz=شاہ نواز|Rab Nawaz=رب نواز|Haq Nawaz=حق نواز|Ali Hassan=علی حسن|Ali Gohar=علی گوہر|Ali Sher=علی شیر
Ali Murad=علی مراد|Muhammad Bachal=محمد بچل|Muhammad Panah=محمد پناہ|Muhammad Soomar=محمد سومار|Muhammad Juman=محمد جمن|Muhammad Hashim=محمد ہاشم|Muhammad Saleh=محمد صالح|Muhammad Khan=محمد خان|Jumo=جمو|Soomar=سومار
Bachal=بچل|Punhal=پنہل|Porho=پوڑھو|Achar=آچر|Khamiso=خمیسو|Arbab=ارباب|Mashooque=معشوق|Manzoor=منظور|Mehboob=محبوب|Sikandar Ali=سکندر علی
Deedar=دیدار|Dildar=دلدار|Zulfiqar Ali=ذوالفقار علی|Imdad Ali=امداد علی|Rustam=رستم|Lutuf Ali=لطف علی|Nazar Muhammad=نظر محمد|Noor Muhammad=نور محمد|Taj Muhammad=تاج محمد|Wali Muhammad=ولی محمد
Dost Muhammad=دوست محمد|Ahmed Khan=احمد خان|Sher Muhammad=شیر محمد|Gul Muhammad=گل محمد|Lal Bux=لعل بخش|Sachal=سچل|Misri=مصری|Mithal=مٹھل|Sobho=سوبھو|Shahmir=شاہمیر
Asghar Ali=اصغر علی|Mumtaz Ali=ممتاز علی|Mukhtiar Ali=مختیار علی|Barkat Ali=برکت علی|Sajjad Ali=سجاد علی|Wazir Ali=وزیر علی|Qurban Ali=قربان علی|Qamaruddin=قمر الدین|Shamsuddin=شمس الدین|Nizamuddin=نظام الدین
`)

export const menBaloch = pool(`
Mir Hazar=میر ہزار|Mir Muhammad=میر محمد|Dad Muhammad=داد محمد|Shahdad=شہداد|Balach=بالاچ|Bijar=بجار|Chakar=چاکر|Hammal=حمل|Jalab=جلب|Sobdar=صوبدار
Murad Bux=مراد بخش|Rahim Bux=رحیم بخش|Pir Jan=پیر جان|Gul Hassan=گل حسن|Nabi Dad=نبی داد|Khair Bux=خیر بخش|Lashkar=لشکر|Nodo=نوڈو|Gohram=گوہرام|Doda=دودا
Shambay=شمبے|Dur Muhammad=در محمد|Sabzal=سبزل|Zangi=زنگی|Bahram=بہرام|Jiand=جیئند|Wadero Khan=وڈیرو خان|Hazoor Bux=حضور بخش|Sohrab=سہراب|Meer Dost=میر دوست
`)

export const menPashtun = pool(`
Gul Zaman=گل زمان|Sher Zaman=شیر زمان|Gul Sher=گل شیر|Janan=جانان|Zar Gul=زر گل|Bakht Zaman=بخت زمان|Bakht Sher=بخت شیر|Amir Zada=امیر زادہ|Shah Zada=شاہ زادہ|Noor Ullah=نور اللہ
Naseebullah=نصیب اللہ|Ihsanullah=احسان اللہ|Rahmatullah=رحمت اللہ|Samiullah=سمیع اللہ|Hameedullah=حمید اللہ|Asmatullah=عصمت اللہ|Zabihullah=ذبیح اللہ|Najeebullah=نجیب اللہ|Inamullah=انعام اللہ|Saifullah=سیف اللہ
Khan Zada=خان زادہ|Taj Wali=تاج ولی|Gul Wali=گل ولی|Sabz Ali=سبز علی|Said Rahman=سید رحمان|Fazl-e-Rabi=فضل ربی|Fazl-e-Wahid=فضل واحد|Mirwais=میرویس|Torgul=تور گل|Jamal Khan=جمال خان
`)

export const menPunjabi = pool(`
Muhammad Boota=محمد بوٹا|Allah Ditta=اللہ دتہ|Allah Rakha=اللہ رکھا|Muhammad Din=محمد دین|Ghulam Rasul=غلام رسول|Muhammad Sharif=محمد شریف|Muhammad Rafique=محمد رفیق|Muhammad Yar=محمد یار|Khizar Hayat=خضر حیات|Umar Hayat=عمر حیات
Zafar Iqbal=ظفر اقبال|Muhammad Nawaz=محمد نواز|Muhammad Arif=محمد عارف|Muhammad Asghar=محمد اصغر|Muhammad Afzal=محمد افضل|Muhammad Akram=محمد اکرم|Muhammad Aslam=محمد اسلم|Nasir Mehmood=ناصر محمود|Tariq Mehmood=طارق محمود|Khalid Mehmood=خالد محمود
Amanat Ali=امانت علی|Sadaqat Ali=صداقت علی|Liaqat Ali=لیاقت علی|Shaukat Ali=شوکت علی|Maqsood Ahmed=مقصود احمد|Mehmood Ahmed=محمود احمد|Bashir Ahmed=بشیر احمد|Nazir Ahmed=نذیر احمد|Manzoor Hussain=منظور حسین|Fida Hussain=فدا حسین
`)

export const menHindu = pool(`
Ramesh=رمیش|Mahesh=مہیش|Suresh=سریش|Dinesh=دنیش|Mukesh=مکیش|Rajesh=راجیش|Naresh=نریش|Anil=انیل|Sunil=سنیل|Kishore=کشور
Ashok=اشوک|Vijay=وجے|Sanjay=سنجے|Ajay=اجے|Kanji=کانجی|Bhojo=بھوجو|Mohan=موہن|Lachhman=لچھمن|Heero=ہیرو|Pardeep=پردیپ
Chetan=چیتن|Jagdesh=جگدیش|Gordhan=گوردھن|Hari Ram=ہری رام|Moolchand=مول چند|Tekchand=ٹیک چند|Partab=پرتاب|Sawai=سوائی|Veerji=ویرجی|Bheemo=بھیمو
`)

export const menChristian = pool(`
Yousaf=یوسف|Patras=پطرس|Samuel=سیموئیل|David=ڈیوڈ|Daniel=دانیال|Emmanuel=عمانوایل|Sunny=سنی|Shahbaz=شہباز|Arif=عارف|Pervaiz=پرویز
Nadeem=ندیم|Sadiq=صادق|Boota=بوٹا|Inayat=عنایت|Anwar=انور|Johnson=جانسن|William=ولیم|Simon=شمعون|Yaqub=یعقوب|Irfan=عرفان
Stephen=اسٹیفن|Robin=روبن|Aftab=آفتاب|Saleem=سلیم|Javaid=جاوید
`)

export const womenCommon = pool(`
Fatima=فاطمہ|Ayesha=عائشہ|Zainab=زینب|Maryam=مریم|Khadija=خدیجہ|Amna=آمنہ|Sakina=سکینہ|Ruqayya=رقیہ|Kulsoom=کلثوم|Hafsa=حفصہ
Sobia=ثوبیہ|Farzana=فرزانہ|Rukhsana=رخسانہ|Shabana=شبانہ|Rehana=ریحانہ|Farhana=فرحانہ|Shahana=شاہانہ|Sultana=سلطانہ|Rizwana=رضوانہ|Irfana=عرفانہ
Nasreen=نسرین|Parveen=پروین|Yasmeen=یاسمین|Shaheen=شاہین|Nazneen=نازنین|Samreen=ثمرین|Ambreen=عنبرین|Mahjabeen=مہ جبین|Zareen=زرین|Afreen=آفرین
Saima=صائمہ|Naila=نائلہ|Raheela=راحیلہ|Shakeela=شکیلہ|Jameela=جمیلہ|Nabeela=نبیلہ|Aqeela=عقیلہ|Saeeda=سعیدہ|Rasheeda=رشیدہ|Hameeda=حمیدہ
Waheeda=وحیدہ|Zahida=زاہدہ|Shahida=شاہدہ|Sajida=ساجدہ|Khalida=خالدہ|Abida=عابدہ|Nasima=نسیمہ|Naseema=نسیماں|Saleema=سلیمہ|Kareema=کریمہ
Nazia=نازیہ|Shazia=شازیہ|Razia=رضیہ|Asia=آسیہ|Bushra=بشریٰ|Uzma=عظمیٰ|Salma=سلمیٰ|Najma=نجمہ|Asma=اسماء|Huma=ہما
Saba=صبا|Sana=ثناء|Hina=حنا|Rabia=رابعہ|Safia=صفیہ|Sadia=سعدیہ|Nadia=نادیہ|Fozia=فوزیہ|Aqsa=اقصیٰ|Iqra=اقرا
Kiran=کرن|Mehwish=مہوش|Komal=کومل|Anum=انعم|Sidra=سدرہ|Laiba=لائبہ|Mehnaz=مہناز|Shehnaz=شہناز|Gulnaz=گلناز|Mumtaz Begum=ممتاز بیگم
Zubaida=زبیدہ|Hajra=ہاجرہ|Sughra=صغریٰ|Kubra=کبریٰ|Zohra=زہرہ|Tahira=طاہرہ|Nasira=ناصرہ|Samina=ثمینہ|Robina=روبینہ|Zarina=زرینہ
Kausar=کوثر|Tasneem=تسنیم|Shamim=شمیم|Nusrat=نصرت|Ishrat=عشرت|Musarrat=مسرت|Iffat=عفت|Riffat=رفعت|Talat=طلعت|Azra=عذرا
`)

export const womenSindhi = pool(`
Sehar=سحر|Haleema=حلیمہ|Hanifan=حنیفاں|Rahiman=رحیماں|Karima=کریماں|Zulekhan=زلیخاں|Jannat=جنت|Hawa=حوا|Marvi=ماروی|Moomal=مومل
Sassi=سسی|Soomri=سومری|Sadori=سدوری|Bachai=بچائی|Allah Dini=اللہ ڈنی|Ameeran=امیراں|Bakhtawar=بختاور|Hakiman=حاکماں|Nazeeran=نذیراں|Naziran=نظیراں
Shahnaz=شہناز|Khairan=خیراں|Benazir=بینظیر|Mehrunissa=مہرالنساء|Noor Khatoon=نور خاتون|Zaibunissa=زیب النساء|Razia Khatoon=رضیہ خاتون|Lal Khatoon=لعل خاتون|Sahib Khatoon=صاحب خاتون|Ganj Khatoon=گنج خاتون
`)

export const womenPashtun = pool(`
Gul Bibi=گل بی بی|Zarmina=زرمینہ|Palwasha=پلوشہ|Spogmay=سپوگمئی|Gulalai=گلالئی|Bakht Bibi=بخت بی بی|Shah Bibi=شاہ بی بی|Nazo=نازو|Zar Bibi=زر بی بی|Khanum=خانم
`)

export const womenHindu = pool(`
Lata=لتا|Sita=سیتا|Geeta=گیتا|Radha=رادھا|Meena=مینا|Sunita=سنیتا|Anita=انیتا|Kavita=کویتا|Rekha=ریکھا|Pooja=پوجا
Jamna=جمنا|Ganga=گنگا|Lachhmi=لچھمی|Dhani=دھنی|Kamla=کملا|Shanti=شانتی|Bhagwanti=بھگونتی|Moti=موتی|Hemi=ہیمی|Devi=دیوی
`)

export const womenChristian = pool(`
Mariam=مریم|Rebecca=ربقہ|Sarah=سارہ|Ruth=روت|Esther=آستر|Martha=مارتھا|Nasreen=نسرین|Shameem=شمیم|Parveen=پروین|Sonia=سونیا
Naomi=نعومی|Rachel=راحیل|Elizabeth=الزبتھ|Agnes=اگنیس|Rubina=روبینہ
`)

export const tribesSindhi = pool(`
Soomro=سومرو|Memon=میمن|Abro=ابڑو|Bhutto=بھٹو|Junejo=جونیجو|Mahar=مہر|Kalhoro=کلہوڑو|Samejo=سمیجو|Khaskheli=خاصخیلی|Shaikh=شیخ
Solangi=سولنگی|Unar=انڑ|Dahri=ڈاہری|Panhwar=پنہور|Mallah=ملاح|Machhi=ماچھی|Khoso=کھوسو|Mangi=منگی|Channa=چنہ|Bhatti=بھٹی
Rajper=راجپر|Lakho=لاکھو|Pitafi=پتافی|Shar=شر|Phulpoto=پھلپوٹو|Qazi=قاضی|Syed=سید|Pirzada=پیرزادہ|Ansari=انصاری|Arain=آرائیں
Wassan=وسان|Keerio=کیریو|Dal=دل|Halepoto=ہالیپوٹو|Nohri=نہڑی|Sand=سانڈ|Theba=تھیبا|Hingoro=ہنگورو|Sahto=سہتو|Katpar=کاٹپار
Tunio=تنیو|Siyal=سیال|Mirani=میرانی|Kandhro=کاندھڑو|Narejo=ناریجو|Lashari=لاشاری|Jokhio=جوکھیو|Palijo=پلیجو|Burfat=برفت|Gabol=گبول
`)

export const tribesBaloch = pool(`
Chandio=چانڈیو|Jatoi=جتوئی|Leghari=لغاری|Rind=رند|Magsi=مگسی|Khosa=کھوسہ|Mazari=مزاری|Bugti=بگٹی|Marri=مری|Buriro=بوریرو
Jamali=جمالی|Lund=لنڈ|Bozdar=بزدار|Talpur=تالپور|Gopang=گوپانگ|Domki=ڈومکی|Jakhrani=جکھرانی|Teghani=تیغانی|Banglani=بنگلانی|Sabzoi=سبزوئی
Brohi=بروہی|Mengal=مینگل|Zehri=زہری|Kalmati=کلمتی|Khoshk=کھوشک|Mirjat=مرجت|Nizamani=نظامانی|Lashari=لاشاری|Umrani=عمرانی|Bhayo=بھیو
`)

export const tribesPashtun = pool(`
Yousafzai=یوسفزئی|Afridi=آفریدی|Khattak=خٹک|Mehsud=محسود|Wazir=وزیر|Bangash=بنگش|Achakzai=اچکزئی|Kakar=کاکڑ|Tareen=ترین|Mohmand=مہمند
Swati=سواتی|Orakzai=اورکزئی|Shinwari=شنواری|Marwat=مروت|Durrani=درانی|Niazi=نیازی|Kakarzai=ککے زئی|Khan=خان|Safi=صافی|Turk=ترک
`)

export const tribesPunjabi = pool(`
Butt=بٹ|Chaudhry=چوہدری|Rajput=راجپوت|Gujjar=گجر|Jutt=جٹ|Arain=آرائیں|Mughal=مغل|Malik=ملک|Awan=اعوان|Bhatti=بھٹی
Dogar=ڈوگر|Cheema=چیمہ|Warraich=وڑائچ|Gondal=گوندل|Tiwana=ٹوانہ|Sial=سیال|Khokhar=کھوکھر|Rana=رانا|Mian=میاں|Dar=ڈار
`)

export const surnamesUrdu = pool(`
Siddiqui=صدیقی|Qureshi=قریشی|Ansari=انصاری|Farooqui=فاروقی|Usmani=عثمانی|Hashmi=ہاشمی|Rizvi=رضوی|Zaidi=زیدی|Naqvi=نقوی|Jafri=جعفری
Abbasi=عباسی|Alvi=علوی|Kazmi=کاظمی|Shaikh=شیخ|Mirza=مرزا|Baig=بیگ|Khan=خان|Ghori=غوری|Qaimkhani=قائم خانی|Chishti=چشتی
`)

export const castesHindu = pool(`
Kumar=کمار|Lal=لال|Das=داس|Meghwar=میگھواڑ|Kolhi=کولہی|Bheel=بھیل|Oad=اوڈ|Baghri=باگڑی|Maheshwari=مہیشوری|Thakur=ٹھاکر
Lohana=لوہانہ|Sodho=سوڈھو|Rathi=راٹھی|Chand=چند|Jesrani=جیسرانی
`)

export const surnamesChristian = pool(`
Masih=مسیح|Gill=گل|Bhatti=بھٹی|Sahotra=سہوترا|Khokhar=کھوکھر|John=جان|Peter=پیٹر|George=جارج|Lazarus=لعزر|Francis=فرانسس
`)

/** By-names under which the police know a man. */
export const aliases = pool(`
Kalu=کالو|Chhota=چھوٹا|Bhola=بھولا|Lamba=لمبا|Gudu=گڈو|Pappu=پپو|Munna=منا|Langra=لنگڑا|Kana=کانا|Toti=طوطی
Shera=شیرا|Babu=بابو|Nadu=نادو|Jani=جانی|Sunny=سنی|Chacha=چاچا|Ustad=استاد|Commando=کمانڈو|Doctor=ڈاکٹر|Pathan=پٹھان
Kaka=کاکا|Bali=بالی|Bhaya=بھایا|Dado=دادو|Mithu=مٹھو
`)

export const occupations = pool(`
Labourer=مزدور|Farm worker (hari)=ہاری|Driver=ڈرائیور|Shopkeeper=دکاندار|Rickshaw driver=رکشہ ڈرائیور|Mason=راج مستری|Fisherman=ماہی گیر|Tailor=درزی|Mechanic=مکینک|Electrician=الیکٹریشن
Unemployed=بے روزگار|Landowner=زمیندار|Watchman=چوکیدار|Barber=حجام|Cook=باورچی|Welder=ویلڈر|Carpenter=بڑھئی|Painter=رنگ ساز|Hawker=ریڑھی بان|Student=طالب علم
Private employee=نجی ملازم|Government servant=سرکاری ملازم|Herdsman=چرواہا|Mill worker=مل مزدور|Butcher=قصاب|Trader=تاجر|Teacher=استاد|Scrap dealer=کباڑی|Conductor=کنڈکٹر|Porter=قلی
`)

export const womenOccupations = pool(`
Housewife=خاتونِ خانہ|Domestic worker=گھریلو ملازمہ|Field worker=کھیت مزدور|Seamstress=درزن|Teacher=استانی|Lady health worker=لیڈی ہیلتھ ورکر|Unemployed=بے روزگار|Factory worker=فیکٹری ورکر
`)

/** Visible marks as the history ticket lists them. */
export const physicalMarks = pool(`
Scar on the forehead=پیشانی پر زخم کا نشان|Mole on the right cheek=دائیں گال پر تل|Scar on the left hand=بائیں ہاتھ پر زخم کا نشان|Burn mark on the right arm=دائیں بازو پر جلنے کا نشان|Old fracture of the left leg=بائیں ٹانگ کی پرانی ہڈی ٹوٹی ہوئی|Mole on the neck=گردن پر تل
Tattoo of a name on the right forearm=دائیں کلائی پر نام گودا ہوا|Cut mark on the left eyebrow=بائیں ابرو پر کٹ کا نشان|Missing tip of the right index finger=دائیں شہادت کی انگلی کا سرا کٹا ہوا|Scar on the chin=ٹھوڑی پر زخم کا نشان|Stitches on the abdomen=پیٹ پر ٹانکوں کے نشان|Bullet scar on the right thigh=دائیں ران پر گولی کا پرانا نشان
Pierced left ear=بائیں کان میں سوراخ|Smallpox marks on the face=چہرے پر چیچک کے داغ|Squint in the right eye=دائیں آنکھ میں بھینگا پن
`)
