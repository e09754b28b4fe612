import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { ageGroups, classes, habits, ruleCodes, sexes, wards } from './separation.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(1).max(most)
const places = z.number().int().min(0).max(10_000)
const prison = z.object({ id: z.number(), name: both })

export const closureReasons = ['damage', 'repair', 'disease', 'security', 'staff', 'unused', 'other'] as const
export const allocationReasons = [
  'admission',
  'separation',
  'request',
  'discipline',
  'medical',
  'repair',
  'other',
] as const
export const nonAssociationRoles = ['threatened', 'threatens', 'either', 'unknown'] as const
export const nonAssociationReasons = [
  'enmity',
  'gang',
  'witness',
  'co-accused',
  'assault',
  'sectarian',
  'other',
] as const

export const apartScopes = ['cell', 'barrack', 'prison'] as const

/** For whom a barrack or cell is. */
const Use = z.object({
  sex: z.enum(sexes),
  ages: z.enum(ageGroups),
  holds: z.enum(classes),
  ward: z.enum(wards),
  /** Of convicts: for casual or habitual ones only; null for both. */
  habit: z.enum(habits).nullable().default(null),
})
export type Use = z.output<typeof Use>

/** How many a place takes, counted three ways, and how many are in it. */
const Numbers = z.object({
  authorised: z.number(),
  working: z.number(),
  maximum: z.number(),
  /** Who have their place here, those outside at the moment among them. */
  held: z.number(),
  out: z.number(),
  beds: z.number(),
  withoutBed: z.number(),
})
export type Numbers = z.output<typeof Numbers>

const Tile = Numbers.extend({
  id: z.uuid(),
  kind: z.enum(['barrack', 'cell']),
  name: both,
  use: Use.nullable(),
  cells: z.number(),
  closed: z.object({ reason: z.enum(closureReasons), on: z.string() }).nullable(),
})
export type Tile = z.output<typeof Tile>

export const Someone = z.object({
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  father: both.nullable(),
  category: z.string(),
})
export type Someone = z.output<typeof Someone>

const Breach = z.object({
  rule: z.enum(ruleCodes as [(typeof ruleCodes)[number], ...(typeof ruleCodes)[number][]]),
  /** Of a non-association: with whom, for those entitled to know; null for all others. */
  who: z.array(Someone).nullable(),
  /** An officer may set it aside; it is then written with the place. */
  warns: z.boolean(),
})
export type Breach = z.output<typeof Breach>

export const getOccupancy = endpoint({
  name: 'custody.get-occupancy',
  method: 'GET',
  path: '/custody/accommodation',
  needs: 'custody:read-prisoner',
  summary: 'A prison as it is built and filled: circles, barracks, who has no place, who must be moved',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    asOf: z.string(),
    totals: Numbers.extend({ onRoll: z.number(), withoutPlace: z.number() }),
    circles: z.array(z.object({ id: z.uuid().nullable(), name: both.nullable(), barracks: z.array(Tile) })),
    withoutPlace: z.array(Someone),
    toMove: z.array(Someone.extend({ locationId: z.uuid(), place: both, breaches: z.array(Breach) })),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {} },
})

export const listBarracks = endpoint({
  name: 'custody.list-barracks',
  method: 'GET',
  path: '/custody/barracks',
  needs: 'custody:read-prisoner',
  summary: 'The barracks of a prison by name',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({ rows: z.array(z.object({ id: z.uuid(), name: both })) }),
  refusals: ['not-found'],
  example: { input: {}, output: { rows: [{ id: exampleId, name: { en: 'Barrack 3', ur: 'بیرک 3' } }] } },
})

