import { type Day, isoDay } from '../calendar/day.ts'
import { type Step, shown, u, uDay } from '../explanation.ts'
import type { Joining, Passed } from './chain.ts'
import { termInWords } from './term.ts'

const JOINED: Record<Joining, { section: string; en: string; ur: string }> = {
  BEGINS: { section: 'CrPC s.383', en: 'begins on the day of sentence', ur: 'سزا کے دن سے شروع' },
  CONCURRENT: {
    section: 'CrPC s.35, s.397',
    en: 'runs concurrently, as directed',
    ur: 'حکم کے مطابق ساتھ ساتھ چلے گی',
  },
  CONSECUTIVE: {
    section: 'CrPC s.35, s.397',
    en: 'runs after the earlier sentences, as directed',
    ur: 'حکم کے مطابق پہلی سزاؤں کے بعد چلے گی',
  },
  S35: {
    section: 'CrPC s.35',
    en: 'runs after the earlier sentence of the same trial, since the court did not direct otherwise',
    ur: 'عدالت خاموش ہے، لہٰذا اسی مقدمے کی پہلی سزا کے بعد چلے گی',
  },
  S397: {
    section: 'CrPC s.397; PLJ 2022 Lahore 519',
    en: 'of a later trial begins when the earlier sentence expires, since the court did not direct otherwise',
    ur: 'عدالت خاموش ہے، لہٰذا بعد کے مقدمے کی سزا پہلی سزا ختم ہونے پر شروع ہوگی',
  },
  AFTER_EXPIRY: {
    section: 'CrPC s.397',
    en: 'begins on its own day, the earlier sentences having expired',
    ur: 'پہلی سزائیں ختم ہو چکی تھیں، لہٰذا اپنے دن سے شروع',
  },
}

/** Writes one step for each sentence as it takes its place. */
export function explainJoining(steps: Step[]): (passed: Passed, how: Joining, start: Day, end: Day) => void {
  return (passed, how, start, end) => {
    const term = termInWords(passed.term)
    const joined = JOINED[how]
    steps.push({
      code: `TERM_${how}`,
      section: joined.section,
      text: {
        en: `Sentence ${passed.id}, ${term.en}, passed on ${shown(passed.on)}, ${joined.en}: ${shown(start)} to ${shown(end - 1)}.`,
        ur: `سزا ${u(passed.id)}، ${term.ur}، مورخہ ${uDay(passed.on)}، ${joined.ur}: ${uDay(start)} تا ${uDay(end - 1)}۔`,
      },
      value: isoDay(end - 1),
    })
  }
}
