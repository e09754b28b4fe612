import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { unitKinds } from './data/unit-seed.ts'
import { hierarchies } from './kinds.ts'

export { type Hierarchy, type UnitKind, unitKinds } from './data/unit-seed.ts'
export { hierarchies, parentKinds } from './kinds.ts'

export const UnitRow = z.object({
  id: z.number(),
  code: z.string(),
  kind: z.string(),
  jurisdiction: z.string(),
  nameEn: z.string(),
  nameUr: z.string(),
})
export type UnitRow = z.output<typeof UnitRow>

export const listUnits = endpoint({
  name: 'units.list-units',
  method: 'GET',
  path: '/units',
  needs: 'signed-in',
  summary: 'Units by kind, jurisdiction and name',
  input: z.object({
    kind: z.string().max(40).optional(),
    jurisdiction: z.string().max(10).optional(),
    q: z.string().trim().max(100).optional(),
    /** Only units below this one in `hierarchy`. */
    below: z.coerce.number().int().optional(),
    hierarchy: z.enum(hierarchies).default('territory'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ rows: z.array(UnitRow), total: z.number() }),
  example: { input: { kind: 'prison', jurisdiction: 'PK-SD' }, output: { rows: [], total: 0 } },
})

const Name = z.object({ en: z.string(), ur: z.string() })
const Ref = z.object({ id: z.number(), code: z.string(), kind: z.string(), name: Name })

export const TreeUnit = z.object({
  id: z.number(),
  code: z.string(),
  kind: z.string(),
  jurisdiction: z.string(),
  nameEn: z.string(),
  nameUr: z.string(),
  parentId: z.number().nullable(),
  /** Shape on the map of districts as they stood at the census of 2023. */
  topologyId: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
})
export type TreeUnit = z.output<typeof TreeUnit>

const hyderabad = {
  id: 12,
  code: 'PK-SD-hyderabad',
  kind: 'district',
  name: { en: 'Hyderabad', ur: 'حیدرآباد' },
}

export const readUnitTree = endpoint({
  name: 'units.read-tree',
  method: 'GET',
  path: '/units/tree',
  needs: 'signed-in',
  summary: 'Every unit of one hierarchy as it stood on a day, with its parent on that day',
  input: z.object({ hierarchy: z.enum(hierarchies).default('territory'), on: z.iso.date().optional() }),
  output: z.object({ on: z.string(), rows: z.array(TreeUnit) }),
  example: { input: { hierarchy: 'police', on: '2026-03-12' }, output: { on: '2026-03-12', rows: [] } },
})

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

export const UnitHistory = z.object({
  unit: Ref.extend({
    jurisdiction: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    attributes: z.record(z.string(), z.unknown()),
    /** May the reader change this unit: the permission, and the unit's province. */
    mine: z.boolean(),
    /** Of the capacity and the weekly days off: sent back with a change of them. */
    version: z.string(),
  }),
  names: z.array(Name.extend({ validFrom: z.string(), validTo: z.string().nullable() })),
  parents: z.array(
    z.object({
      hierarchy: z.enum(hierarchies),
      parent: Ref,
      validFrom: z.string(),
      validTo: z.string().nullable(),
    }),
  ),
  children: z.array(
    z.object({
      hierarchy: z.enum(hierarchies),
      child: Ref,
      validFrom: z.string(),
      validTo: z.string().nullable(),
    }),
  ),
})
export type UnitHistory = z.output<typeof UnitHistory>

export const getUnitHistory = endpoint({
  name: 'units.get-history',
  method: 'GET',
  path: '/units/:id',
  needs: 'signed-in',
  summary: 'A unit with every name, parent and child it has or had',
  input: z.object({ id: z.coerce.number().int() }),
  output: UnitHistory,
  refusals: ['not-found'],
  example: {
    input: { id: 12 },
    output: {
      unit: {
        ...hyderabad,
        jurisdiction: 'PK-SD',
        validFrom: '1970-07-01',
        validTo: null,
        attributes: { areaKm2: 993 },
        mine: false,
        version: 'b8Wk2LxQe9TnV4ysHc3Z1g',
      },
      names: [{ ...hyderabad.name, validFrom: '1970-07-01', validTo: null }],
      parents: [],
      children: [],
    },
  },
})

export const getUnitAsOf = endpoint({
  name: 'units.get-unit-as-of',
  method: 'GET',
  path: '/units/:id/as-of',
  needs: 'signed-in',
  summary: 'What a unit was called and under what it stood on a day',
  input: z.object({ id: z.coerce.number().int(), on: z.iso.date() }),
  output: z.object({
    unit: UnitRow,
    inForce: z.boolean(),
    parents: z.partialRecord(z.enum(hierarchies), z.number()),
  }),
  refusals: ['not-found'],
  example: {
    input: { id: 12, on: '2020-01-01' },
    output: {
      unit: {
        id: 12,
        code: hyderabad.code,
        kind: 'district',
        jurisdiction: 'PK-SD',
        nameEn: 'Hyderabad',
        nameUr: 'حیدرآباد',
      },
      inForce: true,
      parents: { territory: 7 },
    },
  },
})

const unitName = z.object({ en: z.string().trim().min(2).max(120), ur: z.string().trim().min(2).max(120) })
const code = z
  .string()
  .trim()
  .regex(/^[A-Za-z][A-Za-z0-9:-]{2,59}$/)
const id = z.coerce.number().int()

export const CreateUnit = z.object({
  code,
  kind: z.enum(unitKinds),
  name: unitName,
  from: z.iso.date(),
  /** The parent in each hierarchy the unit stands in; territory always. */
  parents: z.object({
    territory: id,
    police: id.optional(),
    prosecution: id.optional(),
    court: id.optional(),
    prison: id.optional(),
  }),
})
export type CreateUnit = z.output<typeof CreateUnit>
export const RenameUnit = z.object({ id, name: unitName, from: z.iso.date() })
export type RenameUnit = z.output<typeof RenameUnit>
export const MoveUnit = z.object({
  id,
  hierarchy: z.enum(hierarchies),
  parentId: id,
  from: z.iso.date(),
})
export type MoveUnit = z.output<typeof MoveUnit>
export const SplitUnit = z.object({
  id,
  code,
  name: unitName,
  from: z.iso.date(),
  /** Units below it that go to the new one, in every hierarchy in which they stand directly under it. */
  children: z.array(id).max(500),
})
export type SplitUnit = z.output<typeof SplitUnit>
export const CloseUnit = z.object({ id, from: z.iso.date() })
export type CloseUnit = z.output<typeof CloseUnit>

const Done = z.object({ id: z.number() })
const ordinary = [
  'not-found',
  'units.elsewhere',
  'units.closed',
  'units.not-in-force',
  'units.later-change',
] as const
const placing = [
  'units.parent-kind',
  'units.parent-not-in-force',
  'units.circle',
  'units.parent-elsewhere',
] as const

export const createUnit = endpoint({
  name: 'units.create-unit',
  method: 'POST',
  path: '/units',
  needs: 'units:edit',
  stepUp: true,
  summary: 'Begin a unit on a day',
  input: CreateUnit,
  output: Done,
  refusals: ['units.code-taken', 'units.elsewhere', ...placing],
  example: {
    input: {
      code: 'PS-HYD-NEW',
      kind: 'police-station',
      name: { en: 'Police Station New Town', ur: 'تھانہ نیو ٹاؤن' },
      from: '2026-07-01',
      parents: { territory: 12, police: 40 },
    },
    output: { id: 1067 },
  },
})

export const renameUnit = endpoint({
  name: 'units.rename-unit',
  method: 'POST',
  path: '/units/:id/names',
  needs: 'units:edit',
  summary: 'Give a unit another name from a day; what happened before keeps the old one',
  input: RenameUnit,
  output: Done,
  refusals: [...ordinary, 'units.same-name'],
  example: {
    input: { id: 12, name: { en: 'Hyderabad', ur: 'حیدرآباد' }, from: '2026-07-01' },
    output: { id: 12 },
  },
})

export const moveUnit = endpoint({
  name: 'units.move-unit',
  method: 'POST',
  path: '/units/:id/parents',
  needs: 'units:edit',
  stepUp: true,
  summary: 'Put a unit under another parent in one hierarchy from a day',
  input: MoveUnit,
  output: Done,
  refusals: [...ordinary, ...placing, 'units.same-parent'],
  example: {
    input: { id: 12, hierarchy: 'territory', parentId: 7, from: '2026-07-01' },
    output: { id: 12 },
  },
})

export const splitUnit = endpoint({
  name: 'units.split-unit',
  method: 'POST',
  path: '/units/:id/split',
  needs: 'units:edit',
  stepUp: true,
  summary: 'Carve a new unit from one that stays, from a day, and take chosen units below it along',
  input: SplitUnit,
  output: Done,
  refusals: [...ordinary, ...placing, 'units.code-taken', 'units.not-a-child'],
  example: {
    input: {
      id: 12,
      code: 'PK-SD-latifabad',
      name: { en: 'Latifabad', ur: 'لطیف آباد' },
      from: '2026-07-01',
      children: [210, 211],
    },
    output: { id: 1067 },
  },
})

export const closeUnit = endpoint({
  name: 'units.close-unit',
  method: 'POST',
  path: '/units/:id/closing',
  needs: 'units:edit',
  stepUp: true,
  summary: 'End a unit on a day; what happened in it stays',
  input: CloseUnit,
  output: Done,
  refusals: [...ordinary, 'units.has-children'],
  example: { input: { id: 12, from: '2026-07-01' }, output: { id: 12 } },
})

export const describeUnit = endpoint({
  name: 'units.describe-unit',
  method: 'POST',
  path: '/units/:id/attributes',
  needs: 'units:edit',
  summary: 'Set the capacity of a prison and the weekly days off of an office',
  input: z.object({
    id,
    capacity: z.coerce.number().int().min(0).max(100_000).optional(),
    weeklyOff: z.array(z.enum(weekdays)).max(6).optional(),
    version: z.string(),
  }),
  output: Done,
  refusals: ['not-found', 'units.elsewhere', 'units.capacity-of-prison', 'stale-version'],
  example: { input: { id: 12, weeklyOff: ['Sun'], version: 'b8Wk2LxQe9TnV4ysHc3Z1g' }, output: { id: 12 } },
})

export const UnitChange = z.discriminatedUnion('act', [
  CreateUnit.extend({ act: z.literal('create') }),
  MoveUnit.extend({ act: z.literal('move') }),
  SplitUnit.extend({ act: z.literal('split') }),
  CloseUnit.extend({ act: z.literal('close') }),
])
export type UnitChange = z.output<typeof UnitChange>

export const Effects = z.object({
  /** The day the two orders are compared on: the change's own, or today for one that is dated back. */
  on: z.string(),
  /** Grants whose reach grows or shrinks. */
  gaining: z.number(),
  losing: z.number(),
  /** Grants held in the unit itself. */
  holders: z.number(),
  rows: z.array(
    z.object({
      post: Name,
      unit: z.object({ id: z.number(), name: Name }),
      grants: z.number(),
      gains: z.number(),
      loses: z.number(),
    }),
  ),
})
export type Effects = z.output<typeof Effects>

export const previewUnitChange = endpoint({
  name: 'units.preview-change',
  method: 'POST',
  path: '/units/effects',
  needs: 'units:edit',
  summary: 'Who would see more or fewer units after a change; nothing is kept',
  input: z.object({ change: UnitChange }),
  output: Effects,
  refusals: [
    ...ordinary,
    ...placing,
    'units.same-parent',
    'units.code-taken',
    'units.not-a-child',
    'units.has-children',
  ],
  example: {
    input: { change: { act: 'close', id: 12, from: '2026-07-01' } },
    output: { on: '2026-07-01', gaining: 0, losing: 0, holders: 0, rows: [] },
  },
})
