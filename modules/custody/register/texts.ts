import type { ColumnDoubt } from './column-doubts.ts'
import type { ColumnMapping } from './columns.ts'
import type { DateFault } from './dates.ts'
import type { Field } from './headings.ts'
import type { JudgedRow, Reason, Warning } from './judge-rows.ts'
import type { UnreadableCode } from './read-workbook.ts'
import { clean } from './script.ts'

export type BothLanguages = { en: string; ur: string }
type Place = { row: number; heading: string; written: string }
type Wording = (place: { row: string; field: BothLanguages; written: BothLanguages }) => BothLanguages

// Isolates keep 35202-1234567-1 reading left to right inside an Urdu sentence.
const apart = (text: string): string => `\u2068${text}\u2069`

const WORDINGS: Record<Reason | Warning, { field: BothLanguages; say: Wording }> = {
  name: {
    field: { en: 'Name', ur: 'نام' },
    say: ({ row, field, written }) => ({
      en: `Row ${row}, ${field.en}: ${written.en}. Write the prisoner's name in English or Urdu.`,
      ur: `قطار ${row}، ${field.ur}: ${written.ur}۔ قیدی کا نام اردو یا انگریزی میں درج کریں۔`,
    }),
  },
  'admission-date': {
    field: { en: 'Date of admission', ur: 'تاریخ داخلہ' },
    say: ({ row, field, written }) => ({
      en: `Row ${row}, ${field.en}: ${written.en}. Write the date of admission from the warrant as day, month, year, such as 12 Mar 2024.`,
      ur: `قطار ${row}، ${field.ur}: ${written.ur}۔ وارنٹ کے مطابق تاریخ داخلہ دن، ماہ، سال کی ترتیب سے درج کریں، مثلاً ${apart('12-03-2024')}۔`,
    }),
  },
  'admission-date-future': {
    field: { en: 'Date of admission', ur: 'تاریخ داخلہ' },
    say: ({ row, field, written }) => ({
      en: `Row ${row}, ${field.en}: ${written.en} is still to come. Check day, month and year against the warrant.`,
      ur: `قطار ${row}، ${field.ur}: ${written.ur} ابھی آئی نہیں۔ دن، ماہ اور سال وارنٹ سے ملا کر درست کریں۔`,
    }),
  },
  category: {
    field: { en: 'Category', ur: 'قسم قیدی' },
    say: ({ row, field, written }) => ({
      en: `Row ${row}, ${field.en}: ${written.en}. Write under trial, convict, condemned, detenu or civil.`,
      ur: `قطار ${row}، ${field.ur}: ${written.ur}۔ حوالاتی، قیدی، سزائے موت، نظربند یا دیوانی میں سے ایک درج کریں۔`,
    }),
  },
  sentence: {
    field: { en: 'Sentence', ur: 'سزا' },
    say: ({ row, field, written }) => ({
      en: `Row ${row}, ${field.en}: ${written.en}. A convict needs the sentence from the warrant, such as 5 years 6 months RI, life or death.`,
      ur: `قطار ${row}، ${field.ur}: ${written.ur}۔ سزا یافتہ قیدی کی سزا وارنٹ کے مطابق درج کریں، مثلاً 5 سال 6 ماہ قید بامشقت، عمر قید یا سزائے موت۔`,
    }),
  },
  'cnic-invalid': {
    field: { en: 'CNIC', ur: 'شناختی کارڈ نمبر' },
    say: ({ row, field, written }) => ({
      en: `Row ${row}, ${field.en}: ${written.en} is not a CNIC. Write the 13 digits from the card, or leave the cell empty.`,
      ur: `قطار ${row}، ${field.ur}: ${written.ur} درست شناختی کارڈ نمبر نہیں۔ کارڈ سے 13 ہندسے درج کریں یا خانہ خالی چھوڑ دیں۔`,
    }),
  },
  'cnic-missing': {
    field: { en: 'CNIC', ur: 'شناختی کارڈ نمبر' },
    say: ({ row, field }) => ({
      en: `Row ${row}, ${field.en}: empty. Add the number when it is known; until then he is known by name and fingerprints only.`,
      ur: `قطار ${row}، ${field.ur}: خالی ہے۔ معلوم ہونے پر درج کریں؛ تب تک شناخت صرف نام اور نشاناتِ انگشت سے ہوگی۔`,
    }),
  },
  'cnic-sex-parity': {
    field: { en: 'CNIC', ur: 'شناختی کارڈ نمبر' },
    say: ({ row, field, written }) => ({
      en: `Row ${row}, ${field.en}: the last digit of ${written.en} is odd for men and even for women, and the register says otherwise. Check the card: it may be a relative's.`,
      ur: `قطار ${row}، ${field.ur}: ${written.ur} کا آخری ہندسہ مرد کا طاق اور عورت کا جفت ہوتا ہے، جو درج جنس سے نہیں ملتا۔ کارڈ دیکھیں، ممکن ہے کسی رشتہ دار کا ہو۔`,
    }),
  },
  'father-name-missing': {
    field: { en: "Father's or husband's name", ur: 'ولدیت' },
    say: ({ row, field }) => ({
      en: `Row ${row}, ${field.en}: empty. Add it from the warrant; without it namesakes cannot be told apart.`,
      ur: `قطار ${row}، ${field.ur}: خالی ہے۔ وارنٹ سے درج کریں؛ اس کے بغیر ہم نام قیدیوں میں فرق نہیں ہو سکتا۔`,
    }),
  },
  'fir-missing': {
    field: { en: 'FIR number', ur: 'مقدمہ نمبر' },
    say: ({ row, field }) => ({
      en: `Row ${row}, ${field.en}: empty. Add number and year from the warrant, such as 62/2026.`,
      ur: `قطار ${row}، ${field.ur}: خالی ہے۔ وارنٹ سے نمبر اور سال درج کریں، مثلاً ${apart('62/2026')}۔`,
    }),
  },
  'section-missing': {
    field: { en: 'Sections', ur: 'جرم زیر دفعہ' },
    say: ({ row, field }) => ({
      en: `Row ${row}, ${field.en}: empty. Add the sections from the warrant; bail dates cannot be computed without them.`,
      ur: `قطار ${row}، ${field.ur}: خالی ہے۔ وارنٹ سے دفعات درج کریں؛ ان کے بغیر ضمانت کی تاریخ نہیں نکل سکتی۔`,
    }),
  },
  'section-unknown': {
    field: { en: 'Sections', ur: 'جرم زیر دفعہ' },
    say: ({ row, field, written }) => ({
      en: `Row ${row}, ${field.en}: ${written.en} holds a section that the offence table does not have. Check section and Act against the warrant.`,
      ur: `قطار ${row}، ${field.ur}: ${written.ur} میں ایسی دفعہ ہے جو جرائم کی فہرست میں نہیں۔ دفعہ اور قانون وارنٹ سے ملائیں۔`,
    }),
  },
  'setoff-silent': {
    field: { en: 'Set-off (382-B)', ur: 'رعایت دفعہ 382-ب' },
    say: ({ row, field }) => ({
      en: `Row ${row}, ${field.en}: the register does not say whether the court granted it. Read the judgment; the jail may not supply it.`,
      ur: `قطار ${row}، ${field.ur}: درج نہیں کہ عدالت نے یہ رعایت دی یا نہیں۔ فیصلہ دیکھیں؛ جیل یہ رعایت خود نہیں دے سکتی۔`,
    }),
  },
}

