import pg from 'pg'
import type { BothLanguages } from '#platform/http/contract'

/** A post of the justice system: what it is called and how far it reaches. Its permissions are given by the modules. */
export interface Post {
  readonly code: string
  readonly title: BothLanguages
  /** The order in which `below` looks for units under the one the post is held in. */
  readonly hierarchy?: 'territory' | 'police' | 'prosecution' | 'court' | 'prison'
  readonly reach: 'own' | 'below' | 'jurisdiction' | 'none'
  /** Sits at one counter all day: its session may rest for thirty minutes, others for fifteen (SEC-9). */
  readonly desk?: true
}

/** Which posts hold a permission. Each module writes one such list in its `access.ts`; the whole is one page at /access. */
export type Permissions = Record<string, { readonly text: BothLanguages; readonly posts: readonly string[] }>

/** Posts the kernel and the chain know. A post's powers are the union of what the modules' lists give it. */
export const posts: readonly Post[] = [
  {
    code: 'police-registrar',
    title: { en: 'Police registrar', ur: 'محرر تھانہ' },
    hierarchy: 'police',
    reach: 'own',
    desk: true,
  },
  {
    code: 'investigating-officer',
    title: { en: 'Investigating officer', ur: 'تفتیشی افسر' },
    hierarchy: 'police',
    reach: 'own',
  },
  {
    code: 'prosecutor',
    title: { en: 'Prosecutor', ur: 'پراسیکیوٹر' },
    hierarchy: 'prosecution',
    reach: 'own',
  },
  {
    code: 'district-prosecutor',
    title: { en: 'District public prosecutor', ur: 'ڈسٹرکٹ پبلک پراسیکیوٹر' },
    hierarchy: 'prosecution',
    reach: 'below',
  },
  {
    code: 'court-reader',
    title: { en: 'Court reader', ur: 'ریڈر عدالت' },
    hierarchy: 'court',
    reach: 'own',
    desk: true,
  },
  { code: 'judge', title: { en: 'Judge', ur: 'جج' }, hierarchy: 'court', reach: 'own' },
  {
    code: 'prison-admissions-officer',
    title: { en: 'Prison admissions officer', ur: 'داخلہ افسر جیل' },
    hierarchy: 'prison',
    reach: 'own',
    desk: true,
  },
  {
    code: 'superintendent',
    title: { en: 'Superintendent of prison', ur: 'سپرنٹنڈنٹ جیل' },
    hierarchy: 'prison',
    reach: 'own',
  },
  {
    code: 'deputy-superintendent',
    title: { en: 'Deputy superintendent', ur: 'ڈپٹی سپرنٹنڈنٹ جیل' },
    hierarchy: 'prison',
    reach: 'own',
  },
  {
    code: 'gate-officer',
    title: { en: 'Gate officer', ur: 'گیٹ افسر' },
    hierarchy: 'prison',
    reach: 'own',
    desk: true,
  },
  {
    code: 'prison-cashier',
    title: { en: 'Prison cashier', ur: 'خزانچی جیل' },
    hierarchy: 'prison',
    reach: 'own',
    desk: true,
  },
  {
    code: 'store-keeper',
    title: { en: 'Store-keeper of prisoners’ property', ur: 'توشہ خانہ محرر' },
    hierarchy: 'prison',
    reach: 'own',
    desk: true,
  },
  {
    code: 'chief-warder',
    title: { en: 'Chief warder, head of the guard', ur: 'چیف وارڈر، انچارج گارد' },
    hierarchy: 'prison',
    reach: 'own',
  },
  {
    code: 'visits-officer',
    title: { en: 'Visits officer', ur: 'محرر ملاقات' },
    hierarchy: 'prison',
    reach: 'own',
    desk: true,
  },
  {
    code: 'assistant-superintendent',
    title: { en: 'Assistant superintendent (work and education)', ur: 'اسسٹنٹ سپرنٹنڈنٹ (مشقت و تعلیم)' },
    hierarchy: 'prison',
    reach: 'own',
  },
  {
    code: 'medical-officer',
    title: { en: 'Medical officer of prison', ur: 'میڈیکل افسر جیل' },
    hierarchy: 'prison',
    reach: 'own',
  },
  {
    code: 'woman-medical-officer',
    title: { en: 'Woman medical officer of prison', ur: 'خاتون میڈیکل افسر جیل' },
    hierarchy: 'prison',
    reach: 'own',
  },
  {
    code: 'dispenser',
    title: { en: 'Dispenser of prison', ur: 'ڈسپنسر جیل' },
    hierarchy: 'prison',
    reach: 'own',
    desk: true,
  },
  {
    code: 'inspector-general-prisons',
    title: { en: 'Inspector-General of Prisons', ur: 'انسپکٹر جنرل جیل خانہ جات' },
    hierarchy: 'prison',
    reach: 'below',
  },
  {
    code: 'official-visitor',
    title: { en: 'Official visitor of prisons', ur: 'سرکاری وزیٹر جیل خانہ جات' },
    hierarchy: 'prison',
    reach: 'own',
  },
  {
    code: 'probation-officer',
    title: { en: 'Probation and parole officer', ur: 'پروبیشن و پیرول افسر' },
    hierarchy: 'prison',
    reach: 'own',
  },
  {
    code: 'legal-aid-lawyer',
    title: { en: 'Legal-aid lawyer', ur: 'وکیل قانونی امداد' },
    reach: 'own',
  },
  {
    code: 'legal-aid-coordinator',
    title: { en: 'Legal-aid coordinator', ur: 'رابطہ افسر قانونی امداد' },
    reach: 'own',
    desk: true,
  },
  {
    code: 'fund-representative',
    title: { en: 'Representative of a release fund', ur: 'نمائندہ فنڈ برائے رہائی' },
    reach: 'none',
  },
  { code: 'law-officer', title: { en: 'Law officer', ur: 'لاء افسر' }, reach: 'jurisdiction' },
  {
    code: 'registry-reviewer',
    title: { en: 'Person registry reviewer', ur: 'نگران رجسٹر اشخاص' },
    reach: 'jurisdiction',
  },
  { code: 'auditor', title: { en: 'Auditor', ur: 'آڈیٹر' }, reach: 'none' },
  { code: 'administrator', title: { en: 'Administrator', ur: 'منتظم نظام' }, reach: 'none' },
  { code: 'access-approver', title: { en: 'Access approver', ur: 'مجاز اختیارات' }, reach: 'none' },
  { code: 'partner-system', title: { en: 'Partner system', ur: 'شریکِ کار نظام' }, reach: 'none' },
  { code: 'service', title: { en: 'Service of the system', ur: 'نظام کی خدمت' }, reach: 'jurisdiction' },
]

