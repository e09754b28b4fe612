import type pg from 'pg'
import type { ExtraField, ListValue } from '../../kernel/extra-fields/contract.ts'
import { toDay, toIso } from './calendar.ts'
import type { Province } from './load/province.ts'
import { idOf } from './load/rows.ts'

/**
 * What the demo's departments ask beside the system's own fields: Sindh and Punjab differ, as departments do, and one great prison has
 * a question of its own. The fields are believable choices; the orders they name are fictional, and say so.
 */

const value = (key: string, en: string, ur: string): ListValue => ({ value: key, en, ur })

function field(
  key: string,
  kind: ExtraField['kind'],
  en: string,
  ur: string,
  more: Partial<ExtraField> = {},
): ExtraField {
  return { key, kind, label: { en, ur }, required: false, sealed: false, ...more }
}

const languages: ListValue[] = [
  value('sindhi', 'Sindhi', 'سندھی'),
  value('urdu', 'Urdu', 'اردو'),
  value('balochi', 'Balochi', 'بلوچی'),
  value('brahui', 'Brahui', 'براہوی'),
  value('pashto', 'Pashto', 'پشتو'),
  value('siraiki', 'Siraiki', 'سرائیکی'),
  value('dhatki', 'Dhatki', 'ڈھاٹکی'),
  value('punjabi', 'Punjabi', 'پنجابی'),
]

const tribe = field('tribe', 'text', 'Tribe', 'قبیلہ')
const zakat = field('zakat', 'yes-no', 'Zakat deserving', 'مستحقِ زکوٰۃ', {
  help: {
    en: 'As the local Zakat committee or the family says.',
    ur: 'مقامی زکوٰۃ کمیٹی یا اہلِ خانہ کے بیان کے مطابق۔',
  },
})
const spoken = field('languages', 'several', 'Languages spoken', 'بولی جانے والی زبانیں', {
  values: languages,
})
const headman = field('headman', 'text', 'Headman (wadera) of the village', 'گاؤں کا وڈیرہ')
const feud = field('feud', 'text', 'Feud that puts the prisoner at risk', 'دشمنی جس سے اسیر کو خطرہ ہو', {
  sealed: true,
})

interface Version {
  readonly form: string
  readonly jurisdiction: string
  readonly unit?: string
  readonly version: number
  /** Days before the demo's last day on which it came into force; below zero ahead. */
  readonly daysAgo: number
  readonly fields: readonly ExtraField[]
  readonly why: string
  readonly open?: true
}

const order = (en: string, ur: string) => `${en} (demo: fictional order) · ${ur} (آزمائشی: فرضی حکم)`

