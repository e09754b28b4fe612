import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { acquittalReasons, codesOf, verdicts } from './codes.ts'
import {
  ChargeLine,
  Day,
  Duration,
  OfCase,
  PartyName,
  PrisonChoice,
  Proof,
  Reasons,
  Spell,
  Unit,
} from './shapes.ts'

const anId = '0190a0de-0000-7000-8000-000000000001'

const isEmpty = (term: z.output<typeof Duration>) =>
  (term.years ?? 0) + (term.months ?? 0) + (term.days ?? 0) === 0

const SentenceGiven = z
  .object({
    term: z.union([z.literal('LIFE'), z.literal('DEATH'), Duration]),
    imprisonment: z.enum(['rigorous', 'simple', 'life', 'death']),
    relation: z.enum(['FIRST', 'CONCURRENT', 'CONSECUTIVE', 'UNSPECIFIED']),
    setOff: z.enum(['GRANTED', 'REFUSED', 'SILENT']),
    setOffCustody: z.array(Spell).max(50).default([]),
    setOffReasons: Reasons.optional(),
    fineAmount: z.number().min(0).max(1e10).default(0),
    fineDefault: Duration.optional(),
  })
  .superRefine((sentence, at) => {
    const say = (path: (string | number)[], code: string, en: string, ur: string) =>
      at.addIssue({ code: 'custom', path, params: { code, en, ur } })
    const { term } = sentence
    if (typeof term === 'object' && isEmpty(term))
      say(
        ['term', 'years'],
        'term',
        'Give the term in years, months or days.',
        'سزا کی مدت سال، ماہ یا دن میں درج کریں۔',
      )
    const kind = term === 'LIFE' ? 'life' : term === 'DEATH' ? 'death' : undefined
    const fits =
      kind === undefined
        ? sentence.imprisonment === 'rigorous' || sentence.imprisonment === 'simple'
        : sentence.imprisonment === kind
    if (!fits)
      say(
        ['imprisonment'],
        'imprisonment',
        'The kind of imprisonment does not fit the term.',
        'قید کی نوعیت سزا کی مدت سے مطابقت نہیں رکھتی۔',
      )
    if (sentence.setOff === 'REFUSED' && sentence.setOffReasons === undefined)
      say(
        ['setOffReasons'],
        'setOffReasons',
        'Write why set-off is refused (CrPC s.382-B).',
        'منہائی نہ دینے کی وجوہ لکھیں (دفعہ 382-بی ض ف)۔',
      )
    if (sentence.setOff === 'GRANTED' && sentence.setOffCustody.length === 0)
      say(
        ['setOffCustody', 0, 'from'],
        'setOffCustody',
        'Give the days in custody that are set off.',
        'وہ ایامِ حراست درج کریں جو منہا ہوں گے۔',
      )
    if (sentence.setOff === 'REFUSED' && sentence.setOffCustody.length > 0)
      say(
        ['setOff'],
        'setOff',
        'Days are given, but set-off is refused. Choose one.',
        'ایامِ حراست درج ہیں مگر منہائی نامنظور ہے۔ ایک صورت چنیں۔',
      )
    if (sentence.fineDefault !== undefined && (sentence.fineAmount === 0 || isEmpty(sentence.fineDefault)))
      say(
        ['fineAmount'],
        'fineAmount',
        'A default term needs a fine and a length.',
        'عدم ادائیگی کی قید کے لیے جرمانہ اور مدت دونوں درج کریں۔',
      )
  })

