import { sql } from 'kysely'
import { defineComputationSource, type StoredComputation } from '#kernel/law'
import { servesNow } from '../sentence/release-date.ts'

const first = '00000000-0000-0000-0000-000000000000'

/** Dates of release that stand, for the simulation of a change of law. */
defineComputationSource({
  key: 'custody.release-date',
  async list(tx, after, limit) {
    const { rows } = await sql<Omit<StoredComputation, 'rule'>>`
      select r.id, r.inputs, r.result, u.code || ' ' || i.number || '/' || i.year as label
        from custody.release_date r join custody.imprisonment i on i.id = r.imprisonment_id
        join units.current_unit u on u.id = i.prison_id
       where r.state in ('computed', 'proposed', 'confirmed') and ${servesNow} and r.id > ${after ?? first}::uuid
       order by r.id limit ${limit}`.execute(tx)
    return rows.map((row) => ({ ...row, rule: 'sentence' as const }))
  },
})

/** Clocks of statutory bail that run. Those that the facts gave no date are with a court or law officer already. */
defineComputationSource({
  key: 'custody.bail-clock',
  async list(tx, after, limit) {
    const { rows } = await sql<Omit<StoredComputation, 'rule'>>`
      select b.id, b.inputs, b.result, u.code || ' ' || i.number || '/' || i.year as label
        from custody.bail_clock b join custody.imprisonment i on i.id = b.imprisonment_id
        join units.current_unit u on u.id = i.prison_id
       where b.superseded_at is null and b.hash <> '' and i.state = 'in' and b.id > ${after ?? first}::uuid
       order by b.id limit ${limit}`.execute(tx)
    return rows.map((row) => ({ ...row, rule: 'statutory-bail' as const }))
  },
})