const versions: readonly Version[] = [
  {
    form: 'custody.admission',
    jurisdiction: 'PK-SD',
    version: 1,
    daysAgo: 1200,
    fields: [tribe, zakat, { ...spoken, values: languages.slice(0, 4) }],
    why: order('Prison Department of Sindh, circular 3', 'محکمہ جیل سندھ، سرکلر 3'),
  },
  {
    form: 'custody.admission',
    jurisdiction: 'PK-SD',
    version: 2,
    daysAgo: 60,
    fields: [tribe, zakat, spoken, headman, feud],
    why: order('Prison Department of Sindh, circular 11', 'محکمہ جیل سندھ، سرکلر 11'),
  },
  {
    form: 'custody.admission',
    jurisdiction: 'PK-SD',
    version: 3,
    daysAgo: -30,
    fields: [
      tribe,
      zakat,
      spoken,
      headman,
      field('trade', 'one', 'Skilled in a trade', 'ہنر', {
        values: [
          value('none', 'None', 'کوئی نہیں'),
          value('mason', 'Mason', 'راج'),
          value('tailor', 'Tailor', 'درزی'),
          value('carpenter', 'Carpenter', 'بڑھئی'),
          value('electrician', 'Electrician', 'الیکٹریشن'),
          value('other', 'Other', 'دیگر'),
        ],
      }),
      feud,
    ],
    why: order('For the workshops: who knows a trade', 'کارخانوں کے لیے: کون ہنرمند ہے'),
    open: true,
  },
  {
    form: 'custody.admission',
    jurisdiction: 'PK-SD',
    unit: 'PRS-HYD-C',
    version: 1,
    daysAgo: 200,
    fields: [
      field('bedding', 'one', 'Bedding brought along', 'ساتھ لایا گیا بستر', {
        values: [
          value('none', 'None', 'کوئی نہیں'),
          value('blanket', 'Blanket', 'کمبل'),
          value('quilt', 'Quilt and sheet', 'رضائی اور چادر'),
        ],
      }),
    ],
    why: order('The prison’s own: the store has too few blankets', 'جیل کا اپنا سوال: گودام میں کمبل کم ہیں'),
  },
  {
    form: 'custody.admission',
    jurisdiction: 'PK-PB',
    version: 1,
    daysAgo: 400,
    fields: [
      field('biradari', 'text', 'Biradari', 'برادری'),
      field('lambardar', 'text', 'Name of the lambardar', 'نمبردار کا نام', {
        help: { en: 'Of the village or chak.', ur: 'گاؤں یا چک کا۔' },
      }),
      field('zakat', 'one', 'Zakat and Ushr', 'زکوٰۃ و عشر', {
        values: [
          value('deserving', 'Deserving, certified', 'مستحق، تصدیق شدہ'),
          value('claimed', 'Deserving, not certified', 'مستحق، غیر تصدیق شدہ'),
          value('no', 'Not deserving', 'غیر مستحق'),
        ],
      }),
      field('land', 'number', 'Land held', 'زیرِ ملکیت زمین', {
        unit: { en: 'kanal', ur: 'کنال' },
        least: 0,
        most: 100_000,
        decimals: 1,
      }),
      field('schooling', 'one', 'Schooling', 'تعلیم', {
        required: true,
        values: [
          value('none', 'Cannot read', 'ناخواندہ'),
          value('nazra', 'Reads the Quran', 'ناظرہ'),
          value('primary', 'Primary', 'پرائمری'),
          value('matric', 'Matric', 'میٹرک'),
          value('higher', 'Higher', 'اعلیٰ'),
        ],
      }),
    ],
    why: order('Home Department of Punjab, form P-7', 'محکمہ داخلہ پنجاب، فارم پی-7'),
  },
  {
    form: 'custody.visitor',
    jurisdiction: 'PK-SD',
    version: 1,
    daysAgo: 300,
    fields: [
      field('came-by', 'one', 'Comes by', 'آمد کا ذریعہ', {
        values: [
          value('bus', 'Bus or coach', 'بس یا کوچ'),
          value('train', 'Train', 'ریل گاڑی'),
          value('own', 'Own vehicle', 'اپنی سواری'),
          value('foot', 'On foot', 'پیدل'),
        ],
      }),
      field('hours', 'number', 'Hours on the way', 'سفر کا دورانیہ', {
        unit: { en: 'hours', ur: 'گھنٹے' },
        least: 0,
        most: 72,
        decimals: 1,
      }),
    ],
    why: order('For families from afar', 'دور سے آنے والے خاندانوں کے لیے'),
  },
  {
    form: 'custody.visitor',
    jurisdiction: 'PK-PB',
    version: 1,
    daysAgo: 150,
    fields: [
      field('household', 'number', 'Persons in the household', 'گھر کے افراد', { least: 1, most: 60 }),
    ],
    why: order('Home Department of Punjab, form P-9', 'محکمہ داخلہ پنجاب، فارم پی-9'),
  },
  {
    form: 'custody.incident',
    jurisdiction: 'PK-SD',
    version: 1,
    daysAgo: 500,
    fields: [
      field('camera', 'yes-no', 'Is there a recording of a camera?', 'کیا کیمرے کی ریکارڈنگ موجود ہے؟'),
    ],
    why: order('Prison Department of Sindh, circular 7', 'محکمہ جیل سندھ، سرکلر 7'),
  },
]

const versionId = (one: Pick<Version, 'form' | 'jurisdiction' | 'unit' | 'version'>) =>
  idOf('form-version', one.form, one.unit ?? one.jurisdiction, one.version)

/** Versions of both provinces, a proposal that waits, and answers of about half the prisoners, visitors and incidents of Sindh. */
export async function addExtraFields(client: pg.Client, province: Province): Promise<number> {
  const day = (ago: number) => toIso(toDay(province.today) - ago)
  const prisons = province.unitId('PRD-SD')
  const proposer = province.officer('law-officer', province.unitId('PK-SD')) ?? province.first
  const decider = province.officer('inspector-general-prisons', prisons) ?? province.second
  const rows = versions.map((one) => {
    const home = one.jurisdiction === 'PK-SD'
    const before = day(one.open === true ? 3 : one.daysAgo + 12)
    return {
      id: versionId(one),
      form: one.form,
      jurisdiction: one.jurisdiction,
      unit_id: one.unit === undefined ? null : province.unitId(one.unit),
      version: one.version,
      in_force_from: day(one.daysAgo),
      fields: one.fields,
      why: one.why,
      state: one.open === true ? 'proposed' : 'adopted',
      proposed_by: home ? proposer : province.first,
      proposed_at: `${before}T10:00:00+05:00`,
      decided_by: one.open === true ? null : home ? decider : province.second,
      decided_at: one.open === true ? null : `${day(one.daysAgo + 5)}T12:00:00+05:00`,
    }
  })
  const columns = Object.keys(rows[0]!).join(', ')
  await client.query(
    `insert into fields.form_version (${columns}) select ${columns} from jsonb_populate_recordset(null::fields.form_version, $1::jsonb)`,
    [JSON.stringify(rows)],
  )
  const answers =
    (await answer(client, prisonerAnswers, [province.today])) +
    (await answer(client, visitorAnswers, [province.today])) +
    (await answer(client, incidentAnswers, [province.today]))
  return rows.length + answers
}

