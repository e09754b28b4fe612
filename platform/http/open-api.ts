import { toJSONSchema } from 'zod'
import type { BothLanguages, Endpoint } from './contract.ts'
import { refusalStatus } from './refusal.ts'

type Json = Record<string, unknown>

const problem: Json = {
  type: 'object',
  required: ['type', 'title', 'titleUr', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    titleUr: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    params: { type: 'object', additionalProperties: true },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path: { type: 'string' },
          code: { type: 'string' },
          message: { type: 'object', properties: { en: { type: 'string' }, ur: { type: 'string' } } },
        },
      },
    },
    warnings: {
      type: 'array',
      description:
        'With code `warnings`: doubts. The command goes through when sent again with `overrides: [{ code, about, reason }]`, one for each.',
      items: {
        type: 'object',
        required: ['code', 'path', 'about', 'message'],
        properties: {
          code: { type: 'string' },
          path: { type: 'string' },
          about: { type: 'string' },
          message: { type: 'object', properties: { en: { type: 'string' }, ur: { type: 'string' } } },
        },
      },
    },
    current: {
      type: 'object',
      description:
        'With code `stale-version`: the record as it stands now. Compare, and send again under its version.',
      required: ['version', 'values'],
      properties: {
        version: { type: ['string', 'integer'] },
        values: { type: 'object', additionalProperties: true },
      },
    },
    reference: { type: 'string' },
  },
}

/** JSON Schema of one side of a contract, as OpenAPI 3.1 takes it. A file is `string/binary`, which zod itself cannot say. */
function schemaOf(schema: unknown, io: 'input' | 'output'): Json {
  const made = toJSONSchema(schema as Parameters<typeof toJSONSchema>[0], {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'file') Object.assign(jsonSchema, { type: 'string', format: 'binary' })
    },
  }) as Json
  const { $schema: _, ...rest } = made
  return rest
}

/** Endpoints as an OpenAPI 3.1 document. `refusalText` gives the sentence of a refusal code. */
export function openApi(
  endpoints: readonly Endpoint[],
  version: string,
  refusalText: (code: string) => BothLanguages,
): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replace(/:([A-Za-z]+)/g, '{$1}')}`
    const names = [...endpoint.path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1]!)
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, names, refusalText) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mizan',
      version,
      description:
        'One open platform for a country’s criminal justice system. Every refusal is problem+json (RFC 9457) in English and Urdu.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(endpoints.map((endpoint) => endpoint.name.split('.')[0]!))]
      .sort()
      .map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-mizan' } },
    },
  }
}

function operation(endpoint: Endpoint, names: string[], refusalText: (code: string) => BothLanguages): Json {
  const input = schemaOf(endpoint.input, 'input')
  const properties = (input.properties ?? {}) as Record<string, Json>
  const required = new Set((input.required ?? []) as string[])
  const given = (endpoint.example?.input ?? {}) as Json
  const parameters: Json[] = names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
    ...exampleOf(given, name),
  }))
  const rest = Object.keys(properties).filter((name) => !names.includes(name))
  const answer: Json = {
    operationId: endpoint.name,
    tags: [endpoint.name.split('.')[0]],
    summary: endpoint.summary,
    description: `Needs: \`${endpoint.needs}\`.${endpoint.stepUp ? ' Asks for a fresh second factor.' : ''}`,
    'x-needs': endpoint.needs,
    ...(endpoint.stepUp === true ? { 'x-step-up': true } : {}),
    security: endpoint.needs === 'public' ? [] : [{ session: [] }],
  }
  if (endpoint.method === 'GET') {
    for (const name of rest)
      parameters.push({
        name,
        in: 'query',
        required: required.has(name),
        schema: properties[name],
        ...exampleOf(given, name),
      })
  } else {
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'Repeating a command with the same key does nothing twice and gives the first answer.',
      schema: { type: 'string', format: 'uuid' },
    })
    const type = endpoint.media?.request ?? 'application/json'
    const { $defs, ...plain } = input
    answer.requestBody = {
      required: rest.length > 0,
      content: {
        [type]: {
          schema: {
            ...plain,
            ...($defs === undefined ? {} : { $defs }),
            ...(input.properties === undefined
              ? {}
              : { properties: Object.fromEntries(rest.map((name) => [name, properties[name]])) }),
            ...(input.required === undefined ? {} : { required: rest.filter((name) => required.has(name)) }),
          },
          ...(endpoint.example?.input === undefined
            ? {}
            : {
                example: Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name))),
              }),
        },
      },
    }
  }
  if (parameters.length > 0) answer.parameters = parameters
  const refusals = [
    'invalid-input',
    ...(endpoint.needs === 'public' ? [] : ['not-signed-in', 'not-allowed']),
    ...endpoint.refusals,
    ...(endpoint.warnings === undefined ? [] : ['warnings', ...endpoint.warnings]),
  ]
  const answerType = endpoint.media?.response ?? 'application/json'
  answer.responses = {
    200: {
      description: 'Done',
      content: {
        [answerType]:
          answerType !== 'application/json'
            ? { schema: { type: 'string', format: 'binary' } }
            : answered(endpoint),
      },
    },
    default: {
      description: `Refused: ${refusals.map((code) => `\`${code}\` (${refusalText(code).en})`).join('; ')}`,
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          examples: Object.fromEntries(
            refusals.map((code) => [
              code,
              {
                value: {
                  type: `/problems/${code}`,
                  title: refusalText(code).en,
                  titleUr: refusalText(code).ur,
                  status: refusalStatus(code),
                  code,
                },
              },
            ]),
          ),
        },
      },
    },
  }
  return answer
}

/** What the endpoint's example has for one parameter. */
function exampleOf(given: Json, name: string): Json {
  return given[name] === undefined ? {} : { example: given[name] }
}

function answered(endpoint: Endpoint): Json {
  const schema = schemaOf(endpoint.output, 'output')
  const written = endpoint.example?.output
  return written === undefined
    ? { schema, example: sampleOf(schema, schema), 'x-example': 'made from the schema' }
    : { schema, example: written }
}

const textSamples: Readonly<Record<string, string>> = {
  date: '2026-03-12',
  'date-time': '2026-03-12T09:30:00.000Z',
  uuid: '01962b7e-0c00-7000-8000-000000000001',
}

/** A value of the right form, for an answer nobody wrote an example of. `root` holds the definitions. */
function sampleOf(schema: Json, root: Json, depth = 0): unknown {
  if (schema.const !== undefined) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if (typeof schema.$ref === 'string') {
    if (depth > 12) return null
    const name = schema.$ref.split('/').at(-1)!
    return sampleOf(name === '#' ? root : ((root.$defs as Record<string, Json>)[name] ?? {}), root, depth + 1)
  }
  const choice = (schema.anyOf ?? schema.oneOf) as Json[] | undefined
  if (choice !== undefined) return sampleOf(choice[0]!, root, depth + 1)
  if (schema.type === 'object') {
    const properties = (schema.properties ?? {}) as Record<string, Json>
    return Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [name, sampleOf(each, root, depth + 1)]),
    )
  }
  if (schema.type === 'array') {
    const first = (schema.prefixItems as Json[] | undefined) ?? [schema.items as Json]
    return depth > 8 ? [] : first.map((each) => sampleOf(each, root, depth + 1))
  }
  if (schema.type === 'string') return textSamples[String(schema.format)] ?? 'text'
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, Number(schema.minimum ?? 1))
  if (schema.type === 'boolean') return true
  return null
}
