import { NewPersonRecord } from './contract.ts'

/** A fictional person's particulars, complete but for what the test says. */
export function fictionalRecord(given: Partial<NewPersonRecord> = {}): NewPersonRecord {
  return NewPersonRecord.parse({
    nameEn: 'Bashir Ahmad',
    nameUr: 'بشیر احمد',
    fatherEn: 'Nazir Ahmad',
    fatherUr: 'نذیر احمد',
    sex: 'M',
    ...given,
  })
}