/** `said` gives form, subject, version of the province or unit, key, value, whether sealed, and when; a digest of subject and key decides. */
async function answer(client: pg.Client, said: string, params: readonly unknown[]): Promise<number> {
  const { rowCount } = await client.query(
    `insert into fields.answer (id, jurisdiction, form, subject_id, version_id, scope, key, sealed, value, answered_by, answered_at)
     select md5(s.subject_id || s.key)::uuid, v.jurisdiction, v.form, s.subject_id, v.id, v.scope, s.key, s.sealed, s.value, null,
         greatest(s.at, (v.in_force_from + time '11:00') at time zone 'Asia/Karachi')
       from (${said}) s
       join lateral (select * from fields.form_version v where v.form = s.form and v.jurisdiction = s.jurisdiction and v.state = 'adopted'
         and v.unit_id is not distinct from s.unit_id and v.fields @> jsonb_build_array(jsonb_build_object('key', s.key))
         and v.in_force_from <= $1::date order by v.in_force_from <= s.at::date desc, abs(v.in_force_from - s.at::date) limit 1) v on true
      where s.value is not null`,
    [...params],
  )
  return rowCount ?? 0
}

/** A number below `n` that is always the same for one subject and question. */
const chance = (of: string, n: number) => `((hashtext(${of}) & 2147483647) % ${n})`
const pick = (of: string, list: readonly string[]) =>
  `(array[${list.map((one) => `'${one}'`).join(', ')}])[1 + ${chance(of, list.length)}]`

const held = `custody.imprisonment i where i.state = 'in' and i.jurisdiction = 'PK-SD'`
const subject = (key: string) => `i.id::text || '${key}'`

const prisonerAnswers = `
  select 'custody.admission' as form, i.jurisdiction, null::integer as unit_id, i.id as subject_id, k.key, k.key = 'feud' as sealed, i.admitted_at as at,
    case k.key
      when 'tribe' then to_jsonb(${pick(subject('tribe'), ['سومرو', 'چانڈیو', 'جتوئی', 'مہر', 'بروہی', 'لاشاری', 'پنہور', 'کھوسو'])})
      when 'zakat' then to_jsonb(${pick(subject('zakat'), ['yes', 'no', 'no'])})
      when 'languages' then case ${chance(subject('languages'), 6)} when 0 then '["sindhi"]' when 1 then '["sindhi", "urdu"]'
        when 2 then '["sindhi", "siraiki"]' when 3 then '["urdu", "balochi"]' when 4 then '["sindhi", "brahui"]' else '["urdu", "pashto"]' end::jsonb
      when 'headman' then to_jsonb(${pick(subject('headman'), ['وڈیرہ اللہ بخش', 'وڈیرہ غلام نبی', 'رئیس محمد صدیق', 'وڈیرہ عبدالرحمٰن'])})
      else case when ${chance(subject('feud'), 9)} = 0 then to_jsonb('مخالف فریق سے پرانی دشمنی، گواہ اسیر نمبر ' || i.number || '/' || i.year) end
    end as value
    from (values ('tribe'), ('zakat'), ('languages'), ('headman'), ('feud')) k(key), ${held} and ${chance(subject('any'), 10)} < 6
  union all
  select 'custody.admission', i.jurisdiction, i.prison_id, i.id, 'bedding', false, i.admitted_at,
    to_jsonb(${pick(subject('bedding'), ['none', 'none', 'blanket', 'quilt'])})
    from ${held} and i.prison_id = (select id from units.unit where code = 'PRS-HYD-C') and ${chance(subject('bed'), 10)} < 5`

const visitorAnswers = `
  select 'custody.visitor' as form, w.jurisdiction, null::integer as unit_id, w.id as subject_id, k.key, false as sealed, w.registered_at as at,
    case k.key when 'came-by' then to_jsonb(${pick(`w.id::text || 'by'`, ['bus', 'bus', 'bus', 'own', 'train', 'foot'])})
      else to_jsonb(${chance(`w.id::text || 'h'`, 12)} / 2.0) end as value
    from custody.visitor w, (values ('came-by'), ('hours')) k(key) where w.jurisdiction = 'PK-SD' and ${chance(`w.id::text`, 10)} < 5`

const incidentAnswers = `
  select 'custody.incident' as form, n.jurisdiction, null::integer as unit_id, n.id as subject_id, 'camera' as key, false as sealed, n.reported_at as at,
    to_jsonb(${pick(`n.id::text`, ['yes', 'no', 'no'])}) as value
    from custody.incident n where n.jurisdiction = 'PK-SD' and ${chance(`n.id::text || 'c'`, 10)} < 7`
