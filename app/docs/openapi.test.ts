import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allHandlers } from '../server.ts'
import { type World, world } from '../testing.ts'

let here: World
interface Operation {
  operationId: string
  summary?: string
  parameters?: { name: string; in: string; required: boolean; example?: unknown }[]
  requestBody?: { content: Record<string, { example?: unknown }> }
  responses: Record<
    string,
    {
      content: Record<
        string,
        {
          example?: unknown
          examples?: Record<string, { value: { title: string; titleUr: string; status: number } }>
        }
      >
    }
  >
}
let document: { paths: Record<string, Record<string, Operation>> }
let operations: { method: string; path: string; operation: Operation }[]

beforeAll(async () => {
  here = await world()
  document = (await (await here.app.request('/api/openapi.json')).json()) as typeof document
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
})
afterAll(() => here.drop())

test('the document is OpenAPI 3.1 by its own schema', async () => {
  const result = await new Validator().validate(structuredClone(document))
  expect(result.errors ?? []).toEqual([])
  expect(result.valid).toBe(true)
})

test('the validator would say if it were not', async () => {
  const broken = structuredClone(document) as unknown as { info: Record<string, unknown> }
  delete broken.info.title
  expect((await new Validator().validate(broken)).valid).toBe(false)
})

test('every endpoint has a summary, and an example of what goes in and what comes out', () => {
  const without = operations.flatMap(({ operation }) => {
    const [type, answer] = Object.entries(operation.responses['200']!.content)[0]!
    const [sent, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
    return [
      ...((operation.summary ?? '').length < 4 ? ['summary'] : []),
      ...(type === 'application/json' && answer.example === undefined ? ['output'] : []),
      ...(sent === 'application/json' && body?.example === undefined && takesFields(body) ? ['input'] : []),
      ...(operation.parameters ?? [])
        .filter((each) => each.required && each.example === undefined && sent !== 'multipart/form-data')
        .map((each) => each.name),
    ].map((what) => `${operation.operationId}: ${what}`)
  })
  expect(without).toEqual([])
})

const takesFields = (body: unknown): boolean => JSON.stringify(body).includes('"properties":{"')

test('what an example shows is what the endpoint takes and gives', () => {
  const wrong = allHandlers().flatMap(({ endpoint }) => {
    const { input, output } = endpoint.example ?? {}
    const sides: [string, unknown, Parsing][] = [
      ['input', input, endpoint.input as unknown as Parsing],
      ['output', output, endpoint.output as unknown as Parsing],
    ]
    return sides
      .filter(([, example, schema]) => example !== undefined && !schema.safeParse(example).success)
      .map(([side]) => `${endpoint.name}: ${side}`)
  })
  expect(wrong).toEqual([])
})

interface Parsing {
  safeParse(value: unknown): { success: boolean }
}

test('every refusal has its sentence in both languages', () => {
  const dumb = operations.flatMap(({ operation }) =>
    Object.entries(operation.responses.default!.content['application/problem+json']!.examples!)
      .filter(([, { value }]) => value.title === '' || !/[؀-ۿ]/.test(value.titleUr))
      .map(([code]) => `${operation.operationId}: ${code}`),
  )
  expect(dumb).toEqual([])
})

test('operation names are unique', () => {
  const names = operations.map(({ operation }) => operation.operationId)
  expect(new Set(names).size).toBe(names.length)
})

test('the page names every endpoint, holds no inline script or style, and fetches nothing from elsewhere', async () => {
  const answer = await here.app.request('/api/docs')
  expect(answer.status).toBe(200)
  const policy = answer.headers.get('content-security-policy')!
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  const page = await answer.text()
  for (const { operation } of operations) expect(page).toContain(`id="${operation.operationId}"`)
  expect(page).not.toMatch(/<script>|<style|\sstyle=|\son[a-z]+=|https?:\/\/[^\s"<]*\.(js|css)/)
  for (const [, path] of page.matchAll(/(?:src|href)="(\/api\/docs\/[^"]+)"/g)) {
    expect((await here.app.request(path!)).status).toBe(200)
  }
})