/**
 * Writes posts and their permissions into the database, as its owner. Runs with every migration, so that the tables the
 * policies read and the code the endpoints read are never of two minds. Throws when a list names an unknown post.
 */
export async function writePosts(ownerUrl: string, lists: readonly Permissions[]): Promise<void> {
  const held = new Map<string, string[]>(posts.map((post) => [post.code, []]))
  for (const list of lists) {
    for (const [permission, { posts: holders }] of Object.entries(list)) {
      for (const holder of holders) {
        const permissions = held.get(holder)
        if (permissions === undefined)
          throw new Error(`${permission} is given to ${holder}, which is no post.`)
        permissions.push(permission)
      }
    }
  }
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(
      `with given as (select code, en, ur from jsonb_to_recordset($1::jsonb) as p(code text, en text, ur text)),
       gone as (delete from access.permission where code not in (select code from given))
       insert into access.permission (code, text_en, text_ur) select code, en, ur from given
       on conflict (code) do update set text_en = excluded.text_en, text_ur = excluded.text_ur
       where (access.permission.text_en, access.permission.text_ur) is distinct from (excluded.text_en, excluded.text_ur)`,
      [
        JSON.stringify(
          lists.flatMap((list) =>
            Object.entries(list).map(([code, { text }]) => ({ code, en: text.en, ur: text.ur })),
          ),
        ),
      ],
    )
    await client.query(
      `insert into access.post (code, title_en, title_ur, hierarchy, reach, permissions, desk)
       select code, en, ur, hierarchy, reach, array(select jsonb_array_elements_text(permissions)), desk
       from jsonb_to_recordset($1::jsonb) as p(code text, en text, ur text, hierarchy text, reach text, permissions jsonb, desk boolean)
       on conflict (code) do update set title_en = excluded.title_en, title_ur = excluded.title_ur,
         hierarchy = excluded.hierarchy, reach = excluded.reach, permissions = excluded.permissions, desk = excluded.desk
       where (access.post.title_en, access.post.title_ur, access.post.reach, access.post.permissions, access.post.desk, coalesce(access.post.hierarchy, ''))
         is distinct from (excluded.title_en, excluded.title_ur, excluded.reach, excluded.permissions, excluded.desk, coalesce(excluded.hierarchy, ''))`,
      [
        JSON.stringify(
          posts.map((post) => ({
            code: post.code,
            en: post.title.en,
            ur: post.title.ur,
            hierarchy: post.hierarchy ?? null,
            reach: post.reach,
            desk: post.desk === true,
            permissions: [...new Set(held.get(post.code))].sort(),
          })),
        ),
      ],
    )
  } finally {
    await client.end()
  }
}
