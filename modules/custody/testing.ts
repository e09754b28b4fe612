import type { NewAdmission } from './contract.ts'

/** An admission on a paper warrant, complete but for what the test says. */
export function aPaperAdmission(
  given: Omit<Partial<NewAdmission>, 'paper'> & { paper?: Partial<NonNullable<NewAdmission['paper']>> } = {},
) {
  return {
    person: {
      nameEn: 'Allah Dino',
      nameUr: 'اللہ ڈنو',
      fatherEn: 'Muhammad Siddiq',
      fatherUr: 'محمد صدیق',
      sex: 'M' as const,
    },
    category: 'under-trial' as const,
    ...given,
    paper: {
      reason: 'The court is not connected yet',
      sections: '381-A PPC',
      issuedOn: '2026-02-01',
      detainedSince: '2026-01-20',
      firNumber: 14,
      firYear: 2026,
      ...given.paper,
    },
  }
}