/** A reason or warning in words: which row, which field as the register heads it, what was written, and what to do. */
export function explain(code: Reason | Warning, { row, heading, written }: Place): BothLanguages {
  const { field, say } = WORDINGS[code]
  const shown = clean(written)
  return say({
    row: String(row),
    field: heading ? { en: apart(heading), ur: apart(heading) } : field,
    written: shown ? { en: `“${apart(shown)}”`, ur: `”${apart(shown)}“` } : { en: 'empty', ur: 'خالی ہے' },
  })
}

/** The field that a reason or warning is about. */
export const FIELD_OF: Record<Reason | Warning, Field> = {
  name: 'name',
  'admission-date': 'admissionDate',
  'admission-date-future': 'admissionDate',
  category: 'category',
  sentence: 'sentence',
  'cnic-invalid': 'cnic',
  'cnic-missing': 'cnic',
  'cnic-sex-parity': 'cnic',
  'father-name-missing': 'father',
  'fir-missing': 'fir',
  'section-missing': 'sections',
  'section-unknown': 'sections',
  'setoff-silent': 'setOff',
}

export type Explanation = { code: Reason | Warning; column: number | null; text: BothLanguages }

/** Everything that is wrong with a judged row, with the column to mark (null where the register has no such column). */
export function explainRow(row: JudgedRow, columns: readonly ColumnMapping[]): Explanation[] {
  const codes = row.outcome === 'imported' ? row.warnings : row.outcome === 'rejected' ? row.reasons : []
  return codes.map((code) => {
    const column = columns.find(({ field }) => field === FIELD_OF[code])
    const text = explain(code, {
      row: row.row,
      heading: column?.heading ?? '',
      written: column ? (row.cells[column.column] ?? '') : '',
    })
    return { code, column: column?.column ?? null, text }
  })
}