export const JudgmentInput = z
  .object({
    partyId: z.uuid(),
    onDate: Day,
    verdict: z.enum(codesOf(verdicts)),
    acquittalReason: z.enum(codesOf(acquittalReasons)).optional(),
    textEn: z.string().trim().max(100_000).optional(),
    textUr: z.string().trim().max(100_000).optional(),
    charges: z
      .array(
        z.object({
          chargeId: z.uuid(),
          verdict: z.enum(['convicted', 'acquitted']),
          sentence: SentenceGiven.optional(),
        }),
      )
      .min(1)
      .max(60),
  })
  .superRefine((judgment, at) => {
    const say = (path: (string | number)[], code: string, en: string, ur: string) =>
      at.addIssue({ code: 'custom', path, params: { code, en, ur } })
    const convicted = judgment.charges.filter(({ verdict }) => verdict === 'convicted')
    if (judgment.verdict === 'convicted' && convicted.length === 0)
      say(
        ['verdict'],
        'verdict',
        'A conviction needs a charge it rests on.',
        'سزا یابی کے لیے کم از کم ایک الزام ثابت ہونا لازم ہے۔',
      )
    if (judgment.verdict !== 'convicted' && convicted.length > 0)
      say(
        ['verdict'],
        'verdict',
        'A charge is proved, but the verdict is not a conviction.',
        'ایک الزام ثابت درج ہے مگر فیصلہ سزا یابی کا نہیں۔',
      )
    if (judgment.verdict !== 'convicted' && judgment.acquittalReason === undefined)
      say(['acquittalReason'], 'acquittalReason', 'Choose the main reason.', 'بنیادی وجہ چنیں۔')
    let first = true
    for (const [index, charge] of judgment.charges.entries()) {
      if ((charge.verdict === 'convicted') !== (charge.sentence !== undefined)) {
        say(
          ['charges', index, 'verdict'],
          'sentence',
          'Each charge proved needs a sentence, and no other has one.',
          'ہر ثابت شدہ الزام پر سزا درج کریں، کسی اور پر نہیں۔',
        )
        continue
      }
      const { sentence } = charge
      if (sentence === undefined) continue
      if ((sentence.relation === 'FIRST') !== first)
        say(
          ['charges', index, 'sentence', 'relation'],
          'relation',
          first ? 'The first sentence starts the count.' : 'Say how this sentence runs with the first.',
          first ? 'پہلی سزا سے شمار شروع ہوتا ہے۔' : 'بتائیں کہ یہ سزا پہلی سزا کے ساتھ چلے گی یا اس کے بعد۔',
        )
      first = false
      for (const [spell, { to }] of sentence.setOffCustody.entries())
        if (to >= judgment.onDate)
          say(
            ['charges', index, 'sentence', 'setOffCustody', spell, 'to'],
            'to',
            'Set-off counts custody before the day of sentence: end it a day earlier.',
            'منہائی صرف سزا کے دن سے پہلے کی حراست کی ہوتی ہے: آخری دن ایک روز پہلے رکھیں۔',
          )
    }
  })

const Consequence = z.object({
  kind: z.enum(['imprisoned', 'life', 'death', 'released', 'free']),
  releaseNotBefore: Day.nullable(),
  ifSetOffGranted: Day.nullable(),
  setOffDays: z.number(),
  custody: z.string(),
  proof: Proof.nullable(),
})
export type ConsequenceShown = z.output<typeof Consequence>

const Warning = z.object({
  code: z.enum(['fine-default-over-cap', 'term-over-maximum', 'set-off-silent', 'running-unspecified']),
  chargeId: z.uuid(),
  section: z.string(),
  months: z.number().nullable(),
})
export type WarningShown = z.output<typeof Warning>

const refusals = [
  'courts.not-an-accused',
  'courts.judgment-signed',
  'courts.not-filed',
  'courts.date-ahead',
  'courts.no-death-for-child',
  'not-found',
]
const example = {
  partyId: anId,
  onDate: '2026-03-10',
  verdict: 'acquitted' as const,
  acquittalReason: 'benefit-of-doubt' as const,
  charges: [{ chargeId: anId, verdict: 'acquitted' as const }],
}

