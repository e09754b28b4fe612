import { z } from 'zod'
import { NewPersonRecord } from '#kernel/people/contract'
import { endpoint, GivenReason, Overrides } from '#platform/http/contract'

const id = z.uuid()
const exampleId = '0190a0de-0000-7000-8000-000000000001'

/** A day in Pakistan that has come: nothing is reported before it happens. */
const pastDay = z.iso.date().refine((day) => day <= today(), {
  params: { code: 'in-future', en: 'This date has not come yet.', ur: 'یہ تاریخ ابھی نہیں آئی۔' },
})
const pastInstant = z.iso
  .datetime({ offset: true })
  .refine((at) => new Date(at).getTime() <= Date.now() + 60_000, {
    params: { code: 'in-future', en: 'This moment has not come yet.', ur: 'یہ وقت ابھی نہیں آیا۔' },
  })

function today(): string {
  return new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)
}

/** How the law engine found a date: kept with the date, and shown beside it. */
export const StoredProof = z.object({
  rule: z.string(),
  pack: z.object({ code: z.string(), version: z.string() }),
  calendar: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  result: z.record(z.string(), z.unknown()),
  steps: z
    .array(
      z.object({
        code: z.string(),
        section: z.string(),
        text: z.object({ en: z.string(), ur: z.string() }),
        value: z.union([z.string(), z.number(), z.boolean()]).optional(),
      }),
    )
    .readonly(),
  flags: z.array(z.string()).readonly(),
  computedAt: z.string(),
})
export type StoredProof = z.output<typeof StoredProof>

const paging = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
}

const Court = z.object({
  id: z.number(),
  code: z.string(),
  kind: z.string(),
  nameEn: z.string(),
  nameUr: z.string(),
})

/** A defect as the prosecution worded it when it sent the challan back. */
export const ReturnedDefect = z.object({
  code: z.string(),
  textEn: z.string(),
  textUr: z.string(),
  note: z.string().nullable(),
})
export type ReturnedDefect = z.output<typeof ReturnedDefect>

export const AccusedInput = z.object({ partyId: id.optional(), person: NewPersonRecord })

export const NewFir = z
  .object({
    id: id.optional(),
    firNumber: z.coerce.number().int().min(1).max(99_999),
    firOn: pastDay,
    occurredOn: pastDay,
    occurredAtPlace: z.string().trim().min(1).max(300),
    reportedAt: pastInstant,
    narrativeUr: z.string().trim().max(20_000).optional(),
    narrativeEn: z.string().trim().max(20_000).optional(),
    /** Sections as `ACT section`, from the offence table as in force on the day of the offence. */
    offences: z
      .array(z.object({ act: z.string().min(1).max(20), section: z.string().min(1).max(40) }))
      .min(1)
      .max(20),
    complainant: NewPersonRecord.optional(),
    /** Empty where the accused are unknown. */
    accused: z.array(AccusedInput).max(40).default([]),
    property: z
      .array(
        z.object({
          description: z.string().trim().min(1).max(500),
          memoNumber: z.string().trim().max(40).optional(),
          malkhanaNumber: z.string().trim().max(40).optional(),
        }),
      )
      .max(60)
      .default([]),
    overrides: Overrides,
  })
  .superRefine((fir, ctx) => {
    if ((fir.narrativeUr ?? '') === '' && (fir.narrativeEn ?? '') === '') {
      ctx.addIssue({
        code: 'custom',
        path: ['narrativeUr'],
        params: { code: 'required', en: 'Write what was told.', ur: 'جو بیان کیا گیا لکھیں۔' },
      })
    }
    if (fir.occurredOn > fir.firOn) {
      ctx.addIssue({
        code: 'custom',
        path: ['occurredOn'],
        params: {
          code: 'after-fir',
          en: 'The offence cannot be after the FIR.',
          ur: 'وقوعہ ایف آئی آر کے بعد کا نہیں ہو سکتا۔',
        },
      })
    }
  })
export type NewFir = z.output<typeof NewFir>