export const OUTCOME_TEXT: Record<'imported' | 'rejected' | 'duplicate', BothLanguages> = {
  imported: { en: 'Imported', ur: 'درج ہو گیا' },
  rejected: { en: 'Rejected', ur: 'مسترد' },
  duplicate: { en: 'Repeats an earlier row', ur: 'پہلے سے درج قطار کی تکرار' },
}

export const DATE_FAULT_TEXT: Record<DateFault, BothLanguages> = {
  blank: { en: 'No date is written.', ur: 'تاریخ درج نہیں۔' },
  'not-a-date': { en: 'This is not a date.', ur: 'یہ تاریخ نہیں۔' },
  'no-such-day': { en: 'The month has no such day.', ur: 'اس مہینے میں یہ دن نہیں ہوتا۔' },
  'no-such-month': {
    en: 'There is no such month; the day comes first.',
    ur: 'ایسا کوئی مہینہ نہیں؛ پہلے دن، پھر ماہ لکھیں۔',
  },
  'year-out-of-range': { en: 'The year cannot be right.', ur: 'سال درست نہیں۔' },
  'several-dates': {
    en: 'More than one date is written; keep one.',
    ur: 'ایک سے زیادہ تاریخیں درج ہیں؛ ایک رکھیں۔',
  },
  'islamic-calendar': { en: 'Write the date of the common calendar (AD).', ur: 'عیسوی تاریخ درج کریں۔' },
}

export const UNREADABLE_TEXT: Record<UnreadableCode, BothLanguages> = {
  empty: { en: 'The file is empty.', ur: 'فائل خالی ہے۔' },
  'too-large': {
    en: 'The file is too large. Divide the register into parts.',
    ur: 'فائل بہت بڑی ہے۔ رجسٹر کو حصوں میں تقسیم کریں۔',
  },
  'old-excel': {
    en: 'This is an old Excel file (.xls). Open it in Excel and save it as .xlsx or CSV.',
    ur: 'یہ پرانی ایکسل فائل (.xls) ہے۔ اسے ایکسل میں کھول کر .xlsx یا CSV میں محفوظ کریں۔',
  },
  damaged: {
    en: 'The file is damaged and cannot be read. Save it again and retry.',
    ur: 'فائل خراب ہے اور پڑھی نہیں جا سکتی۔ دوبارہ محفوظ کر کے کوشش کریں۔',
  },
  'not-a-spreadsheet': {
    en: 'This is neither CSV nor Excel (.xlsx).',
    ur: 'یہ نہ CSV فائل ہے نہ ایکسل (.xlsx)۔',
  },
  'quote-not-closed': {
    en: 'A quotation mark is opened and never closed, so rows run together. Correct the CSV file or save it as .xlsx.',
    ur: 'واوین کھلی ہیں مگر بند نہیں، جس سے قطاریں مل گئی ہیں۔ CSV فائل درست کریں یا .xlsx میں محفوظ کریں۔',
  },
  'no-header': {
    en: 'No heading row was found. The register needs a row with headings such as Name, Category and Date of admission.',
    ur: 'عنوانات کی قطار نہیں ملی۔ رجسٹر میں نام، قسم قیدی اور تاریخ داخلہ جیسے عنوانات کی قطار ہونی چاہیے۔',
  },
}

export const COLUMN_DOUBT_TEXT: Record<ColumnDoubt['kind'], BothLanguages> = {
  'swapped-by-spreadsheet': {
    en: 'A spreadsheet seems to have exchanged day and month in part of these dates. Compare some with the paper register before importing.',
    ur: 'لگتا ہے اسپریڈشیٹ نے ان میں سے کچھ تاریخوں کے دن اور مہینے آپس میں بدل دیے ہیں۔ درج کرنے سے پہلے چند تاریخیں اصل رجسٹر سے ملا لیں۔',
  },
  'month-first': {
    en: 'These dates seem to be written month first. If the paper register agrees, say so for this column.',
    ur: 'لگتا ہے ان تاریخوں میں مہینہ پہلے لکھا گیا ہے۔ اگر اصل رجسٹر سے تصدیق ہو تو اس کالم کے لیے یہ ترتیب منتخب کریں۔',
  },
}
