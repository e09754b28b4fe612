import type pg from 'pg'
import type { Province } from './load/province.ts'

/** Kind, names, sex, rate, and the share of a prison's working convicts it has places for. */
const gangs = [
  ['factory', 'Uniform factory', 'وردی فیکٹری', 'M', 'uniform'],
  ['factory', 'Carpet looms', 'قالین کھڈی', 'M', 'skilled'],
  ['kitchen', 'Kitchen', 'لنگر خانہ', 'M', 'unskilled'],
  ['garden', 'Garden', 'باغ', 'M', 'unskilled'],
  ['service', 'Jail service', 'جیل سروس', 'M', 'unskilled'],
  ['factory', 'Sewing room', 'سلائی کمرہ', 'F', 'uniform'],
] as const

const courses = [
  ['literacy', 'ماسٹر غلام حیدر', 'اسکول، سرکل 1'],
  ['quran-nazra', 'قاری عبدالستار', 'مسجد'],
  ['matric', 'پروفیسر امداد علی', 'اسکول، سرکل 1'],
  ['technical', 'استاد کریم بخش', 'ورکشاپ'],
] as const

/** The same identifier for the same thing, made in the database. Version 8 of RFC 9562. */
const id = (...parts: readonly string[]) =>
  `overlay(overlay(md5(concat_ws('/', 'regime', ${parts.join(', ')})) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid`
/** The same number from 0 to 99 for the same thing. */
const chance = (...parts: readonly string[]) => `mod(abs(hashtext(concat_ws('/', ${parts.join(', ')}))), 100)`

/**
 * Work and courses of the demo: three of four convicts in gangs, mustered since the beginning of last month but for today, last month's
 * wages waiting for the second officer, and of the passed courses one to propose, one to forward and one late to decide.
 */
export async function addRegime(client: pg.Client, province: Province): Promise<number> {
  const { rows: prisons } = await client.query<{ id: number; jurisdiction: string }>(
    `select distinct prison_id as id, jurisdiction from custody.imprisonment where state = 'in' order by 1`,
  )
  let total = 0
  for (const { id: prison, jurisdiction } of prisons) {
    const first = province.officer('assistant-superintendent', prison) ?? province.first
    const deputy = province.officer('deputy-superintendent', prison) ?? province.first
    const second = province.officer('superintendent', prison) ?? province.second
    const given = { prison, jurisdiction, first, deputy, second, today: province.today }
    for (const statement of [...work(), ...education()]) total += await run(client, statement, given)
  }
  return total
}

/** Puts `:name` in place; values are numbers, codes and identifiers of this loader alone. */
async function run(
  client: pg.Client,
  statement: string,
  given: Readonly<Record<string, string | number>>,
): Promise<number> {
  const names = [...new Set(statement.match(/(?<!:):[a-z]+/g) ?? [])]
  const text = statement.replaceAll(/(?<!:):[a-z]+/g, (name) => `$${names.indexOf(name) + 1}`)
  const { rowCount } = await client.query(
    text,
    names.map((name) => given[name.slice(1)]),
  )
  return rowCount ?? 0
}

const lastMonth = `(date_trunc('month', :today::date + 1) - interval '1 month')::date`

