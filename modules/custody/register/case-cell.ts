import { clean, isBlank, latinDigits, saysNothing, soften } from './script.ts'
import { splitSections } from './sections.ts'

/** One FIR cell taken apart. Registers often write number, sections and police station in one column. */
export type CaseCell = { fir: string; sections: string; policeStation: string }

const NUMBER = /(?<![\d/.-])(\d{1,5}(?:-?[a-z])?)\s*[/\\]\s*((?:19|20)?\d{2})(?![\d/.-])/i
const UNDER_SECTION = /(?:\bu\s*\/\s*ss?\b\.?|\bunder sections?\b|زیر دفعہ|بجرم|جرم)\s*:?\s*/iu
const STATION = /(?<![\p{L}])(?:p\s*[./]?\s*s\b\.?|police station|تھانہ)\s*:?\s*/iu
const LABEL = /^(?:case\s*)?(?:f\.?i\.?r\.?|ایف آئی آر|مقدمہ|crime)?\s*(?:no\.?|number|#|نمبر)?\s*[:.]?\s*/iu

/** `Case FIR No. 62/2026 U/S 302/34 PPC PS Civil Lines` → its three parts; a plain number stays what it is. */
export function readCaseCell(text: string): CaseCell {
  const whole = clean(text)
  if (isBlank(whole) || saysNothing(whole)) return { fir: '', sections: '', policeStation: '' }
  const section = UNDER_SECTION.exec(whole)
  const station = STATION.exec(whole)
  const marks = [section, station].filter((mark) => mark !== null)
  const partAfter = (mark: RegExpExecArray | null): string => {
    if (!mark) return ''
    const from = mark.index + mark[0].length
    const next = Math.min(
      whole.length,
      ...marks.filter((other) => other.index > mark.index).map((other) => other.index),
    )
    return whole.slice(from, next).replace(/^[\s,.-]+|[\s,.;-]+$/g, '')
  }
  const head = whole.slice(0, Math.min(whole.length, ...marks.map((mark) => mark.index)))
  const stated = clean(head.replace(LABEL, '')).replace(/[\s,;.-]+$/, '')
  const fir = stated || (NUMBER.exec(latinDigits(whole))?.[0] ?? '')
  const number = section === null ? NUMBER.exec(latinDigits(fir)) : null
  if (number) {
    // "62/2026 302/34 PPC": what follows the number is sections only if it names their Act.
    const rest = fir.slice(number.index + number[0].length).replace(/^[\s,;:-]+/, '')
    const named = splitSections(rest).some(({ actAssumed }) => !actAssumed)
    if (named)
      return {
        fir: clean(fir.slice(0, number.index + number[0].length)),
        sections: rest,
        policeStation: partAfter(station),
      }
  }
  return { fir: saysNothing(fir) ? '' : fir, sections: partAfter(section), policeStation: partAfter(station) }
}

/** The number and year of a FIR, for comparing only: `FIR No. 062/26 dt 3.1.26` and `62/2026` are one. */
export function firKey(fir: string): string {
  const plain = soften(fir)
  const found = NUMBER.exec(plain)
  if (!found?.[1] || !found[2]) return plain.replace(/\s+/g, ' ')
  const year = found[2].length === 2 ? `20${found[2]}` : found[2]
  return `${found[1].replace(/^0+(?=\d)/, '')}/${year}`
}
