import type { Text } from './refusal.ts'

/**
 * What each code in a result means to the person who reads it: flags, reasons, statuses, grounds, blockers. Screens and
 * papers show these words; the codes are for programs.
 */
export const meanings = {
  // Sentence
  SETOFF_ORDER_MISSING_S382B: {
    en: 'The order does not say whether custody before sentence counts (s.382-B): ask the court',
    ur: 'حکم میں دفعہ 382-ب کی رعایت کا ذکر نہیں: عدالت سے رجوع کریں',
  },
  RUNNING_NOT_DIRECTED_S35: {
    en: 'The court did not say how sentences of one trial run (s.35): taken one after another',
    ur: 'عدالت نے ایک ہی مقدمے کی سزاؤں کے چلنے کا طریقہ نہیں بتایا (دفعہ 35): یکے بعد دیگرے شمار',
  },
  RUNNING_NOT_DIRECTED_S397: {
    en: 'The court did not say how the later sentence runs (s.397): taken after the earlier one',
    ur: 'عدالت نے بعد کی سزا کے چلنے کا طریقہ نہیں بتایا (دفعہ 397): پہلی سزا کے بعد شمار',
  },
  TIME_SERVED: {
    en: 'Custody before sentence covers the whole term',
    ur: 'سزا سے پہلے کی حراست پوری سزا کے برابر یا زائد ہے',
  },
  LIFE_FLOOR_15Y_GOVERNS: {
    en: 'The fifteen years of a life term govern, not the remission earned',
    ur: 'عمر قید کے پندرہ سال نافذ ہیں، معافی نہیں',
  },
  RULE140_MULTIPLE_LIFE_TERMS_REFER: {
    en: 'Several life terms one after another: refer to Government under rule 140',
    ur: 'ایک سے زائد عمر قید یکے بعد دیگرے: قاعدہ 140 کے تحت حکومت سے رجوع کریں',
  },
  REMISSION_BARRED_IN_PART_REFER: {
    en: 'Remission is barred for part of this run of sentences: refer to a law officer',
    ur: 'سزاؤں کے اس سلسلے کے ایک حصے پر معافی ممنوع ہے: لا افسر سے رجوع کریں',
  },
  SETOFF_OVERLAPS_SERVED_SENTENCE_REFER: {
    en: 'Set-off was granted for days already served under another sentence: refer to the court',
    ur: 'منہائی ان دنوں کی دی گئی جو دوسری سزا میں کاٹے جا چکے: عدالت سے رجوع کریں',
  },
  CONSECUTIVE_TO_WHICH_SENTENCE_REFER: {
    en: 'It is not said which sentence this one follows: taken after the last to end; refer to the court',
    ur: 'واضح نہیں کہ یہ سزا کس سزا کے بعد چلے گی: آخری سزا کے بعد شمار؛ عدالت سے رجوع کریں',
  },
  EARLIER_TERM_MAY_HAVE_EXPIRED_REFER: {
    en: 'With set-off the earlier term may have ended before the later sentence: refer to the court',
    ur: 'منہائی کے ساتھ پہلی سزا بعد کی سزا سے پہلے ختم ہو چکی ہو سکتی ہے: عدالت سے رجوع کریں',
  },
  PER_MONTH_OVER_RULE_REFER: {
    en: 'More days a month than the rule gives: refer',
    ur: 'ماہانہ دن قاعدے سے زائد ہیں: رجوع کریں',
  },
  OVER_ONE_THIRD: {
    en: 'More than one third of the sentence was remitted',
    ur: 'ایک تہائی سے زائد سزا معاف ہوئی',
  },
  SERVED_EXCEEDS_TOTAL: {
    en: 'What was served and remitted is more than the sentence',
    ur: 'کاٹی ہوئی سزا اور معافی کل سزا سے زائد ہے',
  },
  // Special remission
  EXCLUDED_CONDEMNED: {
    en: 'Condemned prisoners earn no remission',
    ur: 'سزائے موت کے قیدی کو معافی نہیں ملتی',
  },
  EXCLUDED_OFFENCE: { en: 'The notification excludes the offence', ur: 'نوٹیفکیشن میں یہ جرم مستثنیٰ ہے' },
  NOT_A_CONVICT_ON_DATE: {
    en: 'Not a convict on the notified day',
    ur: 'نوٹیفکیشن کی تاریخ کو سزا یافتہ نہیں تھا',
  },
  SERVED_FRACTION_NOT_MET: {
    en: 'The part of the sentence asked for is not served',
    ur: 'سزا کا مطلوبہ حصہ ابھی نہیں کاٹا گیا',
  },
  NO_RULE_APPLIES: { en: 'No rule of the notification applies', ur: 'نوٹیفکیشن کا کوئی قاعدہ لاگو نہیں' },
  AGE_UNKNOWN_REFER: {
    en: 'The age is not known, and a rule asks for it: refer',
    ur: 'عمر معلوم نہیں اور قاعدے میں عمر کی شرط ہے: رجوع کریں',
  },
  // Bail
  S496_BAILABLE: { en: 'Bailable offence (s.496)', ur: 'قابلِ ضمانت جرم (دفعہ 496)' },
  S497_SECOND_PROVISO: {
    en: 'Woman refused bail, six months (s.497, second proviso)',
    ur: 'خاتون جس کی ضمانت مسترد ہوئی، چھ ماہ (دفعہ 497، دوسری شرط)',
  },
  S497_THIRD_PROVISO_A: {
    en: 'Length of detention, offence not punishable with death (s.497, third proviso, a)',
    ur: 'مدتِ حراست، جرم جس کی سزا موت نہیں (دفعہ 497، تیسری شرط، الف)',
  },
  S497_THIRD_PROVISO_B: {
    en: 'Length of detention, offence punishable with death (s.497, third proviso, b)',
    ur: 'مدتِ حراست، سزائے موت کا جرم (دفعہ 497، تیسری شرط، ب)',
  },
  JJSA_6_3_TREATED_BAILABLE: {
    en: 'Juvenile: minor or major offence treated as bailable',
    ur: 'نوعمر: معمولی یا بڑا جرم قابلِ ضمانت تصور',
  },
  JJSA_6_5_SIX_MONTHS: {
    en: 'Juvenile: heinous offence, trial not concluded in six months',
    ur: 'نوعمر: سنگین جرم، چھ ماہ میں مقدمہ نامکمل',
  },
  ELIGIBLE_AS_OF_RIGHT: { en: 'Bail is a right', ur: 'ضمانت بطور حق' },
  NOT_YET: { en: 'Not yet due', ur: 'ابھی وقت نہیں آیا' },
  PRIMA_FACIE_ELIGIBLE: { en: 'Eligible on the face of the record', ur: 'بادی النظر میں مستحق' },
  REFER_TO_COURT: { en: 'For the court to decide', ur: 'فیصلہ عدالت کرے گی' },
  EXCLUDED_FOURTH_PROVISO: {
    en: 'Excluded by the fourth proviso of s.497(1)',
    ur: 'دفعہ 497(1) کی چوتھی شرط کے تحت مستثنیٰ',
  },
  EXCLUDED: { en: 'Excluded', ur: 'مستثنیٰ' },
  NOT_APPLICABLE: { en: 'Does not apply', ur: 'لاگو نہیں' },
  PREVIOUS_CONVICT_DEATH_OR_LIFE: {
    en: 'Previously convicted of an offence punishable with death or life',
    ur: 'پہلے ایسے جرم میں سزا یافتہ جس کی سزا موت یا عمر قید ہے',
  },
  TERRORISM_DEATH_OR_LIFE: {
    en: 'Accused of terrorism punishable with death or life',
    ur: 'دہشت گردی کا ملزم جس کی سزا موت یا عمر قید ہے',
  },
  DELAY_BY_ACCUSED_ALLEGED: {
    en: 'Delay by the accused is alleged',
    ur: 'الزام ہے کہ تاخیر ملزم کی طرف سے ہوئی',
  },
  HARDENED_DESPERATE_DANGEROUS_ALLEGED: {
    en: 'Alleged to be hardened, desperate or dangerous',
    ur: 'عادی، خطرناک یا سرکش مجرم ہونے کا الزام',
  },
  SPECIAL_LAW_BAR_CNSA_51: {
    en: 'Narcotics: the bar of CNSA s.51',
    ur: 'منشیات: دفعہ 51 کی پابندی',
  },
  SPECIAL_LAW_BAR_NAO_9B: { en: 'Accountability: the bar of NAO s.9(b)', ur: 'نیب: دفعہ 9(ب) کی پابندی' },
  AGE_AT_OFFENCE_UNKNOWN_REFER: {
    en: 'The age at the offence is not known, and may matter: refer',
    ur: 'جرم کے وقت کی عمر معلوم نہیں اور اثر انداز ہو سکتی ہے: رجوع کریں',
  },
  // Remand
  POLICE_REMAND_OVER_15_DAYS_S167: {
    en: 'Police custody over fifteen days (s.167)',
    ur: 'جسمانی ریمانڈ پندرہ دن سے زائد (دفعہ 167)',
  },
  JUDICIAL_REMAND_OVER_15_DAYS_S344: {
    en: 'Judicial remand over fifteen days at a time (s.344)',
    ur: 'جوڈیشل ریمانڈ ایک بار میں پندرہ دن سے زائد (دفعہ 344)',
  },
  PRODUCTION_OVERDUE: { en: 'Production before the court is overdue', ur: 'عدالت میں پیشی کی تاریخ گزر چکی' },
  REMAND_OVER_90_DAYS_S21E: {
    en: 'Remand over ninety days (ATA s.21E)',
    ur: 'ریمانڈ نوے دن سے زائد (انسدادِ دہشت گردی ایکٹ)',
  },
  SINGLE_ORDER_OVER_30_DAYS_S21E: {
    en: 'One order over thirty days (ATA s.21E)',
    ur: 'ایک حکم تیس دن سے زائد (انسدادِ دہشت گردی ایکٹ)',
  },
  REMAND_OVER_30_DAYS_S30A: {
    en: 'Remand over thirty days (PECA s.30A)',
    ur: 'ریمانڈ تیس دن سے زائد (پیکا)',
  },
  SINGLE_ORDER_OVER_14_DAYS_S30A: {
    en: 'One order over fourteen days (PECA s.30A)',
    ur: 'ایک حکم چودہ دن سے زائد (پیکا)',
  },
  NEAR_QATL_OR_DACOITY_REFER: {
    en: 'Near to qatl or dacoity, but not it: refer to the court',
    ur: 'قتل یا ڈکیتی سے ملتا جلتا جرم: عدالت سے رجوع کریں',
  },
  // Clocks
  PERIOD_COMMENCEMENT_UNCONFIRMED_REFER: {
    en: 'Which period was in force that day is not confirmed: refer',
    ur: 'اس تاریخ کو کون سی میعاد نافذ تھی، تصدیق باقی ہے: رجوع کریں',
  },
  SCRUTINY_PERIOD_UNCONFIRMED_REFER: {
    en: "The province's scrutiny period was not read: refer",
    ur: 'صوبے کی جانچ کی میعاد کا متن دستیاب نہیں: رجوع کریں',
  },
  COPY_NOT_READY: { en: 'The copy is not ready: the date will move', ur: 'نقل تیار نہیں: تاریخ بدلے گی' },
  COPY_APPLIED_AFTER_EXPIRY: {
    en: 'The copy was applied for after the period had ended',
    ur: 'نقل کی درخواست میعاد ختم ہونے کے بعد دی گئی',
  },
  CONDONATION_CONTESTED_REFER: {
    en: 'Whether delay can be condoned here is contested: for the court',
    ur: 'یہاں تاخیر کی معافی متنازع ہے: عدالت سے رجوع',
  },
  EXTENSION_OVER_180_DAYS_REFER: {
    en: 'The extension is longer than the section allows: refer',
    ur: 'توسیع دفعہ کی حد سے زائد ہے: رجوع کریں',
  },
  // Gate
  REMAND_IN_FORCE: { en: 'Remand in force', ur: 'ریمانڈ نافذ ہے' },
  SURETY_PENDING: { en: 'Surety bond not yet accepted', ur: 'ضمانتی مچلکہ ابھی قبول نہیں ہوا' },
  RELEASE_WARRANT_NOT_VERIFIED: { en: 'Release order not verified', ur: 'روبکار کی تصدیق نہیں ہوئی' },
  SENTENCE_RUNNING: { en: 'Sentence running', ur: 'سزا جاری ہے' },
  DIYAT_UNPAID_S331: { en: 'Diyat unpaid (s.331)', ur: 'دیت ادا نہیں ہوئی (دفعہ 331)' },
  MPO_DETENTION: { en: 'Detention order (MPO)', ur: 'نظر بندی کا حکم (ایم پی او)' },
  DEPORTATION: { en: 'Deportation', ur: 'ملک بدری' },
  OTHER_WARRANT: { en: 'Wanted under another warrant', ur: 'دوسرے وارنٹ میں مطلوب' },
  // Sections
  SECTION_UNKNOWN_REFER: {
    en: 'A section is not in the offence table',
    ur: 'ایک دفعہ جرائم کی فہرست میں نہیں',
  },
  CLAUSE_NOT_STATED_REFER: {
    en: 'The clause is not stated: taken at its gravest',
    ur: 'شق درج نہیں: سب سے سنگین شق فرض کی گئی',
  },
  PUNISHMENT_NOT_STATED_REFER: {
    en: 'The sections do not by themselves say a punishment',
    ur: 'ان دفعات سے سزا کا تعین نہیں ہوتا',
  },
} as const satisfies Record<string, Text>

export type MeaningCode = keyof typeof meanings

/** The words for a code; a code from outside, such as a hold entered by a prison, is given back as it stands. */
export function meaningOf(code: string): Text {
  return Object.hasOwn(meanings, code) ? meanings[code as MeaningCode] : { en: code, ur: code }
}
