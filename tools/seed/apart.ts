import type pg from 'pg'
import type { Province } from './load/province.ts'
import { idOf, RowStore } from './load/rows.ts'

interface Mover {
  readonly id: string
  readonly jurisdiction: string
  readonly prison: number
  readonly from: string
  readonly sex: string
  readonly ages: string
  readonly holds: string
}

interface Ward {
  readonly kind: 'habitual' | 'isolation'
  readonly reason: 'separation' | 'medical'
  readonly name: (holds: string) => { readonly en: string; readonly ur: string }
}

const habitual: Ward = {
  kind: 'habitual',
  reason: 'separation',
  name: () => ({ en: 'Habitual convicts', ur: 'عادی سزا یافتہ بیرک' }),
}
const isolation: Ward = {
  kind: 'isolation',
  reason: 'medical',
  name: (holds) =>
    holds === 'convict'
      ? { en: 'Isolation, convicts', ur: 'علیحدگی، سزا یافتہ' }
      : { en: 'Isolation', ur: 'علیحدگی' },
}

/**
 * The evening after the last lock-up: habitual convicts move into a barrack of their own and the others' barracks are declared for
 * casual ones, and whoever the medical officer has ordered into isolation gets a place there.
 */
export async function addApart(client: pg.Client, province: Province): Promise<number> {
  const mover = `i.id, i.jurisdiction, i.prison_id as prison, a.location_id as from, l.sex, l.ages, l.holds
     from custody.imprisonment i join custody.allocation a on a.imprisonment_id = i.id and a.to_at is null
     join custody.location l on l.id = a.location_id`
  const { rows: convicts } = await client.query<Mover>(
    `select ${mover} join custody.habit h on h.imprisonment_id = i.id and h.habit = 'habitual'
      where i.state = 'in' and l.holds = 'convict' and l.sex = 'M' and l.ages = 'adult' and l.ward = 'ordinary'
        and not exists (select 1 from custody.medical_ward w where w.imprisonment_id = i.id and w.until_at is null)
      order by i.prison_id, i.year, i.number`,
  )
  const { rows: isolated } = await client.query<Mover>(
    `select ${mover} join custody.medical_ward w on w.imprisonment_id = i.id and w.until_at is null and w.ward = 'isolation'
      where i.state = 'in' and l.ward <> 'isolation' order by i.prison_id, i.year, i.number`,
  )
  const written =
    (await moveTo(client, province, habitual, convicts)) +
    (await moveTo(client, province, isolation, isolated))
  await client.query(
    `update custody.location set habit = 'casual' where kind = 'barrack' and holds = 'convict' and sex = 'M' and ages = 'adult'
       and ward = 'ordinary' and habit is null and prison_id = any ($1::integer[])`,
    [[...new Set(convicts.map(({ prison }) => prison))]],
  )
  return written
}

async function moveTo(
  client: pg.Client,
  province: Province,
  ward: Ward,
  movers: readonly Mover[],
): Promise<number> {
  const store = new RowStore([
    'custody.location',
    'custody.capacity',
    'custody.allocation',
    'custody.movement',
  ])
  const { first, today } = province
  const at = `${today}T19:30:00+05:00`
  const groups = Map.groupBy(movers, ({ prison, sex, ages, holds }) => [prison, sex, ages, holds].join('/'))
  let position = 9_000
  for (const [key, members] of groups) {
    const { jurisdiction, prison, sex, ages, holds, from } = members[0]!
    const shared = { jurisdiction, prison_id: prison }
    const { rows: built } = await client.query<{ id: string; beds: string[] }>(
      `select l.id, array(select b.id from custody.location b where b.parent_id = l.id and b.kind = 'bed'
           and not exists (select 1 from custody.allocation a where a.bed_id = b.id and a.to_at is null) order by b.position) as beds
         from custody.location l where l.prison_id = $1 and l.kind = 'barrack' and l.sex = $2 and l.ages = $3 and l.holds = $4
          and l.ward = 'isolation' and $5 order by l.position limit 1`,
      [prison, sex, ages, holds, ward.kind === 'isolation'],
    )
    const there = built.find(({ beds }) => beds.length >= members.length)
    const { rows } = await client.query<{ id: string }>(
      `select coalesce((select c.id from custody.location c where c.prison_id = $1 and c.kind = 'circle' and c.name_en like 'Hospital%' and $3),
         (select parent_id from custody.location where id = $2)) as id`,
      [prison, from, ward.kind === 'isolation'],
    )
    position += 1
    const barrack = there?.id ?? idOf('location', ward.kind, key)
    const { en, ur } = ward.name(holds)
    const use = {
      sex,
      ages,
      holds,
      ward: ward.kind === 'isolation' ? 'isolation' : 'ordinary',
      habit: ward.kind === 'habitual' ? 'habitual' : null,
    }
    const location = (
      id: string,
      kind: string,
      parent: string,
      name: { en: string; ur: string },
      nth: number,
      of: object,
    ) =>
      store.add('custody.location', {
        id,
        ...shared,
        kind,
        parent_id: parent,
        name_en: name.en,
        name_ur: name.ur,
        position: nth,
        sex: null,
        ages: null,
        holds: null,
        ward: null,
        habit: null,
        created_by: first,
        created_at: '2024-07-01T10:00:00+05:00',
        ...of,
      })
    const beds = Math.max(4, Math.ceil(members.length * 1.2))
    const bedIds = there?.beds ?? Array.from({ length: beds }, (_, nth) => idOf('bed', barrack, nth))
    if (there === undefined) {
      location(barrack, 'barrack', rows[0]!.id, { en, ur }, position, use)
      store.add('custody.capacity', {
        location_id: barrack,
        from_on: '2024-07-01',
        ...shared,
        authorised: beds,
        working: beds,
        maximum: beds + 4,
        reason: 'Order of the Inspector-General on sanctioned accommodation',
        set_by: first,
        set_at: '2024-07-01T10:00:00+05:00',
      })
      for (const [nth, bed] of bedIds.entries())
        location(bed, 'bed', barrack, { en: `Bed ${nth + 1}`, ur: `بستر ${nth + 1}` }, nth, {})
    }
    await client.query(
      `update custody.allocation set to_at = $2 where to_at is null and imprisonment_id = any ($1::uuid[])`,
      [members.map(({ id }) => id), at],
    )
    for (const [nth, one] of members.entries()) {
      store.add('custody.allocation', {
        id: idOf('allocation', ward.kind, one.id),
        ...shared,
        imprisonment_id: one.id,
        location_id: barrack,
        bed_id: bedIds[nth] ?? null,
        from_at: at,
        to_at: null,
        reason: ward.reason,
        despite: [],
        allocated_by: first,
      })
      store.add('custody.movement', {
        id: idOf('movement', ward.kind, one.id),
        ...shared,
        imprisonment_id: one.id,
        kind: 'INT',
        reason: ward.reason,
        out_at: at,
        in_at: at,
        from_location: one.from,
        to_location: barrack,
        recorded_by: first,
        recorded_at: at,
      })
    }
    if (ward.kind === 'isolation')
      await client.query(
        `update custody.medical_ward set location_id = $2 where until_at is null and imprisonment_id = any ($1::uuid[])`,
        [members.map(({ id }) => id), barrack],
      )
  }
  return store.write(client)
}
