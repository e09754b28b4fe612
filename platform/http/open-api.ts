import { toJSONSchema } from 'zod'
import type { Endpoint } from './contract.ts'

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

/** Endpoints as an OpenAPI 3.1 document. `refusalText` gives the English sentence of a refusal code. */
export function openApi(
  endpoints: readonly Endpoint[],
  version: string,
  refusalText: (code: string) => string,
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

function operation(endpoint: Endpoint, names: string[], refusalText: (code: string) => string): Json {
  const input = schemaOf(endpoint.input, 'input')
  const properties = (input.properties ?? {}) as Record<string, Json>
  const required = new Set((input.required ?? []) as string[])
  const parameters: Json[] = names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }))
  const rest = Object.keys(properties).filter((name) => !names.includes(name))
  const answer: Json = {
    operationId: endpoint.name,
    tags: [endpoint.name.split('.')[0]],
    summary: endpoint.summary,
    description: `Needs: \`${endpoint.needs}\`.${endpoint.stepUp ? ' Asks for a fresh second factor.' : ''}`,
    security: endpoint.needs === 'public' ? [] : [{ session: [] }],
  }
  if (endpoint.method === 'GET') {
    for (const name of rest)
      parameters.push({ name, in: 'query', required: required.has(name), schema: properties[name] })
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
          ...(endpoint.example?.input === undefined ? {} : { example: endpoint.example.input }),
        },
      },
    }
  }
  if (parameters.length > 0) answer.parameters = parameters
  const refusals = [
    'invalid-input',
    ...(endpoint.needs === 'public' ? [] : ['not-signed-in', 'not-allowed']),
    ...endpoint.refusals,
  ]
  answer.responses = {
    200: {
      description: 'Done',
      content: {
        [endpoint.media?.response ?? 'application/json']: endpoint.media?.response
          ? { schema: { type: 'string', format: 'binary' } }
          : {
              schema: schemaOf(endpoint.output, 'output'),
              ...(endpoint.example?.output === undefined ? {} : { example: endpoint.example.output }),
            },
      },
    },
    default: {
      description: `Refused: ${refusals.map((code) => `\`${code}\` (${refusalText(code)})`).join('; ')}`,
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          examples: Object.fromEntries(
            refusals.map((code) => [
              code,
              {
                value: {
                  type: `/problems/${code}`,
                  title: refusalText(code),
                  titleUr: '',
                  status: 409,
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
