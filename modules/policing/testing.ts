import { fictionalRecord } from '#kernel/people/testing'
import { NewFir } from './contract.ts'

let complainants = 0

/**
 * A theft of a motorcycle in Hyderabad with one named accused, complete but for what the test says. Each has another complainant,
 * or the second would be doubted as the first told again.
 */
export function aFir(given: Partial<Omit<NewFir, 'accused'>> & { accused?: NewFir['accused'] } = {}): NewFir {
  return NewFir.parse({
    firNumber: 112,
    firOn: '2026-03-04',
    occurredOn: '2026-03-03',
    occurredAtPlace: 'Latifabad No. 7',
    reportedAt: '2026-03-04T11:30:00+05:00',
    narrativeUr: 'سائل کی موٹر سائیکل ملزم چوری کر کے لے گیا۔',
    offences: [{ act: 'PPC', section: '381A' }],
    complainant: fictionalRecord({
      nameEn: 'Rashid Memon',
      nameUr: 'راشد میمن',
      cnic: `41304${String(++complainants * 7 + 2_104_300)}1`,
    }),
    accused: [{ person: fictionalRecord({ nameEn: 'Ghulam Nabi', nameUr: 'غلام نبی' }) }],
    property: [{ description: 'موٹر سائیکل 70 سی سی' }],
    ...given,
  })
}