export const registerFir = endpoint({
  name: 'policing.register-fir',
  method: 'POST',
  path: '/policing/firs',
  needs: 'policing:register-fir',
  summary: 'Register a first information report',
  input: NewFir,
  output: z.object({ caseId: id }),
  refusals: [
    'not-found',
    'cases.fir-number-taken',
    'cases.no-district',
    'policing.offence-not-in-force',
    'policing.offence-clause-needed',
    'policing.already-registered',
  ],
  warnings: [
    'people.cnic-sex',
    'people.age-odd',
    'policing.fir-alike',
    'policing.occurred-long-ago',
    'policing.registered-late',
  ],
  example: {
    input: {
      firNumber: 112,
      firOn: '2026-03-04',
      occurredOn: '2026-03-03',
      occurredAtPlace: 'Latifabad No. 7',
      reportedAt: '2026-03-04T06:30:00+05:00',
      narrativeUr: 'سائل کی موٹر سائیکل نامعلوم ملزم چوری کر کے لے گیا۔',
      offences: [{ act: 'PPC', section: '381A' }],
    },
    output: { caseId: exampleId },
  },
})

export const suggestFirNumber = endpoint({
  name: 'policing.suggest-fir-number',
  method: 'GET',
  path: '/policing/next-fir-number',
  needs: 'policing:register-fir',
  summary: 'The next FIR number of one’s own station in the year of a day',
  input: z.object({ on: z.iso.date() }),
  output: z.object({ firNumber: z.number() }),
  example: { input: { on: '2026-03-04' }, output: { firNumber: 113 } },
})

