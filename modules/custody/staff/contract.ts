import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(1).max(most)
const prison = z.object({ id: z.number(), name: both })
const strength = z.number().int().min(0).max(50)

export const shifts = ['morning', 'evening', 'night'] as const
export type Shift = (typeof shifts)[number]
export const postKinds = [
  'gate',
  'tower',
  'circle',
  'barrack',
  'female-ward',
  'women-search',
  'escort',
  'kitchen',
  'hospital-guard',
  'patrol',
  'control-room',
  'store',
] as const
/** Where only women officers stand, whatever is entered: kept by a constraint of the database. */
export const alwaysFemale: readonly string[] = ['female-ward', 'women-search']
export const ranks = [
  'deputy-superintendent',
  'assistant-superintendent',
  'chief-warder',
  'head-warder',
  'warder',
] as const
export const absenceKinds = ['leave', 'sick', 'suspended', 'training', 'attached'] as const

const Member = z.object({
  id: z.uuid(),
  number: z.string(),
  rank: z.enum(ranks),
  sex: z.enum(['M', 'F']),
  name: both,
})
export type Member = z.output<typeof Member>

const Placed = Member.extend({
  placeId: z.uuid(),
  placed: z.enum(['proposed', 'by-hand']),
  restWhy: z.string().nullable(),
})
export type Placed = z.output<typeof Placed>

const Post = z.object({
  id: z.uuid(),
  kind: z.enum(postKinds),
  name: both,
  femaleOnly: z.boolean(),
  sanctioned: z.number(),
  /** Sanctioned strength, or more where the live roll asks for it by ratio. */
  needed: z.number(),
  people: z.array(Placed),
})
export type Post = z.output<typeof Post>

const ShiftBoard = z.object({
  shift: z.enum(shifts),
  begins: z.string(),
  ends: z.string(),
  /** Running now, still to come, or over. */
  time: z.enum(['over', 'now', 'ahead']),
  published: z.object({ at: z.string(), by: both }).nullable(),
  gaps: z.number(),
  posts: z.array(Post),
})
export type ShiftBoard = z.output<typeof ShiftBoard>

const Ratio = z.object({
  kind: z.enum(postKinds),
  shift: z.enum(shifts),
  counts: z.enum(['roll', 'women', 'patients']),
  each: z.number(),
})

export const getRoster = endpoint({
  name: 'custody.get-roster',
  method: 'GET',
  path: '/custody/roster',
  needs: 'custody:read-roster',
  summary: 'A day’s shifts: every post with who stands there and how many are missing, and who is away',
  input: z.object({ on: z.iso.date(), prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    on: z.string(),
    boards: z.array(ShiftBoard),
    roll: z.object({ onRoll: z.number(), women: z.number(), patients: z.number() }),
    rest: z.number().nullable(),
    ratios: z.array(Ratio),
    source: both.nullable(),
    refer: z.boolean(),
    away: z.array(Member.extend({ kind: z.enum(absenceKinds), until: z.string().nullable() })),
  }),
  refusals: ['not-found'],
  example: { input: { on: '2026-11-20' } },
})

export const proposeRoster = endpoint({
  name: 'custody.propose-roster',
  method: 'POST',
  path: '/custody/roster/proposal',
  needs: 'custody:plan-roster',
  summary: 'Fill the gaps of a day’s shifts from who is available and rested; whoever has a place keeps it',
  input: z.object({ on: z.iso.date() }),
  output: z.object({ placed: z.number(), gaps: z.number() }),
  refusals: ['custody-staff.past', 'custody-staff.no-shifts'],
  example: { input: { on: '2026-11-20' }, output: { placed: 41, gaps: 3 } },
})

export const listAvailable = endpoint({
  name: 'custody.list-available',
  method: 'GET',
  path: '/custody/roster/available',
  needs: 'custody:plan-roster',
  summary: 'Everybody who could stand at a post in a shift, and what stands in the way of each other',
  input: z.object({ on: z.iso.date(), shift: z.enum(shifts), postId: z.uuid() }),
  output: z.object({
    rows: z.array(
      Member.extend({
        obstacle: z.enum(['female-only', 'away', 'on-duty', 'rest']).nullable(),
        duties: z.number(),
      }),
    ),
  }),
  refusals: ['not-found', 'custody-staff.no-shifts'],
  example: { input: { on: '2026-11-20', shift: 'night', postId: exampleId }, output: { rows: [] } },
})

export const giveDuty = endpoint({
  name: 'custody.give-duty',
  method: 'POST',
  path: '/custody/roster/places',
  needs: 'custody:plan-roster',
  summary: 'Put a member of staff at a post by hand; a double shift needs its reason',
  input: z.object({
    on: z.iso.date(),
    shift: z.enum(shifts),
    postId: z.uuid(),
    memberId: z.uuid(),
    restWhy: text(300).optional(),
  }),
  output: z.object({ placeId: z.uuid() }),
  refusals: [
    'not-found',
    'custody-staff.no-shifts',
    'custody-staff.female-only',
    'custody-staff.on-duty',
    'custody-staff.rest',
    'custody-staff.away',
    'custody-staff.over',
    'custody-staff.post-closed',
  ],
  example: {
    input: { on: '2026-11-20', shift: 'night', postId: exampleId, memberId: exampleId },
    output: { placeId: exampleId },
  },
})

