import type pg from 'pg'
import type { Province } from './load/province.ts'
import { idOf } from './load/rows.ts'

/** Where the demo's officers work. */
const prison = 'PRS-HYD-C'

/** What the gate wrote later, and what became of it. */
const stories = [
  { minutes: 25, settled: null, asked: null },
  {
    minutes: 10,
    settled: null,
    asked: 'ٹرک کا ڈرائیور کہتا ہے واپسی اس سے پہلے ہوئی؛ ریکارڈ ڈیوڑھی کے دوسرے محرر کا ہے',
  },
  { minutes: 40, settled: 'note', asked: null },
] as const

/**
 * The gate of the demo's prison was without a connection for a while: returns from court that another officer had already written down.
 * One waits for the gate to choose, one is before the superintendent, one is kept as a note.
 */
export async function addGateActs(client: pg.Client, province: Province): Promise<number> {
  const prisonId = province.unitId(prison)
  const { rows: ways } = await client.query<{
    id: string
    imprisonment_id: string
    out_at: string
    in_at: string
    court_en: string | null
    court_ur: string | null
  }>(
    `select m.id, m.imprisonment_id, m.out_at, m.in_at, u.name_en as court_en, u.name_ur as court_ur from custody.movement m
       join custody.imprisonment i on i.id = m.imprisonment_id and i.state = 'in' and i.prison_id = m.prison_id
       left join units.current_unit u on u.id = m.destination_id
      where m.prison_id = $1 and m.kind = 'CRT' and m.in_at is not null and m.in_at - m.out_at > interval '1 hour'
      order by m.in_at desc, m.id limit $2`,
    [prisonId, stories.length],
  )
  const officer = (post: string) => province.officer(post, prisonId) ?? province.first
  const rows = ways.map((way, nth) => {
    const { minutes, settled, asked } = stories[nth]!
    const doneAt = new Date(Date.parse(way.in_at) - minutes * 60_000).toISOString()
    const later = new Date(Date.parse(way.in_at) + 1_000).toISOString()
    const id = idOf('gate-act', way.id)
    return {
      id,
      jurisdiction: province.jurisdictionOf(prisonId),
      prison_id: prisonId,
      imprisonment_id: way.imprisonment_id,
      kind: 'back',
      body: {
        id,
        kind: 'back',
        imprisonmentId: way.imprisonment_id,
        warrantId: null,
        hearingId: null,
        movementId: way.id,
        outAct: null,
        doneAt,
      },
      done_at: doneAt,
      done_by: officer('gate-officer'),
      received_at: later,
      movement_id: way.id,
      outcome: 'conflict',
      conflict: {
        codes: ['recorded'],
        record: {
          kind: 'CRT',
          outAt: new Date(way.out_at).toISOString(),
          inAt: new Date(way.in_at).toISOString(),
          destination: way.court_en === null ? null : { en: way.court_en, ur: way.court_ur ?? way.court_en },
          outBy: null,
          inBy: null,
        },
      },
      asked_why: asked,
      asked_by: asked === null ? null : officer('gate-officer'),
      asked_at: asked === null ? null : later,
      settled,
      settled_why: settled === null ? null : 'گھڑی آلے کی درست تھی؛ واپسی کا وقت بطور نوٹ رہے',
      settled_by: settled === null ? null : officer('gate-officer'),
      settled_at: settled === null ? null : later,
    }
  })
  if (rows.length > 0)
    await client.query(
      `insert into custody.gate_act select * from jsonb_populate_recordset(null::custody.gate_act, $1::jsonb)`,
      [JSON.stringify(rows)],
    )
  return rows.length
}
