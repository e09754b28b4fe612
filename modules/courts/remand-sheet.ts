import { join } from 'node:path'
import { standing } from '#kernel/access'
import { chargesOf, getCaseHead, getParty } from '#kernel/cases'
import { nextNumber, renderDocument } from '#kernel/documents'
import { getUnit } from '#kernel/units'
import type { Tx } from '#platform/db'
import { both, code, day, identifier } from '#platform/documents-engine'
import { personOf } from './person-of.ts'
import type { NewRemandOrder } from './remand.ts'

/** Sets the order of remand on the court's letterhead in both languages; the police station or the prison sees it too. */
export async function remandSheet(
  tx: Tx,
  input: Pick<NewRemandOrder, 'partyId' | 'orderedOn' | 'order' | 'reasons'>,
  override: string | undefined,
): Promise<string> {
  const party = await getParty(tx, input.partyId)
  const head = await getCaseHead(tx, party.caseId)
  const person = await personOf(tx, party.id)
  const { order } = input
  const to = order.kind === 'police' ? head.policeStation : await getUnit(tx, order.prisonId)
  const name = (en: string | null | undefined, ur: string | null | undefined) =>
    both({ en: en ?? ur ?? '–', ur: ur ?? en ?? '–' })
  const { documentId } = await renderDocument(tx, {
    kind: 'courts.remand-order',
    template: join(import.meta.dirname, 'remand-order.typ'),
    data: {
      kind: code(order.kind),
      to: both({ en: to.nameEn, ur: to.nameUr }),
      accused: name(party.nameEn, party.nameUr),
      father: name(person.fatherEn, person.fatherUr),
      fir: identifier(`${head.firNumber}/${head.firYear}`),
      station: both({ en: head.policeStation.nameEn, ur: head.policeStation.nameUr }),
      sections: (await chargesOf(tx, party.caseId, party.id)).map(({ act, section }) =>
        identifier(`${act} ${section}`),
      ),
      on: day(input.orderedOn),
      from: order.kind === 'police' ? day(order.fromOn) : null,
      until: order.kind === 'police' ? day(order.toOn) : null,
      next: order.kind === 'judicial' ? day(order.nextDate) : null,
      reasons: input.reasons ?? null,
      beyond: override ?? null,
    },
    languages: ['ur', 'en'],
    title:
      order.kind === 'police'
        ? { en: 'Order of police remand', ur: 'حکم جسمانی ریمانڈ' }
        : { en: 'Warrant of commitment on judicial remand', ur: 'وارنٹِ حوالگی جوڈیشل ریمانڈ' },
    number: await nextNumber(tx, order.kind === 'police' ? 'PR' : 'JR'),
    caseId: party.caseId,
    units: [standing(tx).unitId, to.id],
    needs: 'courts:read-orders',
  })
  return documentId
}
