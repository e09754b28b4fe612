import type pg from 'pg'
import { toDay, toIso } from './calendar.ts'
import type { Province } from './load/province.ts'
import { idOf, RowStore } from './load/rows.ts'

interface Convict {
  readonly id: string
  readonly jurisdiction: string
  readonly prison: number
  readonly admitted: string
  readonly earlier: number
}

/** Days after which a newcomer is classed; who came since then waits for it. */
const classedAfter = 20

/** Convicts classed by what the registers know of earlier sentences; a review falls due here and there, newcomers are undecided. */
export async function addHabits(client: pg.Client, province: Province): Promise<number> {
  const store = new RowStore(['custody.habit'])
  const day = toDay(province.today) + 1
  const { rows } = await client.query<Convict>(
    `select i.id, i.jurisdiction, i.prison_id as prison, (i.admitted_at at time zone 'Asia/Karachi')::date::text as admitted,
       (select count(*)::int from custody.imprisonment e where e.person_id = i.person_id and e.released_at < i.admitted_at
           and exists (select 1 from custody.warrant w where w.imprisonment_id = e.id and w.kind = 'conviction')) as earlier
       from custody.imprisonment i where i.state = 'in' and i.category = 'convict' order by i.year, i.number, i.prison_id`,
  )
  for (const [nth, one] of rows.entries()) {
    if (day - toDay(one.admitted) < classedAfter) continue
    const habitual = one.earlier > 0 || nth % 23 === 7
    store.add('custody.habit', {
      id: idOf('habit', one.id),
      jurisdiction: one.jurisdiction,
      prison_id: one.prison,
      imprisonment_id: one.id,
      habit: habitual ? 'habitual' : 'casual',
      ground: one.earlier > 0 ? 'earlier-convictions' : habitual ? 'court' : 'nothing-known',
      paper:
        habitual && one.earlier === 0
          ? `Judgment, direction under the rules on classification, ${nth}`
          : null,
      reason:
        one.earlier > 0
          ? 'سابقہ سزائیں ریکارڈ پر ہیں'
          : habitual
            ? 'عدالت نے فیصلے میں عادی مجرم قرار دیا'
            : 'پہلی سزا؛ تھانے اور جیل کے ریکارڈ پر کچھ نہیں',
      earlier: one.earlier,
      review_on: toIso(nth % 40 === 9 ? day : day + 30 + (nth % 300)),
      decided_by: province.officer('superintendent', one.prison) ?? province.second,
      decided_at: `${toIso(toDay(one.admitted) + classedAfter - 2)}T10:30:00+05:00`,
    })
  }
  return store.write(client)
}
