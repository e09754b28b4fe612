type Json = Record<string, unknown>

interface Refusal {
  readonly value: {
    readonly title: string
    readonly titleUr: string
    readonly status: number
    readonly code: string
  }
}

interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly 'x-needs': string
  readonly 'x-step-up'?: boolean
  readonly parameters?: readonly {
    name: string
    in: string
    required: boolean
    description?: string
    schema: Json
    example?: unknown
  }[]
  readonly requestBody?: { readonly content: Record<string, { schema: Json; example?: unknown }> }
  readonly responses: Record<
    string,
    {
      readonly content: Record<
        string,
        { schema: Json; example?: unknown; examples?: Record<string, Refusal> }
      >
    }
  >
}

/** The parts of our OpenAPI document that the page shows. */
export interface Described {
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

interface Entry {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

/** The whole page. It reads without any script; the script only adds the search. */
export function renderDocs(document: Described): string {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]): Entry => ({
        path,
        method: method.toUpperCase(),
        operation: operation as Operation,
      }),
    ),
  )
  const groups = document.tags.map(({ name }) => ({
    name,
    entries: entries.filter(({ operation }) => operation.tags[0] === name),
  }))
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API · ${asText(document.info.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/docs.css">
<script src="/api/docs/docs.js" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<h1>${asText(document.info.title)} API</h1>
<p>Version ${asText(document.info.version)}, ${entries.length} endpoints. ${asText(document.info.description)} The same as a machine reads it: <a href="/api/openapi.json">openapi.json</a>.</p>
<p>Sign in first (<code>identity</code>); the session is a cookie. Every command takes an <code>Idempotency-Key</code> header: sent again with the same key it does nothing twice. What you may not see is answered as if it were not there.</p>
<label class="find" hidden>Find an endpoint <input type="search" id="find" autocomplete="off" placeholder="path, permission, word or refusal code"></label>
<p id="found" role="status"></p>
</header>
<div class="frame">
<nav aria-label="Modules"><ul>${groups
    .map(
      ({ name, entries }) =>
        `<li><a href="#${asText(name)}">${asText(name)} <span>${entries.length}</span></a></li>`,
    )
    .join('')}</ul></nav>
<main id="content">${groups.map(group).join('')}</main>
</div>
</body>
</html>`
}

function group({ name, entries }: { name: string; entries: readonly Entry[] }): string {
  return `<section id="${asText(name)}"><h2>${asText(name)}</h2>${entries.map(entry).join('')}</section>`
}

function entry({ path, method, operation }: Entry): string {
  const answer = Object.entries(operation.responses['200']?.content ?? {})[0]
  const body = Object.entries(operation.requestBody?.content ?? {})[0]
  const refusals = Object.values(
    operation.responses.default?.content['application/problem+json']?.examples ?? {},
  )
  const words = [
    path,
    operation.operationId,
    operation.summary,
    operation['x-needs'],
    ...refusals.map(({ value }) => value.code),
  ]
  return `<details class="endpoint" id="${asText(operation.operationId)}" data-words="${asText(words.join(' ').toLowerCase())}">
<summary><span class="method ${method.toLowerCase()}">${method}</span> <code>${asText(path)}</code> <span class="summary">${asText(operation.summary)}</span></summary>
<p>Needs ${needs(operation)}. Name: <code>${asText(operation.operationId)}</code></p>
${operation.parameters === undefined ? '' : parameters(operation.parameters)}
${body === undefined ? '' : side('Body', body[0], body[1])}
${answer === undefined ? '' : side('Answer', answer[0], answer[1])}
<h3>Refusals</h3>
<table><thead><tr><th scope="col">Status</th><th scope="col">Code</th><th scope="col">English</th><th scope="col">اردو</th></tr></thead><tbody>${refusals
    .map(
      ({ value }) =>
        `<tr><td>${value.status}</td><td><code>${asText(value.code)}</code></td><td>${asText(value.title)}</td><td lang="ur" dir="rtl">${asText(value.titleUr)}</td></tr>`,
    )
    .join('')}</tbody></table>
</details>`
}

function needs(operation: Operation): string {
  const general: Record<string, string> = {
    public: 'nothing: it is open to everyone',
    account: 'a session',
    'signed-in': 'a session with a post',
  }
  const need = operation['x-needs']
  const said = general[need] ?? `the permission <code>${asText(need)}</code>`
  return operation['x-step-up'] === true ? `${said} and a second factor shown in the last five minutes` : said
}

function parameters(list: NonNullable<Operation['parameters']>): string {
  return `<h3>Parameters</h3><table><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Form</th><th scope="col">Example</th></tr></thead><tbody>${list
    .map(
      (each) =>
        `<tr><td><code>${asText(each.name)}</code>${each.required ? ' <strong>required</strong>' : ''}</td><td>${asText(each.in)}</td><td>${asText(each.description ?? formOf(each.schema))}</td><td>${each.example === undefined ? '' : `<code>${asText(JSON.stringify(each.example))}</code>`}</td></tr>`,
    )
    .join('')}</tbody></table>`
}

function side(title: string, type: string, { schema, example }: { schema: Json; example?: unknown }): string {
  return `<h3>${title} <code>${asText(type)}</code></h3>
${example === undefined ? '' : `<figure><figcaption>Example</figcaption><pre tabindex="0"><code>${asText(JSON.stringify(example, null, 2))}</code></pre></figure>`}
<figure><figcaption>Schema</figcaption><pre tabindex="0"><code>${asText(JSON.stringify(schema, null, 2))}</code></pre></figure>`
}

/** A field's schema in a few words. */
function formOf(schema: Json): string {
  const choices = schema.enum as unknown[] | undefined
  const parts = [
    choices === undefined ? schema.type : choices.join(', '),
    schema.format,
    schema.default === undefined ? undefined : `standard ${JSON.stringify(schema.default)}`,
    schema.minimum === undefined || Math.abs(Number(schema.minimum)) > 1e12
      ? undefined
      : `from ${schema.minimum}`,
    schema.maximum === undefined || Math.abs(Number(schema.maximum)) > 1e12
      ? undefined
      : `to ${schema.maximum}`,
    schema.maxLength === undefined ? undefined : `at most ${schema.maxLength} letters`,
  ]
  return parts.filter((part) => part !== undefined).join(', ')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
function asText(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => entities[letter]!)
}
