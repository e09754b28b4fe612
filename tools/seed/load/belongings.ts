/** A thing a prisoner brings; what it is worth in paisa. */
export interface Thing {
  readonly description: string
  readonly category: string
  readonly condition: string
  readonly worth: number | null
}

const things: readonly Thing[] = [
  {
    description: 'موبائل فون سام سنگ، سیاہ، سکرین ٹوٹی ہوئی',
    category: 'telephone',
    condition: 'poor',
    worth: 900_000,
  },
  { description: 'کلائی گھڑی سٹیل', category: 'watch', condition: 'good', worth: 350_000 },
  { description: 'چمڑے کا بٹوہ مع شناختی کارڈ کی نقل', category: 'wallet', condition: 'fair', worth: 60_000 },
  { description: 'انگوٹھی چاندی', category: 'jewellery', condition: 'good', worth: 280_000 },
  { description: 'چادر اور ایک جوڑا کپڑے', category: 'clothing', condition: 'fair', worth: 150_000 },
  { description: 'تسبیح', category: 'other', condition: 'good', worth: null },
  { description: 'عینک نظر', category: 'other', condition: 'fair', worth: 120_000 },
  { description: 'چابیوں کا گچھا', category: 'keys', condition: 'good', worth: null },
]

const injuries = [
  {
    region: 'back',
    kind: 'bruise',
    serious: false,
    said_cause: 'police',
    description: 'پشت پر نیلگوں نشانات',
  },
  {
    region: 'left-arm',
    kind: 'swelling',
    serious: false,
    said_cause: 'fight',
    description: 'بائیں بازو پر سوجن',
  },
  {
    region: 'face',
    kind: 'cut',
    serious: false,
    said_cause: 'accident',
    description: 'بھنویں کے اوپر پرانا زخم',
  },
  {
    region: 'right-leg',
    kind: 'fracture',
    serious: true,
    said_cause: 'accident',
    description: 'دائیں پنڈلی پر پلستر',
  },
  { region: 'left-foot', kind: 'bruise', serious: true, said_cause: 'police', description: 'تلووں پر ضربات' },
  {
    region: 'right-hand',
    kind: 'burn',
    serious: false,
    said_cause: 'old',
    description: 'ہاتھ پر پرانا جلنے کا نشان',
  },
] as const

/** A number that an identifier always gives. */
function drawn(id: string, from: number): number {
  return Number.parseInt(id.replaceAll('-', '').slice(from, from + 4), 16)
}

/** What a prisoner comes with: money, of most, in rupees; and often a thing or two. */
export function belongingsOf(imprisonmentId: string): { cash: number; things: readonly Thing[] } {
  const cash = drawn(imprisonmentId, 0) % 10 < 6 ? 50 + (drawn(imprisonmentId, 4) % 120) * 50 : 0
  const more = drawn(imprisonmentId, 8) % 3
  return {
    cash,
    things: Array.from(
      { length: more },
      (_, index) => things[(drawn(imprisonmentId, 8) + index * 3) % things.length]!,
    ),
  }
}

/** Injuries found at admission: of about one in twelve. */
export function injuriesOf(imprisonmentId: string) {
  const draw = drawn(imprisonmentId, 20)
  return draw % 12 === 0 ? [injuries[Math.floor(draw / 12) % injuries.length]!] : []
}