function work(): string[] {
  const places = gangs
    .map(([kind, en, ur, sex, rate], at) => `(${at}, '${kind}', '${en}', '${ur}', '${sex}', '${rate}')`)
    .join(', ')
  return [
    `insert into custody.gang (id, jurisdiction, prison_id, kind, name_en, name_ur, sex, capacity, rate_code, opened_by, opened_at)
      select ${id(':prison::text', 'g.en')}, :jurisdiction::text, :prison::integer, g.kind, g.en, g.ur, g.sex,
          -- No gang has more than two thousand places; in the largest loads the rest of a prison stays without one.
          least(2000, greatest(6, ceil(c.n * case g.sex when 'M' then 0.2 else 1 end)::integer + 2)), g.rate, :first::uuid, '2024-07-01T10:00:00+05:00'
        from (values ${places}) as g(at, kind, en, ur, sex, rate)
        join lateral (select count(*) as n from custody.imprisonment i join people.record p on p.id = i.record_id
          where i.prison_id = :prison::integer and i.state = 'in' and i.category = 'convict' and p.sex = g.sex) c on c.n > 1`,
    `insert into custody.labour (id, jurisdiction, prison_id, imprisonment_id, gang_id, basis, reason, from_on, assigned_by, assigned_at)
      select ${id(`'labour'`, 'c.id::text')}, :jurisdiction::text, :prison::integer, c.id, g.id, c.basis, 'تجربہ اور ضرورت کے مطابق',
          c.since, :first::uuid, c.since + time '10:00'
        from (select i.id, p.sex, row_number() over (partition by p.sex order by i.year, i.number) as nth,
            case when exists (select 1 from custody.warrant w join courts.sentence s on s.party_id = w.party_id
              where w.imprisonment_id = i.id and s.imprisonment in ('rigorous', 'life')) then 'rigorous' else 'volunteer' end as basis,
            least(:today::date, (i.admitted_at at time zone 'Asia/Karachi')::date + 3) as since
          from custody.imprisonment i join people.record p on p.id = i.record_id
         where i.prison_id = :prison::integer and i.state = 'in' and i.category = 'convict'
           and not exists (select 1 from custody.fitness f where f.imprisonment_id = i.id and f.kind = 'labour' and not f.fit)
           and not exists (select 1 from custody.medical_ward m where m.imprisonment_id = i.id and m.until_at is null)) c
        join (select x.id, x.sex, x.capacity, row_number() over (partition by x.sex order by x.name_en) as nth, count(*) over (partition by x.sex) as many
          from custody.gang x where x.prison_id = :prison::integer) g on g.sex = c.sex and g.nth = mod(c.nth, g.many) + 1
       where mod(c.nth, 4) <> 3 and div(c.nth, g.many) < g.capacity`,
    `insert into custody.muster (imprisonment_id, on_date, jurisdiction, prison_id, gang_id, mark, pieces, marked_by, marked_at)
      select m.imprisonment_id, m.on_date, :jurisdiction::text, :prison::integer, m.gang_id, m.mark,
          case when m.piece and m.mark in ('worked', 'half') then 1 + mod(m.h, 3) else 0 end, :first::uuid, m.on_date + time '16:30'
        from (select l.imprisonment_id, l.gang_id, d::date as on_date, ${chance('l.imprisonment_id', 'd::date')} as h, g.rate_code = 'uniform' as piece,
            case when custody.outside_on(l.imprisonment_id, d::date) then 'outside'
              else (array['worked', 'half', 'ill', 'absent', 'refused'])[width_bucket(${chance('l.imprisonment_id', 'd::date')}, array[0, 84, 90, 96, 99])] end as mark
          from custody.labour l join custody.gang g on g.id = l.gang_id
          cross join generate_series(${lastMonth}, :today::date, interval '1 day') d
         where l.prison_id = :prison::integer and l.from_on <= d::date and extract(dow from d) <> 0) m`,
    `insert into custody.wage_sheet (id, jurisdiction, prison_id, month, prepared_by, prepared_at)
      select ${id(`'wages'`, ':prison::text')}, :jurisdiction::text, :prison::integer, ${lastMonth}, :first::uuid,
          date_trunc('month', :today::date + 1) + interval '10 hours'
       where exists (select 1 from custody.wages_of(:prison::integer, ${lastMonth}) w where w.paisa > 0)`,
    `insert into custody.wage_line (sheet_id, imprisonment_id, jurisdiction, prison_id, half_days, pieces, paisa)
      select s.id, w.imprisonment_id, :jurisdiction::text, :prison::integer, w.half_days, w.pieces, w.paisa
        from custody.wage_sheet s cross join custody.wages_of(s.prison_id, s.month) w where s.prison_id = :prison::integer and w.paisa > 0`,
  ]
}

