/** What prisoners bring with them, and how often. */
const things = [
  'موبائل فون سام سنگ، سیاہ، سکرین ٹوٹی ہوئی',
  'کلائی گھڑی سٹیل',
  'چمڑے کا بٹوہ مع شناختی کارڈ کی نقل',
  'انگوٹھی چاندی',
  'چادر اور ایک جوڑا کپڑے',
  'تسبیح',
  'عینک نظر',
  'چابیوں کا گچھا',
] as const

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

/** Property taken at admission: money of most, and sometimes another thing or two. */
export function belongingsOf(imprisonmentId: string): { description: string; cash: number | null }[] {
  const found: { description: string; cash: number | null }[] = []
  if (drawn(imprisonmentId, 0) % 10 < 6)
    found.push({ description: 'نقد رقم', cash: 50 + (drawn(imprisonmentId, 4) % 120) * 50 })
  const more = drawn(imprisonmentId, 8) % 3
  for (let index = 0; index < more; index++)
    found.push({ description: things[(drawn(imprisonmentId, 8) + index * 3) % things.length]!, cash: null })
  return found
}

/** Injuries found at admission: of about one in twelve. */
export function injuriesOf(imprisonmentId: string) {
  const draw = drawn(imprisonmentId, 20)
  return draw % 12 === 0 ? [injuries[Math.floor(draw / 12) % injuries.length]!] : []
}
