import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const prison = z.object({ id: z.number(), name: both })
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const Slot = z.object({
  id: z.uuid(),
  from: z.string(),
  to: z.string(),
  state: z.enum(['booked', 'heard']),
  imprisonmentId: z.uuid(),
  warrantId: z.uuid(),
  number: z.string(),
  name: both,
  court: both.nullable(),
})
export type VideoSlot = z.output<typeof Slot>

const Room = z.object({
  id: z.uuid(),
  name: both,
  link: z.string().nullable(),
  fromTime: z.string(),
  toTime: z.string(),
  slotMinutes: z.number(),
  closedOn: z.string().nullable(),
  /** From the first hour to the last: who has it, or nobody. */
  day: z.array(z.object({ from: z.string(), to: z.string(), slot: Slot.nullable() })),
  /** Became free again, with why. */
  freed: z.array(
    z.object({
      from: z.string(),
      number: z.string(),
      name: both,
      why: z.enum(['adjourned', 'by-hand', 'not-produced']),
    }),
  ),
})
export type VideoRoom = z.output<typeof Room>

export const getVideoDay = endpoint({
  name: 'custody.get-video-day',
  method: 'GET',
  path: '/custody/video',
  needs: 'custody:read-prisoner',
  summary: 'The rooms of a prison for hearings by video, and every slot of a day',
  input: z.object({ on: z.iso.date(), prisonId: z.coerce.number().int().optional() }),
  output: z.object({ prison, prisons: z.array(prison), on: z.string(), rooms: z.array(Room) }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { on: '2026-11-21' } },
})

export const bookVideo = endpoint({
  name: 'custody.book-video',
  method: 'POST',
  path: '/custody/warrants/:warrantId/video-slots',
  needs: 'custody:book-video',
  summary: 'Mark a production to be by video and give it a slot; no room and no prisoner has two at once',
  input: z.object({ warrantId: z.uuid(), on: z.iso.date(), roomId: z.uuid(), from: clock }),
  output: z.object({ slotId: z.uuid() }),
  refusals: [
    'not-found',
    'custody-video.past',
    'custody-video.not-listed',
    'custody-video.no-such-slot',
    'custody-video.taken',
    'custody-video.twice',
    'custody.recorded-already',
  ],
  example: {
    input: { warrantId: exampleId, on: '2026-11-20', roomId: exampleId, from: '10:30' },
    output: { slotId: exampleId },
  },
})

export const endVideo = endpoint({
  name: 'custody.end-video',
  method: 'POST',
  path: '/custody/video-slots/:slotId/end',
  needs: 'custody:book-video',
  summary: 'Record that the prisoner was heard by video, which is a production, or give the slot back',
  input: z.object({ slotId: z.uuid(), outcome: z.enum(['heard', 'freed']) }),
  output: z.object({ state: z.enum(['heard', 'freed']) }),
  refusals: [
    'not-found',
    'custody-video.ended-already',
    'custody-video.not-yet',
    'custody.not-today',
    'custody.not-in',
    'custody.recorded-already',
  ],
  example: { input: { slotId: exampleId, outcome: 'heard' }, output: { state: 'heard' } },
})

export const addVideoRoom = endpoint({
  name: 'custody.add-video-room',
  method: 'POST',
  path: '/custody/video-rooms',
  needs: 'custody:keep-video-rooms',
  summary: 'Open a room for hearings by video: its hours, the length of a slot, and how the court is reached',
  input: z
    .object({
      name: z.object({ en: z.string().trim().min(2).max(80), ur: z.string().trim().min(2).max(80) }),
      link: z.string().trim().max(200).optional(),
      fromTime: clock,
      toTime: clock,
      slotMinutes: z.number().int().min(5).max(240),
    })
    .refine((given) => given.fromTime < given.toTime, {
      path: ['toTime'],
      params: {
        code: 'to-time',
        en: 'The room closes after it opens.',
        ur: 'کمرہ کھلنے کے بعد ہی بند ہو سکتا ہے۔',
      },
    }),
  output: z.object({ roomId: z.uuid() }),
  refusals: [],
  example: {
    input: { name: { en: 'Room 1', ur: 'کمرہ 1' }, fromTime: '09:00', toTime: '14:00', slotMinutes: 20 },
    output: { roomId: exampleId },
  },
})

export const closeVideoRoom = endpoint({
  name: 'custody.close-video-room',
  method: 'POST',
  path: '/custody/video-rooms/:roomId/close',
  needs: 'custody:keep-video-rooms',
  summary: 'Close a room from tomorrow; refused while somebody has a slot in it after today',
  input: z.object({ roomId: z.uuid() }),
  output: z.object({ closedOn: z.string() }),
  refusals: ['not-found', 'custody-video.still-booked'],
  example: { input: { roomId: exampleId }, output: { closedOn: '2026-11-20' } },
})