export const getLocation = endpoint({
  name: 'custody.get-location',
  method: 'GET',
  path: '/custody/accommodation/:id',
  needs: 'custody:read-prisoner',
  summary: 'One barrack or cell: its people, cells and beds, what it takes and took, and when it was closed',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    tile: Tile,
    prison,
    path: z.array(z.object({ id: z.uuid(), kind: z.string(), name: both })),
    cells: z.array(Tile),
    beds: z.array(
      z.object({
        id: z.uuid(),
        name: both,
        closed: z.boolean(),
        sleeper: Someone.nullable(),
      }),
    ),
    people: z.array(
      Someone.extend({
        place: both,
        since: z.string(),
        out: z.string().nullable(),
        breaches: z.array(Breach),
      }),
    ),
    capacities: z.array(
      z.object({
        fromOn: z.string(),
        authorised: z.number(),
        working: z.number(),
        maximum: z.number(),
        reason: z.string(),
      }),
    ),
    closures: z.array(
      z.object({
        reason: z.enum(closureReasons),
        note: z.string().nullable(),
        closedOn: z.string(),
        reopenedAt: z.string().nullable(),
        reopenedWhy: z.string().nullable(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

const capacityFields = { authorised: places, working: places, maximum: places }
const withinMaximum = (given: { authorised: number; working: number; maximum: number }) =>
  given.working <= given.maximum && given.authorised <= given.maximum
const overMaximum = {
  path: ['maximum'],
  params: {
    code: 'maximum',
    en: 'The maximum is at least the authorised and the working number.',
    ur: 'انتہائی گنجائش منظور شدہ اور قابلِ استعمال گنجائش سے کم نہیں ہو سکتی۔',
  },
}

export const addLocation = endpoint({
  name: 'custody.add-location',
  method: 'POST',
  path: '/custody/accommodation',
  needs: 'custody:edit-accommodation',
  summary: 'Add a circle, a barrack or a cell, for whom it is, and how many it takes',
  input: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('circle'), nameEn: text(60), nameUr: text(60) }),
    Use.extend({
      kind: z.literal('barrack'),
      parentId: z.uuid().optional(),
      nameEn: text(60),
      nameUr: text(60),
      ...capacityFields,
      beds: z.number().int().min(0).max(1000).default(0),
    }).refine(withinMaximum, overMaximum),
    Use.pick({ holds: true, ward: true, habit: true })
      .extend({
        kind: z.literal('cell'),
        parentId: z.uuid(),
        nameEn: text(60),
        nameUr: text(60),
        ...capacityFields,
        beds: z.number().int().min(0).max(100).default(0),
      })
      .refine(withinMaximum, overMaximum),
  ]),
  output: z.object({ id: z.uuid() }),
  refusals: ['custody-accommodation.same-name', 'custody-accommodation.not-both', 'not-found'],
  example: {
    input: { kind: 'circle', nameEn: 'Circle 2', nameUr: 'سرکل 2' },
    output: { id: exampleId },
  },
})

export const addBeds = endpoint({
  name: 'custody.add-beds',
  method: 'POST',
  path: '/custody/accommodation/:id/beds',
  needs: 'custody:edit-accommodation',
  summary: 'Put further beds into a barrack or cell; they are numbered on',
  input: z.object({ id: z.uuid(), count: z.number().int().min(1).max(500) }),
  output: z.object({ added: z.number() }),
  refusals: ['custody-accommodation.not-both', 'not-found'],
  example: { input: { id: exampleId, count: 10 }, output: { added: 10 } },
})

export const setCapacity = endpoint({
  name: 'custody.set-capacity',
  method: 'POST',
  path: '/custody/accommodation/:id/capacity',
  needs: 'custody:edit-accommodation',
  summary: 'Say from a day on how many a barrack or cell takes, and why',
  input: z
    .object({ id: z.uuid(), fromOn: z.iso.date(), ...capacityFields, reason: text(300) })
    .refine(withinMaximum, overMaximum),
  output: z.object({ fromOn: z.string() }),
  refusals: ['not-found'],
  example: {
    input: {
      id: exampleId,
      fromOn: '2026-11-22',
      authorised: 60,
      working: 50,
      maximum: 90,
      reason: 'Roof repaired',
    },
    output: { fromOn: '2026-11-22' },
  },
})

export const setUse = endpoint({
  name: 'custody.set-use',
  method: 'POST',
  path: '/custody/accommodation/:id/use',
  needs: 'custody:edit-accommodation',
  summary: 'Say for whom a barrack or cell is, and what it is called',
  input: Use.extend({ id: z.uuid(), nameEn: text(60), nameUr: text(60) }),
  output: z.object({ id: z.uuid() }),
  refusals: [
    'custody-accommodation.inhabited',
    'custody-accommodation.same-name',
    'custody-accommodation.as-the-barrack',
    'custody-accommodation.habit-of-convicts',
    'not-found',
  ],
  example: {
    input: {
      id: exampleId,
      nameEn: 'Barrack 3',
      nameUr: 'بیرک 3',
      sex: 'M',
      ages: 'adult',
      holds: 'under-trial',
      ward: 'ordinary',
    },
    output: { id: exampleId },
  },
})

export const closeLocation = endpoint({
  name: 'custody.close-location',
  method: 'POST',
  path: '/custody/accommodation/:id/close',
  needs: 'custody:edit-accommodation',
  summary:
    'Take a circle, barrack, cell or bed out of use; whoever is in it stands on the list of those to be moved',
  input: z.object({
    id: z.uuid(),
    reason: z.enum(closureReasons),
    note: z.string().trim().max(300).optional(),
  }),
  output: z.object({ toMove: z.number() }),
  refusals: ['custody-accommodation.closed-already', 'not-found'],
  example: { input: { id: exampleId, reason: 'repair' }, output: { toMove: 12 } },
})

export const reopenLocation = endpoint({
  name: 'custody.reopen-location',
  method: 'POST',
  path: '/custody/accommodation/:id/reopen',
  needs: 'custody:edit-accommodation',
  summary: 'Put a place that was closed into use again',
  input: z.object({ id: z.uuid(), why: text(300) }),
  output: z.object({ open: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { id: exampleId, why: 'Repaired' }, output: { open: true } },
})

export const listPlaces = endpoint({
  name: 'custody.list-places',
  method: 'GET',
  path: '/custody/prisoners/:id/places',
  needs: 'custody:allocate',
  summary: 'Every barrack and cell for one prisoner: which fit, and which rule forbids each other',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    prisoner: Someone.extend({
      sex: z.enum(sexes).nullable(),
      juvenile: z.boolean().nullable(),
      holds: z.enum(classes),
      ward: z.enum(wards),
      place: both.nullable(),
      version: z.string(),
    }),
    places: z.array(
      z.object({
        id: z.uuid(),
        name: both,
        use: Use.nullable(),
        held: z.number(),
        maximum: z.number(),
        working: z.number(),
        freeBeds: z.array(z.object({ id: z.uuid(), name: both })),
        current: z.boolean(),
        breaches: z.array(Breach),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['custody.not-in', 'not-found'],
  example: { input: { id: exampleId } },
})

export const allocatePlace = endpoint({
  name: 'custody.allocate-place',
  method: 'POST',
  path: '/custody/prisoners/:id/place',
  needs: 'custody:allocate',
  summary:
    'Give a prisoner a barrack or cell, and a bed where one is free; refused with the rule, and where there is room instead',
  input: z.object({
    id: z.uuid(),
    locationId: z.uuid(),
    bedId: z.uuid().optional(),
    reason: z.enum(allocationReasons),
    /** The allocation from which the prisoner is moved, as it was read; empty when there was none. */
    version: z.string(),
  }),
  output: z.object({ place: both }),
  refusals: [
    'custody-accommodation.separation',
    'custody-accommodation.bed-taken',
    'custody-accommodation.moved-meanwhile',
    'custody-accommodation.same-place',
    'custody.not-in',
    'not-found',
  ],
  example: {
    input: { id: exampleId, locationId: exampleId, reason: 'admission', version: '' },
    output: { place: { en: 'Barrack 3', ur: 'بیرک 3' } },
  },
})

const NonAssociation = z.object({
  id: z.uuid(),
  /** Null when the other is not in a prison the reader reaches. */
  other: Someone.extend({ place: both.nullable() }).nullable(),
  ownRole: z.enum(nonAssociationRoles),
  otherRole: z.enum(nonAssociationRoles),
  reason: z.enum(nonAssociationReasons),
  scope: z.enum(apartScopes),
  note: z.string().nullable(),
  recordedAt: z.string(),
  reviewOn: z.string().nullable(),
  ended: z.boolean(),
})

export const getPlaceOf = endpoint({
  name: 'custody.get-place-of',
  method: 'GET',
  path: '/custody/prisoners/:id/place',
  needs: 'custody:read-prisoner',
  summary: 'Where a prisoner sleeps and slept, the ward ordered, and from whom the prisoner is kept apart',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    held: z.boolean(),
    places: z.array(
      z.object({
        id: z.uuid(),
        locationId: z.uuid(),
        place: both,
        fromAt: z.string(),
        toAt: z.string().nullable(),
        reason: z.string(),
      }),
    ),
    breaches: z.array(Breach),
    /** A bed status by order of the medical officer, with the place asked for. Why, is told to nobody here. */
    ward: z
      .object({
        ward: z.enum(['isolation', 'hospital']),
        fromAt: z.string(),
        until: z.string().nullable(),
        place: both.nullable(),
      })
      .nullable(),
    /** Null for those who may not know. */
    nonAssociations: z.array(NonAssociation).nullable(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const recordNonAssociation = endpoint({
  name: 'custody.record-non-association',
  method: 'POST',
  path: '/custody/non-associations',
  needs: 'custody:read-non-associations',
  summary: 'Record that two prisoners must not be locked in together, why, and how far apart',
  input: z.object({
    oneId: z.uuid(),
    otherId: z.uuid(),
    oneRole: z.enum(nonAssociationRoles),
    otherRole: z.enum(nonAssociationRoles),
    reason: z.enum(nonAssociationReasons),
    scope: z.enum(apartScopes),
    note: z.string().trim().max(500).optional(),
  }),
  output: z.object({ id: z.uuid(), together: z.boolean() }),
  refusals: [
    'custody-accommodation.same-person',
    'custody-accommodation.apart-already',
    'custody.not-in',
    'not-found',
  ],
  example: {
    input: {
      oneId: exampleId,
      otherId: '0190a0de-0000-7000-8000-000000000002',
      oneRole: 'threatened',
      otherRole: 'threatens',
      reason: 'enmity',
      scope: 'barrack',
    },
    output: { id: exampleId, together: false },
  },
})

export const endNonAssociation = endpoint({
  name: 'custody.end-non-association',
  method: 'POST',
  path: '/custody/non-associations/:id/end',
  needs: 'custody:read-non-associations',
  summary: 'End a non-association, with the reason',
  input: z.object({ id: z.uuid(), why: text(300) }),
  output: z.object({ ended: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { id: exampleId, why: 'Settled by jirga, both heard' }, output: { ended: true } },
})

export const listNonAssociations = endpoint({
  name: 'custody.list-non-associations',
  method: 'GET',
  path: '/custody/non-associations',
  needs: 'custody:read-non-associations',
  summary: 'Who must be kept apart from whom, who is too near now, and what must be looked at again',
  input: z.object({
    show: z.enum(['standing', 'review', 'ended', 'all']).default('standing'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        one: Someone.extend({ role: z.enum(nonAssociationRoles) }).nullable(),
        other: Someone.extend({ role: z.enum(nonAssociationRoles) }).nullable(),
        reason: z.enum(nonAssociationReasons),
        scope: z.enum(apartScopes),
        note: z.string().nullable(),
        recordedAt: z.string(),
        reviewOn: z.string().nullable(),
        endedAt: z.string().nullable(),
        endedWhy: z.string().nullable(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const reviewNonAssociation = endpoint({
  name: 'custody.review-non-association',
  method: 'POST',
  path: '/custody/non-associations/:id/review',
  needs: 'custody:read-non-associations',
  summary: 'Say that a non-association is still needed; it is looked at again after the configured months',
  input: z.object({ id: z.uuid() }),
  output: z.object({ reviewOn: z.string() }),
  refusals: ['not-found'],
  example: { input: { id: exampleId }, output: { reviewOn: '2027-05-22' } },
})