export const listFirs = endpoint({
  name: 'policing.list-firs',
  method: 'GET',
  path: '/policing/firs',
  needs: 'policing:investigate',
  summary: 'The FIR register of one’s own station, the newest first',
  input: z.object({
    q: z.string().trim().max(100).optional(),
    sort: z.enum(['number', '-number', 'registered', '-registered']).default('-number'),
    ...paging,
  }),
  output: z.object({
    rows: z.array(
      z.object({
        caseId: id,
        firNumber: z.number(),
        firYear: z.number(),
        firOn: z.string(),
        occurredOn: z.string(),
        place: z.string(),
        sections: z.array(z.string()),
        accused: z.number(),
        inCustody: z.number(),
        /** State of the case workflow, and its title. */
        state: z.object({ code: z.string(), en: z.string(), ur: z.string() }).nullable(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

const Clock = z.object({
  /** Null while a change of law is being followed, as is the proof. */
  investigationDay14: z.string().nullable(),
  statutoryDue: z.string(),
  effectiveDue: z.string(),
  /** The day the report reached the court; null while it has not. */
  metOn: z.string().nullable(),
  daysLate: z.number().nullable(),
  proof: StoredProof.nullable(),
})

export const getFir = endpoint({
  name: 'policing.get-fir',
  method: 'GET',
  path: '/policing/firs/:caseId',
  needs: 'policing:read-fir',
  summary:
    'The FIR of a case with what the station recorded: seizures, arrests, applications, reports and their return',
  input: z.object({ caseId: id }),
  output: z.object({
    /** Null for a case that was registered before its FIR was kept here. */
    fir: z
      .object({
        firNumber: z.number(),
        firYear: z.number(),
        firOn: z.string(),
        reportedAt: z.string(),
        occurredOn: z.string(),
        occurredAtPlace: z.string(),
        narrativeEn: z.string().nullable(),
        narrativeUr: z.string().nullable(),
        /** What was entered although it looked unusual, and why. */
        overrides: z.array(GivenReason),
      })
      .nullable(),
    /** State of the case workflow. */
    state: z.string(),
    /** The clock of the report; null for a case without an FIR of its own. */
    clock: Clock.nullable(),
    accused: z.array(
      z.object({
        partyId: id,
        serial: z.number(),
        nameEn: z.string().nullable(),
        nameUr: z.string().nullable(),
        custody: z.string(),
      }),
    ),
    seizures: z.array(
      z.object({
        id,
        description: z.string(),
        seizedAt: z.string(),
        memoNumber: z.string().nullable(),
        malkhanaNumber: z.string().nullable(),
      }),
    ),
    arrests: z.array(
      z.object({
        id,
        partyId: id,
        arrestedAt: z.string(),
        place: z.string(),
        produceBy: z.string(),
        producedAt: z.string().nullable(),
        proof: StoredProof,
      }),
    ),
    applications: z.array(
      z.object({
        id,
        partyId: id,
        court: z.object({ nameEn: z.string(), nameUr: z.string() }),
        asked: z.enum(['police', 'judicial']),
        days: z.number(),
        madeAt: z.string(),
        state: z.enum(['made', 'granted', 'refused']),
      }),
    ),
    reports: z.array(
      z.object({
        id,
        kind: z.string(),
        seq: z.number(),
        summary: z.string(),
        submittedAt: z.string(),
        accused: z.array(id),
        returned: z
          .object({
            returnedAt: z.string(),
            dueBack: z.string(),
            remarks: z.string().nullable(),
            defects: z.array(ReturnedDefect),
            resubmitted: z.boolean(),
          })
          .nullable(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { caseId: exampleId } },
})

export const addAccused = endpoint({
  name: 'policing.add-accused',
  method: 'POST',
  path: '/policing/firs/:caseId/accused',
  needs: 'policing:investigate',
  summary: 'Add an accused found in the investigation',
  input: z.object({ caseId: id, partyId: id.optional(), person: NewPersonRecord }),
  output: z.object({ partyId: id }),
  refusals: ['not-found'],
  example: {
    input: { caseId: exampleId, person: { nameUr: 'غلام نبی', sex: 'M' } },
    output: { partyId: exampleId },
  },
})

export const Arrest = z.object({
  id,
  caseId: id,
  partyId: id,
  arrestedAt: z.string(),
  place: z.string(),
  produceBy: z.string(),
  producedAt: z.string().nullable(),
  proof: StoredProof,
})

export const recordArrest = endpoint({
  name: 'policing.record-arrest',
  method: 'POST',
  path: '/policing/arrests',
  needs: 'policing:arrest',
  summary: 'Record an arrest and start its twenty-four hours',
  input: z.object({
    id: id.optional(),
    partyId: id,
    arrestedAt: pastInstant,
    place: z.string().trim().min(1).max(300),
    journeyMinutes: z.coerce.number().int().min(0).max(4320).default(0),
    groundsTold: z.boolean().refine((told) => told, {
      params: {
        code: 'grounds-not-told',
        en: 'The arrested person must be told the grounds (Constitution, Article 10(1)).',
        ur: 'گرفتار شخص کو گرفتاری کی وجوہات بتانا لازم ہے (آئین، آرٹیکل ⁦10(1)⁩)۔',
      },
    }),
  }),
  output: Arrest,
  refusals: [
    'not-found',
    'policing.already-in-custody',
    'policing.not-an-accused',
    'policing.arrest-before-offence',
  ],
  example: {
    input: {
      partyId: exampleId,
      arrestedAt: '2026-03-05T22:40:00+05:00',
      place: 'Qasimabad',
      journeyMinutes: 40,
      groundsTold: true,
    },
  },
})

export const listOpenArrests = endpoint({
  name: 'policing.list-open-arrests',
  method: 'GET',
  path: '/policing/arrests',
  needs: 'policing:arrest',
  summary: 'Persons arrested and not yet produced, the most urgent first',
  input: z.object({ overdue: z.enum(['yes']).optional(), ...paging }),
  output: z.object({
    rows: z.array(
      Arrest.extend({
        nameEn: z.string().nullable(),
        nameUr: z.string().nullable(),
        overdue: z.boolean(),
        firNumber: z.number(),
        firYear: z.number(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const produceInCourt = endpoint({
  name: 'policing.produce-in-court',
  method: 'POST',
  path: '/policing/remand-applications',
  needs: 'policing:arrest',
  summary: 'Produce an arrested person before a Magistrate and ask for remand',
  input: z.object({
    id: id.optional(),
    partyId: id,
    courtId: z.coerce.number().int(),
    asked: z.enum(['police', 'judicial']),
    days: z.coerce.number().int().min(1).max(90),
    reasons: z.string().trim().min(5).max(4000),
    /** When the person stood before the Magistrate; now unless said. */
    producedAt: pastInstant.optional(),
  }),
  output: z.object({
    applicationId: id,
    /** Doubts for the Magistrate to settle, as the law engine names them. */
    flags: z.array(z.string()),
  }),
  refusals: [
    'not-found',
    'policing.not-in-custody',
    'policing.not-own-custody',
    'policing.application-open',
    'policing.not-a-court',
    'policing.produced-before-arrest',
    'policing.woman-police-custody',
    'policing.police-days-ceiling',
  ],
  example: {
    input: { partyId: exampleId, courtId: 41, asked: 'police', days: 5, reasons: 'برآمدگی مطلوب ہے' },
    output: { applicationId: exampleId, flags: [] },
  },
})

export const submitChallan = endpoint({
  name: 'policing.submit-challan',
  method: 'POST',
  path: '/policing/challans',
  needs: 'policing:submit-challan',
  summary: 'Submit the report under s.173 to the prosecution, or resubmit it after defects',
  input: z.object({
    id: id.optional(),
    caseId: id,
    kind: z.enum(['interim', 'final', 'supplementary', 'cancellation']),
    summary: z.string().trim().min(10).max(20_000),
    accused: z.array(id).max(40),
  }),
  output: z.object({ reportId: id, offerId: id }),
  refusals: [
    'not-found',
    'policing.no-prosecution-office',
    'policing.not-an-accused',
    'policing.no-accused',
    'policing.challan-with-prosecution',
    'policing.only-supplementary',
    'policing.already-registered',
    'handover.already-offered',
    'workflow.no-such-transition',
  ],
  example: {
    input: {
      caseId: exampleId,
      kind: 'final',
      summary: 'تفتیش مکمل، ملزم کے خلاف شہادت موجود ہے۔',
      accused: [exampleId],
    },
  },
})

export const listReturned = endpoint({
  name: 'policing.list-returned',
  method: 'GET',
  path: '/policing/returned-challans',
  needs: 'policing:submit-challan',
  summary: 'Challans that the prosecution returned and that were not submitted again, the most urgent first',
  input: z.object({ ...paging }),
  output: z.object({
    rows: z.array(
      z.object({
        id,
        caseId: id,
        firNumber: z.number(),
        firYear: z.number(),
        seq: z.number(),
        returnedAt: z.string(),
        dueBack: z.string(),
        remarks: z.string().nullable(),
        defects: z.array(ReturnedDefect),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const addSeizure = endpoint({
  name: 'policing.add-seizure',
  method: 'POST',
  path: '/policing/firs/:caseId/seizures',
  needs: 'policing:investigate',
  summary: 'Record property taken in the investigation, with its memo and place in the malkhana',
  input: z.object({
    caseId: id,
    id: id.optional(),
    partyId: id.optional(),
    description: z.string().trim().min(1).max(500),
    seizedAt: pastInstant,
    memoNumber: z.string().trim().max(40).optional(),
    malkhanaNumber: z.string().trim().max(40).optional(),
  }),
  output: z.object({ seizureId: id }),
  refusals: ['not-found'],
  example: {
    input: {
      caseId: exampleId,
      description: 'موٹر سائیکل 70 سی سی',
      seizedAt: '2026-03-06T11:00:00+05:00',
      memoNumber: '3',
    },
    output: { seizureId: exampleId },
  },
})

export const listCourts = endpoint({
  name: 'policing.list-courts',
  method: 'GET',
  path: '/policing/courts',
  needs: 'policing:arrest',
  summary:
    'Courts before which an arrested person of one’s station may be produced, those of the district first',
  input: z.object({}),
  output: z.object({ courts: z.array(Court) }),
  example: { input: {}, output: { courts: [] } },
})

export const searchOffences = endpoint({
  name: 'policing.search-offences',
  method: 'GET',
  path: '/policing/offences',
  needs: 'signed-in',
  summary: 'Offences in force on a day, by section or title',
  input: z.object({ q: z.string().trim().min(1).max(100), on: z.iso.date() }),
  output: z.object({
    offences: z.array(
      z.object({
        act: z.string(),
        section: z.string(),
        titleEn: z.string(),
        titleUr: z.string(),
        max: z.string(),
        bailable: z.string(),
        cognizable: z.string(),
      }),
    ),
  }),
  example: { input: { q: '302', on: '2026-03-03' }, output: { offences: [] } },
})
