import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(1).max(most)

export const assetKinds = [
  'rifle',
  'shotgun',
  'pistol',
  'ammunition',
  'wireless',
  'keys',
  'handcuffs',
  'detector',
  'camera',
  'computer',
  'generator',
  'vehicle',
  'furniture',
  'other',
] as const
export const assetConditions = ['good', 'worn', 'broken', 'missing'] as const

const Asset = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: z.enum(assetKinds),
  name: both,
  quantity: z.number(),
  place: z.string(),
  condition: z.enum(assetConditions),
  member: z.object({ number: z.string(), name: both }).nullable(),
  seenOn: z.string(),
  countedAtDuty: z.boolean(),
  state: z.enum(['in-use', 'to-write-off', 'written-off']),
  proposed: z.object({ by: both, why: z.string(), own: z.boolean() }).nullable(),
  plate: z.string().nullable(),
})
export type Asset = z.output<typeof Asset>

export const listAssets = endpoint({
  name: 'custody.list-assets',
  method: 'GET',
  path: '/custody/assets',
  needs: 'custody:read-assets',
  summary: 'The register of assets: where each is, in which condition, with whom, when last seen',
  input: z.object({
    q: z.string().trim().max(60).optional(),
    kind: z.enum(assetKinds).optional(),
    state: z.enum(['in-use', 'to-write-off', 'written-off']).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(Asset),
    total: z.number(),
    sums: z.object({ inUse: z.number(), toWriteOff: z.number(), unseen: z.number(), broken: z.number() }),
  }),
  example: {
    input: {},
    output: { rows: [], total: 0, sums: { inUse: 0, toWriteOff: 0, unseen: 0, broken: 0 } },
  },
})

export const listBearers = endpoint({
  name: 'custody.list-bearers',
  method: 'GET',
  path: '/custody/assets/bearers',
  needs: 'custody:keep-assets',
  summary: 'Members of staff an asset can be given to',
  input: z.object({ q: z.string().trim().max(60) }),
  output: z.object({ rows: z.array(z.object({ id: z.uuid(), number: z.string(), name: both })) }),
  example: { input: { q: 'W-' }, output: { rows: [] } },
})

export const takeOnAsset = endpoint({
  name: 'custody.take-on-asset',
  method: 'POST',
  path: '/custody/assets',
  needs: 'custody:keep-assets',
  summary: 'Enter an asset in the register; an escort vehicle by its plate',
  input: z.object({
    number: text(40),
    kind: z.enum(assetKinds),
    nameEn: text(80),
    nameUr: text(80),
    quantity: z.number().int().min(1).max(1_000_000).default(1),
    place: text(80),
    condition: z.enum(assetConditions).default('good'),
    countedAtDuty: z.boolean().default(false),
    plate: z.string().trim().max(20).optional(),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: [
    'custody-stores.number-taken',
    'custody-stores.no-such-vehicle',
    'custody-stores.not-counted-kind',
  ],
  example: {
    input: {
      number: 'WS-31',
      kind: 'wireless',
      nameEn: 'Handset',
      nameUr: 'وائرلیس سیٹ',
      place: 'Control room',
    },
    output: { id: exampleId },
  },
})

export const seeAsset = endpoint({
  name: 'custody.see-asset',
  method: 'POST',
  path: '/custody/assets/:assetId/seen',
  needs: 'custody:keep-assets',
  summary: 'Record that an asset was seen today: where, in which condition, with whom',
  input: z.object({
    assetId: z.uuid(),
    place: text(80),
    condition: z.enum(assetConditions),
    memberId: z.uuid().optional(),
  }),
  output: z.object({ seen: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { assetId: exampleId, place: 'Tower 2', condition: 'good' }, output: { seen: true } },
})

export const proposeWriteOff = endpoint({
  name: 'custody.propose-write-off',
  method: 'POST',
  path: '/custody/assets/:assetId/write-off',
  needs: 'custody:keep-assets',
  summary: 'Propose to write an asset off, with the reason; a second officer decides',
  input: z.object({ assetId: z.uuid(), why: text(500) }),
  output: z.object({ proposed: z.literal(true) }),
  refusals: ['not-found'],
  example: {
    input: { assetId: exampleId, why: 'Beyond repair, workshop report 9' },
    output: { proposed: true },
  },
})

export const decideWriteOff = endpoint({
  name: 'custody.decide-write-off',
  method: 'POST',
  path: '/custody/assets/:assetId/decision',
  needs: 'custody:write-off-assets',
  summary: 'Write an asset off as second officer, or keep it',
  input: z.object({ assetId: z.uuid(), writeOff: z.boolean() }),
  output: z.object({ writtenOff: z.boolean() }),
  refusals: ['not-found', 'custody-stores.own-proposal'],
  example: { input: { assetId: exampleId, writeOff: true }, output: { writtenOff: true } },
})
