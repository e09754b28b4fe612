import { clockNumbers } from './federal-clocks.ts'
import { libertyNumbers } from './federal-liberty.ts'
import { sentenceNumbers } from './federal-sentence.ts'
import type { RulePack } from './rule-pack.ts'

/** What holds all over Pakistan unless a province's pack says otherwise. */
export const federalPack: RulePack = {
  code: 'federal',
  version: '2026.1',
  title: { en: 'Federal law', ur: 'وفاقی قانون' },
  effectiveFrom: '2026-01-01',
  calendarCode: 'federal',
  numbers: [...sentenceNumbers, ...libertyNumbers, ...clockNumbers],
  conventions: [
    {
      code: 'TRIGGER_DAY_EXCLUDED',
      section: 'General Clauses Act 1897 s.9; Limitation Act 1908 s.12(1)',
      confidence: 'statute',
      text: {
        en: 'A filing clock leaves out the day that starts it and counts the last day.',
        ur: 'دائری کی مدت میں پہلا دن شمار نہیں ہوتا، آخری دن شمار ہوتا ہے۔',
      },
    },
    {
      code: 'ROLLED_ONCE',
      section: 'General Clauses Act 1897 s.10; Limitation Act 1908 s.4',
      confidence: 'statute',
      text: {
        en: 'When the last day is closed, the act may be done on the next open day; the statutory day is kept beside it, and the roll happens once.',
        ur: 'آخری دن تعطیل ہو تو اگلے کھلے دن عمل درست ہے؛ اصل قانونی تاریخ ساتھ درج رہتی ہے اور توسیع ایک ہی بار ہوتی ہے۔',
      },
    },
    {
      code: 'FIRST_CUSTODY_DAY_COUNTS',
      section: 'CrPC s.167, s.497; PLD 2022 SC 112',
      confidence: 'interpretive',
      text: {
        en: 'A liberty clock counts the first day of custody; the right accrues on the day after the period is complete.',
        ur: 'آزادی کی مدت میں حراست کا پہلا دن شمار ہوتا ہے؛ مدت پوری ہونے کے اگلے دن حق پیدا ہوتا ہے۔',
      },
    },
    {
      code: 'MONTHS_OF_A_FILING_CLOCK',
      section: 'General Clauses Act 1897 s.3(33)',
      confidence: 'interpretive',
      text: {
        en: 'Months of a filing clock are calendar months, held to the last day of a shorter month.',
        ur: 'دائری کی مدت میں مہینے عیسوی ہیں؛ چھوٹے مہینے میں آخری دن تک۔',
      },
    },
    {
      code: 'MONTHS_OF_A_TERM',
      section: 'PPC s.49',
      confidence: 'policy',
      text: {
        en: 'A term in months ends before the corresponding date; where that month has no such date, before the first of the next month.',
        ur: 'مہینوں کی سزا اسی تاریخ سے ایک دن پہلے پوری ہوتی ہے؛ وہ تاریخ نہ ہو تو اگلے ماہ کی یکم سے پہلے۔',
      },
    },
    {
      code: 'ANY_PART_OF_A_DAY',
      section: 'CrPC s.382-B; PPR 1978 r.35',
      confidence: 'policy',
      text: {
        en: 'Any part of a day in custody is a day; the days of release and of return both count as custody.',
        ur: 'دن کا کوئی بھی حصہ حراست ہو تو پورا دن شمار ہوتا ہے؛ رہائی اور واپسی کے دن دونوں شمار ہوتے ہیں۔',
      },
    },
    {
      code: 'MIXED_CHAIN_WITHOUT_REMISSION',
      section: 'CNSA 1997 s.9-A; ATA 1997 s.21-F',
      confidence: 'policy',
      text: {
        en: 'Where one of several consecutive sentences is barred from remission, none is taken from the run until a law officer has decided.',
        ur: 'مسلسل سزاؤں میں سے ایک پر معافی ممنوع ہو تو لا افسر کے فیصلے تک پورے سلسلے سے معافی منہا نہیں ہوتی۔',
      },
    },
    {
      code: 'NO_DEFAULT_BAIL',
      section: 'CrPC s.173, s.497',
      confidence: 'statute',
      text: {
        en: 'A late police report does not by itself free the accused.',
        ur: 'چالان میں تاخیر سے ملزم خود بخود رہا نہیں ہو جاتا۔',
      },
    },
  ],
}
