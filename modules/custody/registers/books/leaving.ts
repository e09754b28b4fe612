import type { BothLanguages } from '#platform/http/contract'
import { words } from '../define.ts'

/** On what ground somebody left, in words; deaths and escapes have registers of their own besides. */
export const leavingGrounds: Record<string, BothLanguages> = {
  ...words('custody:release-ground', [
    'bail',
    'acquittal',
    'discharge',
    'compromise',
    'sentence-suspended',
    'suspended',
    'expiry',
    'fine-paid',
    'licence',
    'transfer',
    'death',
  ]),
  escape: { en: 'escape', ur: 'فرار' },
  remission: { en: 'remission', ur: 'معافی' },
  parole: { en: 'parole', ur: 'پیرول' },
  probation: { en: 'probation', ur: 'پروبیشن' },
  deportation: { en: 'deportation', ur: 'ملک بدری' },
}
