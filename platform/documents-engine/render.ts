import { isAbsolute, join, relative, sep } from 'node:path'
import { Worker } from 'node:worker_threads'
import { encode } from 'uqr'
import type { BothLanguages } from '#platform/http/contract'
import type { Language } from '#platform/i18n'
import type { TypesetAnswer, TypesetRequest } from './typst-worker.ts'
import { type TemplateData, written } from './values.ts'

/** Who issues a document, and what lets anyone check it. */
export interface Letterhead {
  readonly province: BothLanguages
  readonly department: BothLanguages | null
  readonly unit: BothLanguages
  readonly number: string
  /** Where the QR code leads. */
  readonly address: string
  /** The same place for typing by hand, without the code. */
  readonly addressWords: string
  readonly code: string
  /** Shortened SHA-256 of what the document says; the file's own cannot stand in the file. */
  readonly fingerprint: string
}

export interface RenderOptions {
  readonly language?: Language
  /** Several languages give one file with a set of sheets in each, in this order. */
  readonly languages?: readonly Language[]
  readonly title?: BothLanguages
  /** Without one the sheet carries the template's body alone. */
  readonly head?: Letterhead
  /** The date written into the file; now if absent. */
  readonly at?: Date
}

export interface Rendered {
  readonly bytes: Uint8Array
  readonly pages: number
  /** `1.7` when a character had no glyph, which PDF/A does not allow. */
  readonly standard: 'a-2b' | '1.7'
}

const project = join(import.meta.dirname, '../..')
/** A sheet takes some ten milliseconds; a template that runs for so long never ends. */
const longestMs = 20_000

/** QR code as SVG, drawn here: the address in it goes to no other program. */
export function qrSvg(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>`
}

/**
 * Sets a template on paper. `template` is the path of a `.typ` file that ends in `#let body(data, language) = { … }`.
 * Runs in a thread of its own, so that other calls are answered meanwhile.
 * @throws Error naming line and column when the template is wrong: a bug, not a refusal
 */
export async function renderPdf(
  template: string,
  data: TemplateData,
  options: RenderOptions = {},
): Promise<Rendered> {
  const languages = options.languages ?? [options.language ?? 'en']
  if (languages.length === 0) throw new Error('A document needs a language.')
  const path = relative(project, template)
  if (path.startsWith('..') || isAbsolute(path)) throw new Error(`${template} is outside the project.`)
  const { head } = options
  const parts = languages.map((language) => ({
    language,
    title: options.title === undefined ? '' : written({ $: 'both', of: options.title }, language),
    data: written(data, language),
    head:
      head === undefined
        ? null
        : {
            province: head.province,
            department: head.department,
            unit: head.unit,
            number: head.number,
            qr: qrSvg(head.address),
            'qr-text': head.address,
            'address-words': head.addressWords,
            code: head.code,
            fingerprint: head.fingerprint,
          },
  }))
  const first = languages[0]!
  const job = { title: options.title?.[first] ?? '', language: first, parts }
  return typeset(mainOf(path.split(sep).join('/')), JSON.stringify(job), options.at ?? new Date())
}

function mainOf(path: string): string {
  return `#import "/platform/documents-engine/letterhead.typ": sheet
#import ${JSON.stringify(`/${path}`)}: body
#let job = json(bytes(sys.inputs.job))
#set document(title: job.title, author: "Mizan")
#set text(lang: job.language, region: "PK")
#for part in job.parts { sheet(part, body(part.data, part.language)) }
`
}

interface Waiting {
  readonly take: (rendered: Rendered) => void
  readonly fail: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

let press: { readonly worker: Worker; readonly waiting: Map<number, Waiting> } | undefined
let count = 0

/** The thread with the compiler in it: made once, replaced when it dies. It never keeps the process alive. */
function openPress() {
  if (press !== undefined) return press
  const worker = new Worker(new URL('./typst-worker.ts', import.meta.url))
  const waiting = new Map<number, Waiting>()
  const opened = { worker, waiting }
  worker.on('message', (answer: TypesetAnswer) => {
    const one = waiting.get(answer.n)
    if (one === undefined) return
    waiting.delete(answer.n)
    clearTimeout(one.timer)
    if (waiting.size === 0) worker.unref()
    if ('error' in answer) one.fail(new Error(`The template cannot be set: ${answer.error}`))
    else one.take(answer)
  })
  const broken = (error: Error): void => {
    if (press === opened) press = undefined
    for (const one of waiting.values()) {
      clearTimeout(one.timer)
      one.fail(error)
    }
    waiting.clear()
  }
  worker.on('error', broken)
  worker.on('exit', () => broken(new Error('The thread that sets documents has ended.')))
  press = opened
  return opened
}

function typeset(main: string, job: string, at: Date): Promise<Rendered> {
  return new Promise((take, fail) => {
    const { worker, waiting } = openPress()
    const n = ++count
    const timer = setTimeout(() => {
      fail(new Error(`The template was not set within ${longestMs} ms.`))
      waiting.delete(n)
      void worker.terminate()
    }, longestMs)
    waiting.set(n, { take, fail, timer })
    worker.ref()
    const request: TypesetRequest = { n, main, job, at: Math.floor(at.getTime() / 1000) }
    worker.postMessage(request)
  })
}
