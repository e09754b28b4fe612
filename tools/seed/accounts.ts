import type pg from 'pg'
import { createAccount, hashPassword, setPasswordHash } from '#kernel/identity'

/** The one password of every demo account; the sign-in page and the start-up message say so. */
export const demoPassword = 'mizan-demo-2026'

interface DemoAccount {
  readonly username: string
  readonly name: { readonly en: string; readonly ur: string }
  /** Post and the unit it is held in. The first is the one acted as. */
  readonly posts: readonly (readonly [post: string, unit: string])[]
}

const hyderabad: readonly DemoAccount[] = [
  {
    username: 'registrar.hyd',
    name: { en: 'Ghulam Rasool', ur: 'غلام رسول' },
    posts: [['police-registrar', 'PS-HYD-CNT']],
  },
  {
    username: 'io.hyd',
    name: { en: 'Imran Chandio', ur: 'عمران چانڈیو' },
    posts: [['investigating-officer', 'PS-HYD-CNT']],
  },
  {
    username: 'prosecutor.hyd',
    name: { en: 'Sadia Memon', ur: 'سعدیہ میمن' },
    posts: [['prosecutor', 'PRO-HYD']],
  },
  {
    username: 'dpp.hyd',
    name: { en: 'Abdul Karim Soomro', ur: 'عبدالکریم سومرو' },
    posts: [['district-prosecutor', 'PRO-HYD']],
  },
  {
    username: 'reader.hyd',
    name: { en: 'Naveed Qureshi', ur: 'نوید قریشی' },
    posts: [
      ['court-reader', 'CRT-HYD-JM1'],
      ['court-reader', 'CRT-HYD-SJ'],
    ],
  },
  {
    username: 'judge.hyd',
    name: { en: 'Farida Baloch', ur: 'فریدہ بلوچ' },
    posts: [
      ['judge', 'CRT-HYD-JM1'],
      ['judge', 'CRT-HYD-SJ'],
    ],
  },
  {
    username: 'admissions.hyd',
    name: { en: 'Zahid Hussain Panhwar', ur: 'زاہد حسین پنہور' },
    posts: [['prison-admissions-officer', 'PRS-HYD-C']],
  },
  {
    username: 'deputy.hyd',
    name: { en: 'Munir Ahmed Shaikh', ur: 'منیر احمد شیخ' },
    posts: [['deputy-superintendent', 'PRS-HYD-C']],
  },
  {
    username: 'superintendent.hyd',
    name: { en: 'Rukhsana Abro', ur: 'رخسانہ ابڑو' },
    posts: [['superintendent', 'PRS-HYD-C']],
  },
  {
    username: 'gate.hyd',
    name: { en: 'Allah Dino Mallah', ur: 'اللہ ڈنو ملاح' },
    posts: [['gate-officer', 'PRS-HYD-C']],
  },
  {
    username: 'cashier.hyd',
    name: { en: 'Ghulam Mustafa Kalhoro', ur: 'غلام مصطفیٰ کلہوڑو' },
    posts: [['prison-cashier', 'PRS-HYD-C']],
  },
  {
    username: 'store.hyd',
    name: { en: 'Saleem Raza Bhatti', ur: 'سلیم رضا بھٹی' },
    posts: [['store-keeper', 'PRS-HYD-C']],
  },
  {
    username: 'guard.hyd',
    name: { en: 'Muhammad Ibrahim Jamali', ur: 'محمد ابراہیم جمالی' },
    posts: [['chief-warder', 'PRS-HYD-C']],
  },
  {
    username: 'visits.hyd',
    name: { en: 'Sughra Laghari', ur: 'صغریٰ لغاری' },
    posts: [['visits-officer', 'PRS-HYD-C']],
  },
  {
    username: 'assistant.hyd',
    name: { en: 'Abdul Qadir Junejo', ur: 'عبدالقادر جونیجو' },
    posts: [['assistant-superintendent', 'PRS-HYD-C']],
  },
  {
    username: 'visitor.hyd',
    name: { en: 'Abida Talpur', ur: 'عابدہ تالپور' },
    posts: [['official-visitor', 'PRS-HYD-C']],
  },
  {
    username: 'doctor.hyd',
    name: { en: 'Dr Aslam Pervaiz Memon', ur: 'ڈاکٹر اسلم پرویز میمن' },
    posts: [['medical-officer', 'PRS-HYD-C']],
  },
  {
    username: 'lady.doctor.hyd',
    name: { en: 'Dr Shabana Talpur', ur: 'ڈاکٹر شبانہ تالپور' },
    posts: [['woman-medical-officer', 'PRS-HYD-C']],
  },
  {
    username: 'dispenser.hyd',
    name: { en: 'Ghulam Mustafa Lashari', ur: 'غلام مصطفیٰ لاشاری' },
    posts: [['dispenser', 'PRS-HYD-C']],
  },
  {
    username: 'probation.hyd',
    name: { en: 'Nazeer Ahmed Pathan', ur: 'نذیر احمد پٹھان' },
    posts: [['probation-officer', 'PRS-HYD-C']],
  },
]