export const getJudgmentForm = endpoint({
  name: 'courts.get-judgment-form',
  method: 'GET',
  path: '/courts/judgments/of/:partyId',
  needs: 'courts:read-judgment',
  summary: 'What a judgment on an accused needs, and the one that stands, with its consequence',
  input: z.object({ partyId: z.uuid() }),
  output: PartyName.extend({
    caseId: z.uuid(),
    firNumber: z.number(),
    firYear: z.number(),
    station: Unit,
    stage: z.string(),
    juvenile: z.boolean(),
    custody: z.string(),
    outcome: z.string().nullable(),
    today: Day,
    charges: z.array(ChargeLine.extend({ id: z.uuid(), maxPunishment: z.string() })),
    custodyBefore: z.array(z.object({ from: Day, to: Day })),
    prisons: z.array(PrisonChoice),
    judgment: z
      .object({
        id: z.uuid(),
        state: z.enum(['draft', 'signed', 'withdrawn']),
        onDate: Day,
        verdict: z.enum(codesOf(verdicts)),
        acquittalReason: z.enum(codesOf(acquittalReasons)).nullable(),
        textEn: z.string().nullable(),
        textUr: z.string().nullable(),
        draftedByName: z.object({ en: z.string(), ur: z.string() }).nullable(),
        signedAt: z.string().nullable(),
        /** Drafted by the reader of this page, who therefore cannot sign it. */
        mine: z.boolean(),
        charges: z.array(
          z.object({
            chargeId: z.uuid(),
            verdict: z.enum(['convicted', 'acquitted']),
            sentence: SentenceGiven.nullable(),
          }),
        ),
      })
      .nullable(),
    consequence: Consequence.nullable(),
    warnings: z.array(Warning),
  }),
  reads: 'sensitive',
  refusals: ['courts.not-an-accused', 'not-found'],
  example: { input: { partyId: anId } },
})

export const previewJudgment = endpoint({
  name: 'courts.preview-judgment',
  method: 'POST',
  path: '/courts/judgments/preview',
  needs: 'courts:draft-judgment',
  summary: 'What a judgment would do, by the law, before it is kept',
  input: JudgmentInput,
  output: z.object({ consequence: Consequence, warnings: z.array(Warning).readonly() }),
  refusals,
  reads: 'sensitive',
  example: { input: example },
})

export const draftJudgment = endpoint({
  name: 'courts.draft-judgment',
  method: 'POST',
  path: '/courts/judgments',
  needs: 'courts:draft-judgment',
  summary: 'Draft how a case ends for one accused; a judge signs it',
  input: JudgmentInput,
  output: z.object({
    judgmentId: z.uuid(),
    consequence: Consequence,
    warnings: z.array(Warning).readonly(),
  }),
  refusals,
  example: { input: example },
})

export const signJudgment = endpoint({
  name: 'courts.sign-judgment',
  method: 'POST',
  path: '/courts/judgments/:judgmentId/sign',
  needs: 'courts:sign',
  summary: 'Sign a judgment that another person drafted',
  input: z.object({ judgmentId: z.uuid(), prisonId: z.number().int().optional() }),
  output: z.object({ handoverId: z.uuid().nullable(), releaseOrderId: z.uuid().nullable() }),
  stepUp: true,
  refusals: [
    'courts.judgment-not-draft',
    'courts.not-own-court',
    'courts.prison-needed',
    'courts.prison-unsuitable',
    'courts.no-such-prison',
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'not-found',
  ],
  example: { input: { judgmentId: anId }, output: { handoverId: null, releaseOrderId: null } },
})

export const withdrawJudgment = endpoint({
  name: 'courts.withdraw-judgment',
  method: 'POST',
  path: '/courts/judgments/:judgmentId/withdraw',
  needs: 'courts:order-remand',
  summary: 'Withdraw a draft so that it can be written anew',
  input: z.object({ judgmentId: z.uuid() }),
  output: z.object({ partyId: z.uuid() }),
  refusals: ['courts.judgment-not-draft', 'courts.not-own-court', 'not-found'],
  example: { input: { judgmentId: anId }, output: { partyId: anId } },
})

export const listJudgmentsToSign = endpoint({
  name: 'courts.list-judgments-to-sign',
  method: 'GET',
  path: '/courts/judgments',
  needs: 'courts:sign',
  summary: 'Drafts of judgments that wait for the judge’s signature',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      OfCase.omit({ caseId: true })
        .extend(PartyName.shape)
        .extend({
          id: z.uuid(),
          partyId: z.uuid(),
          onDate: Day,
          verdict: z.enum(codesOf(verdicts)),
          custody: z.string(),
          draftedAt: z.string(),
          overdue: z.boolean(),
        }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})