function education(): string[] {
  const held = courses
    .map(([kind, teacher, place], at) => `(${at}, '${kind}', '${teacher}', '${place}')`)
    .join(', ')
  return [
    `insert into custody.course (id, jurisdiction, prison_id, kind_code, teacher, place, capacity, from_on, opened_by, opened_at)
      select ${id(`'course'`, ':prison::text', 'c.kind')}, :jurisdiction::text, :prison::integer, c.kind, c.teacher, c.place, 30,
          (:today::date - 200), :first::uuid, (:today::date - 200) + time '10:00'
        from (values ${held}) as c(at, kind, teacher, place)
       where (select count(*) from custody.imprisonment i where i.prison_id = :prison::integer and i.state = 'in') > 4`,
    // Everybody's course by chance; a convict of some while may have passed it.
    `insert into custody.enrolment (id, jurisdiction, prison_id, imprisonment_id, course_id, from_on, ended_on, outcome, enrolled_by, enrolled_at)
      select ${id(`'enrolment'`, 'e.id::text')}, :jurisdiction::text, :prison::integer, e.id, c.id, e.since,
          case when e.passed then :today::date - 21 end, case when e.passed then 'passed' end, :first::uuid, e.since + time '11:00'
        from (select i.*, i.kind = 'convict' and i.free and i.since < :today::date - 60 and row_number() over (partition by i.kind, i.free, i.course, i.since < :today::date - 60 order by i.id) <= 2 as passed
          from (select s.id, s.category as kind, greatest(:today::date - 190, (s.admitted_at at time zone 'Asia/Karachi')::date + 5) as since,
              -- Whom no law of its own bars from remission.
              not exists (select 1 from custody.warrant w where w.imprisonment_id = s.id and w.sections ~ '(CNSA|ATA)') as free,
              ${chance('s.id', `'course'`)} % 4 as course from custody.imprisonment s
             where s.prison_id = :prison::integer and s.state = 'in' and s.admitted_at < :today::date - 12
               and ${chance('s.id', `'learns'`)} < case s.category when 'convict' then 55 else 12 end) i) e
        join (select x.id, row_number() over (order by x.kind_code) - 1 as nth from custody.course x where x.prison_id = :prison::integer) c on c.nth = e.course`,
    `insert into custody.attendance (enrolment_id, on_date, jurisdiction, prison_id, present, marked_by, marked_at)
      select e.id, d::date, :jurisdiction::text, :prison::integer, ${chance('e.id', 'd::date')} < 88, :first::uuid, d::date + time '12:00'
        from custody.enrolment e cross join generate_series(:today::date - 24, :today::date, interval '1 day') d
       where e.prison_id = :prison::integer and extract(dow from d) <> 0 and e.from_on <= d::date and (e.ended_on is null or e.ended_on >= d::date)`,
    `insert into custody.result_card (id, jurisdiction, prison_id, imprisonment_id, enrolment_id, course_code, passed, marks, issued_by, number, issued_on, entered_by, entered_at)
      select ${id(`'result'`, 'e.id::text')}, :jurisdiction::text, :prison::integer, e.imprisonment_id, e.id, c.kind_code, true,
          case when c.kind_code = 'matric' then 60 + ${chance('e.id', `'marks'`)} % 31 end,
          case c.kind_code when 'matric' then 'ثانوی تعلیمی بورڈ' when 'technical' then 'ٹیوٹا' else 'ڈسٹرکٹ ایجوکیشن افسر' end,
          'R-' || (10000 + ${chance('e.id', `'paper'`)} * 37), e.ended_on - 3, :first::uuid, e.ended_on + time '12:00'
        from custody.enrolment e join custody.course c on c.id = e.course_id where e.prison_id = :prison::integer and e.outcome = 'passed'`,
    // The first result waits for the deputy, the second for the Superintendent, the third, late, for the Inspector-General.
    `insert into custody.earned_proposal (id, jurisdiction, prison_id, imprisonment_id, result_id, state, standing, citation, remarks, due_on,
        proposed_by, proposed_at, forwarded_by, forwarded_at)
      select ${id(`'proposal'`, 'r.id::text')}, :jurisdiction::text, :prison::integer, r.imprisonment_id, r.id,
          case r.nth when 2 then 'proposed' else 'forwarded' end, 'refer', l.citation, 'باقاعدگی سے شریک رہا، نتیجہ منسلک ہے',
          case r.nth when 2 then :today::date + 3 when 3 then :today::date - 1 else :today::date + 4 end, :deputy::uuid, (:today::date - 9) + time '11:00',
          case when r.nth > 2 then :second::uuid end, case when r.nth > 2 then (:today::date - 6) + time '12:00' end
        from (select x.*, row_number() over (order by x.id) as nth from custody.result_card x where x.prison_id = :prison::integer) r
        join lateral (select c.citation, c.standing from custody.course_remission c where c.course_code = r.course_code
          and c.jurisdiction in (:jurisdiction::text, 'PK') order by c.jurisdiction = 'PK', c.from_on desc limit 1) l on l.standing = 'refer'
       where r.nth between 2 and 4`,
  ]
}