export const takeOffDuty = endpoint({
  name: 'custody.take-off-duty',
  method: 'POST',
  path: '/custody/roster/places/:placeId/out',
  needs: 'custody:plan-roster',
  summary: 'Take somebody off a post, with the reason; it stays written that they had it',
  input: z.object({ placeId: z.uuid(), why: text(300) }),
  output: z.object({ off: z.literal(true) }),
  refusals: ['not-found', 'custody-staff.over'],
  example: { input: { placeId: exampleId, why: 'Called to court as a witness' }, output: { off: true } },
})

export const publishRoster = endpoint({
  name: 'custody.publish-roster',
  method: 'POST',
  path: '/custody/roster/publication',
  needs: 'custody:plan-roster',
  summary: 'Publish the roster of a shift',
  input: z.object({ on: z.iso.date(), shift: z.enum(shifts) }),
  output: z.object({ published: z.literal(true) }),
  refusals: ['custody-staff.not-made', 'custody-staff.published'],
  example: { input: { on: '2026-11-20', shift: 'night' }, output: { published: true } },
})

export const listStaff = endpoint({
  name: 'custody.list-staff',
  method: 'GET',
  path: '/custody/staff',
  needs: 'custody:read-roster',
  summary: 'The prison’s staff, who is away until when, and the sanctioned posts',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    rows: z.array(
      Member.extend({
        absence: z
          .object({
            id: z.uuid(),
            kind: z.enum(absenceKinds),
            from: z.string(),
            until: z.string().nullable(),
            instrument: z.string(),
            now: z.boolean(),
          })
          .nullable(),
        duties: z.number(),
      }),
    ),
    posts: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(postKinds),
        name: both,
        femaleOnly: z.boolean(),
        morning: z.number(),
        evening: z.number(),
        night: z.number(),
        instrument: z.string(),
        closedOn: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const takeOnStaff = endpoint({
  name: 'custody.take-on-staff',
  method: 'POST',
  path: '/custody/staff',
  needs: 'custody:keep-staff',
  summary: 'Enter a member of staff: belt number, rank, sex, name',
  input: z.object({
    number: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[0-9A-Z/-]{1,16}$/),
    rank: z.enum(ranks),
    sex: z.enum(['M', 'F']),
    nameEn: text(80),
    nameUr: text(80),
    joinedOn: z.iso.date(),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: ['custody-staff.number-taken'],
  example: {
    input: {
      number: 'W-212',
      rank: 'warder',
      sex: 'F',
      nameEn: 'Zainab Khatoon',
      nameUr: 'زینب خاتون',
      joinedOn: '2024-03-01',
    },
    output: { id: exampleId },
  },
})

export const recordAbsence = endpoint({
  name: 'custody.record-absence',
  method: 'POST',
  path: '/custody/staff/:memberId/absences',
  needs: 'custody:keep-staff',
  summary: 'Record leave, illness, suspension or other absence; duties in that time become vacant',
  input: z.object({
    memberId: z.uuid(),
    kind: z.enum(absenceKinds),
    from: z.iso.date(),
    until: z.iso.date().optional(),
    instrument: text(120),
  }),
  output: z.object({ vacated: z.number() }),
  refusals: ['not-found', 'custody-staff.away-already', 'custody-staff.until-before'],
  example: {
    input: {
      memberId: exampleId,
      kind: 'leave',
      from: '2026-11-22',
      until: '2026-11-30',
      instrument: 'Leave order 44',
    },
    output: { vacated: 2 },
  },
})

export const endAbsence = endpoint({
  name: 'custody.end-absence',
  method: 'POST',
  path: '/custody/staff/absences/:absenceId/end',
  needs: 'custody:keep-staff',
  summary: 'Record that somebody is back for duty today',
  input: z.object({ absenceId: z.uuid() }),
  output: z.object({ back: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { absenceId: exampleId }, output: { back: true } },
})

export const sanctionPost = endpoint({
  name: 'custody.sanction-post',
  method: 'POST',
  path: '/custody/guard-posts',
  needs: 'custody:sanction-posts',
  summary: 'Enter a sanctioned post with its strength in each shift and the order that sanctions it',
  input: z.object({
    kind: z.enum(postKinds),
    nameEn: text(80),
    nameUr: text(80),
    femaleOnly: z.boolean().default(false),
    morning: strength,
    evening: strength,
    night: strength,
    instrument: text(120),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: ['custody-staff.post-named'],
  example: {
    input: {
      kind: 'tower',
      nameEn: 'Tower 5',
      nameUr: 'برج 5',
      morning: 1,
      evening: 1,
      night: 2,
      instrument: 'Order 12/2026',
    },
    output: { id: exampleId },
  },
})

export const closePost = endpoint({
  name: 'custody.close-post',
  method: 'POST',
  path: '/custody/guard-posts/:postId/close',
  needs: 'custody:sanction-posts',
  summary: 'Close a post from today',
  input: z.object({ postId: z.uuid() }),
  output: z.object({ closed: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { postId: exampleId }, output: { closed: true } },
})