const karachi: readonly DemoAccount[] = [
  {
    username: 'registrar.khi',
    name: { en: 'Shakeel Ahmed', ur: 'شکیل احمد' },
    posts: [['police-registrar', 'PS-KHS-CLF']],
  },
  {
    username: 'io.khi',
    name: { en: 'Asif Niazi', ur: 'آصف نیازی' },
    posts: [['investigating-officer', 'PS-KHS-CLF']],
  },
  {
    username: 'prosecutor.khi',
    name: { en: 'Hina Siddiqui', ur: 'حنا صدیقی' },
    posts: [['prosecutor', 'PRO-KHS']],
  },
  {
    username: 'reader.khi',
    name: { en: 'Tariq Mehmood', ur: 'طارق محمود' },
    posts: [
      ['court-reader', 'CRT-KHS-SJ'],
      ['court-reader', 'CRT-KHS-JM1'],
    ],
  },
  {
    username: 'admissions.khi',
    name: { en: 'Javed Iqbal', ur: 'جاوید اقبال' },
    posts: [['prison-admissions-officer', 'PRS-KHI-C']],
  },
  {
    username: 'superintendent.khi',
    name: { en: 'Khalid Bhutto', ur: 'خالد بھٹو' },
    posts: [['superintendent', 'PRS-KHI-C']],
  },
  {
    username: 'doctor.khi',
    name: { en: 'Dr Faisal Ansari', ur: 'ڈاکٹر فیصل انصاری' },
    posts: [['medical-officer', 'PRS-KHI-C']],
  },
  {
    username: 'deputy.khi',
    name: { en: 'Nasir Mahmood', ur: 'ناصر محمود' },
    posts: [['deputy-superintendent', 'PRS-KHI-C']],
  },
  {
    username: 'gate.khi',
    name: { en: 'Allah Wasayo', ur: 'اللہ وسایو' },
    posts: [['gate-officer', 'PRS-KHI-C']],
  },
]

const province: readonly DemoAccount[] = [
  {
    username: 'ig.prisons',
    name: { en: 'Nasreen Jatoi', ur: 'نسرین جتوئی' },
    posts: [['inspector-general-prisons', 'PRD-SD']],
  },
  {
    username: 'law.officer',
    name: { en: 'Aftab Laghari', ur: 'آفتاب لغاری' },
    posts: [['law-officer', 'PK-SD']],
  },
  {
    username: 'law.officer2',
    name: { en: 'Mehnaz Rajput', ur: 'مہناز راجپوت' },
    posts: [['law-officer', 'PK-SD']],
  },
  {
    username: 'lawyer.aid',
    name: { en: 'Kiran Solangi', ur: 'کرن سولنگی' },
    posts: [['legal-aid-lawyer', 'DLE-HYD']],
  },
  {
    username: 'legalaid.hyd',
    name: { en: 'Mumtaz Leghari', ur: 'ممتاز لغاری' },
    posts: [['legal-aid-coordinator', 'DLE-HYD']],
  },
  {
    username: 'fund.donor',
    name: { en: 'Hameeda Memon', ur: 'حمیدہ میمن' },
    posts: [['fund-representative', 'PK-SD']],
  },
  {
    username: 'reviewer',
    name: { en: 'Saima Khoso', ur: 'صائمہ کھوسو' },
    posts: [['registry-reviewer', 'PK-SD']],
  },
  {
    username: 'reviewer2',
    name: { en: 'Waqar Ali', ur: 'وقار علی' },
    posts: [['registry-reviewer', 'PK-SD']],
  },
  { username: 'auditor', name: { en: 'Yasmeen Dar', ur: 'یاسمین ڈار' }, posts: [['auditor', 'PK-SD']] },
  { username: 'admin', name: { en: 'Bilal Rizvi', ur: 'بلال رضوی' }, posts: [['administrator', 'PK-SD']] },
  {
    username: 'approver',
    name: { en: 'Shazia Unar', ur: 'شازیہ اُنڑ' },
    posts: [['access-approver', 'PK-SD']],
  },
]

export const demoAccounts: readonly DemoAccount[] = [...hyderabad, ...karachi, ...province]

/**
 * Creates the demo accounts as the owner of the database; what is there already is left alone. The password is hashed once, at
 * full cost. The second factor is optional for these accounts alone, so that a newcomer can sign in without a telephone.
 */
export async function createDemoAccounts(client: pg.Client | pg.PoolClient): Promise<number> {
  const hash = await hashPassword(demoPassword)
  for (const account of demoAccounts) {
    const id = await createAccount(client, { ...account, secondFactor: 'optional' })
    await setPasswordHash(client, id, hash)
    for (const [post, unit] of account.posts) {
      const { rowCount } = await client.query(
        `insert into access.grant (account_id, post_code, unit_id, valid_from, reason)
         select $1, $2, u.id, timestamptz '2020-01-01', 'Demo account' from units.unit u where u.code = $3
           and not exists (select 1 from access.grant g where g.account_id = $1 and g.post_code = $2 and g.unit_id = u.id)`,
        [id, post, unit],
      )
      if (rowCount === 0) {
        const { rows } = await client.query(`select 1 from units.unit where code = $1`, [unit])
        if (rows.length === 0)
          throw new Error(`The demo account ${account.username} names ${unit}, which is no unit.`)
      }
    }
  }
  return demoAccounts.length
}

/** Who can sign in as what, for the start-up message. */
export function whoCanSignIn(): string {
  const width = Math.max(...demoAccounts.map((account) => account.username.length))
  return [
    `Everyone below is fictional and signs in with the password ${demoPassword}`,
    ...demoAccounts.map(
      (account) =>
        `  ${account.username.padEnd(width)}  ${account.posts.map(([post, unit]) => `${post} at ${unit}`).join(', ')}`,
    ),
  ].join('\n')
}
