import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { troublesFrom, troublesOf, troublesOfForm, withoutEmpties } from './schema-problems.ts'

const Admission = z.object({
  name: z.object({ en: z.string().min(1), ur: z.string().min(3) }),
  admittedOn: z.iso.date(),
  years: z.int().min(1).max(25).optional(),
  kind: z.enum(['convict', 'under-trial']),
  cnic: z
    .string()
    .regex(/^[1-8]\d{12}$/, 'common:problem.cnic')
    .optional(),
  sections: z.array(z.string()).min(1),
})

const keys = (values: unknown) =>
  Object.fromEntries(
    Object.entries(troublesOf(Admission, values)).map(([path, trouble]) => [
      path,
      trouble.kind === 'key' ? trouble.key.replace('common:problem.', '') : '',
    ]),
  )

describe('problems of a form', () => {
  it('names each field by its dotted path and says what is missing', () => {
    expect(keys({ name: { ur: 'ا' }, sections: [] })).toEqual({
      'name.en': 'required',
      'name.ur': 'too-short',
      admittedOn: 'required',
      kind: 'choose',
      sections: 'too-few',
    })
  })

  it('says in both languages what a refinement says in both', () => {
    const Reported = z.object({
      on: z.iso.date().refine(() => false, { params: { en: 'Not yet.', ur: 'ابھی نہیں۔' } }),
    })
    expect(troublesOf(Reported, { on: '2026-03-12' })).toEqual({
      on: { kind: 'said', message: { en: 'Not yet.', ur: 'ابھی نہیں۔' } },
    })
  })

  it('tells a wrong date, a wrong number and a wrong choice apart', () => {
    const values = {
      name: { en: 'A', ur: 'اکبر' },
      admittedOn: '31/2/2026',
      years: 2.5,
      kind: 'other',
      sections: ['302'],
    }
    expect(keys(values)).toEqual({ admittedOn: 'date', years: 'whole-number', kind: 'choose' })
    expect(keys({ ...values, admittedOn: '2026-03-12', kind: 'convict', years: 26 })).toEqual({
      years: 'too-big',
    })
  })

  it('lets a schema name its own text', () => {
    const values = {
      name: { en: 'A', ur: 'اکبر' },
      admittedOn: '2026-03-12',
      kind: 'convict',
      sections: ['302'],
      cnic: '9',
    }
    expect(troublesOf(Admission, values)).toEqual({
      cnic: { kind: 'key', key: 'common:problem.cnic', params: {} },
    })
  })

  it('is silent when all is well', () => {
    expect(
      troublesOf(Admission, {
        name: { en: 'A', ur: 'اکبر' },
        admittedOn: '2026-03-12',
        kind: 'convict',
        sections: ['302'],
      }),
    ).toEqual({})
  })

  it('keeps the first of several server problems of one field, in both languages', () => {
    const first = { en: 'Held since March', ur: 'مارچ سے قید' }
    expect(
      troublesFrom([
        { path: 'cnic', code: 'x', message: first },
        { path: 'cnic', code: 'y', message: { en: 'b', ur: 'ب' } },
      ]),
    ).toEqual({ cnic: { kind: 'said', message: first } })
  })
})

describe('what a form sends', () => {
  it('leaves out what was not filled in and trims the rest', () => {
    expect(withoutEmpties({ a: ' x ', b: '', c: { d: ' ' }, e: [], f: 0, g: false, h: ['', 'y'] })).toEqual({
      a: 'x',
      e: [],
      f: 0,
      g: false,
      h: ['y'],
    })
  })
})

it('names the fields of a wanted object of which nothing was filled in, and lets an optional one be', () => {
  const schema = z.object({
    name: z.object({ en: z.string().min(1) }),
    father: z.object({ en: z.string() }).optional(),
  })
  const values = { name: { en: '' }, father: { en: ' ' } }
  expect(Object.keys(troublesOfForm(schema, values, withoutEmpties(values) ?? {}))).toEqual(['name.en'])
})
