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
  /** `register`: a table of thousands of rows across the page, with its heading repeated and nothing but what a row needs. */
  readonly paper?: 'sheet' | 'register'
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
type Paper = NonNullable<RenderOptions['paper']>
/** A sheet takes some ten milliseconds, a register of thousands of rows some seconds; a template that runs for so long never ends. */
const longestMs: Record<Paper, number> = { sheet: 20_000, register: 120_000 }

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
  const { head, paper = 'sheet' } = options
  const parts = languages.map((language) => ({
    language,
    paper,
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
  const main = mainOf(path.split(sep).join('/'))
  return typeset(main, JSON.stringify(job), options.at ?? new Date(), paper)
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

interface Press {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
}

/** Each paper has its own: nobody’s release order waits while a register is being set. */
const presses: Partial<Record<Paper, Press>> = {}
let count = 0

/**
 * The thread with the compiler in it: made once, replaced when it dies. It never keeps the process alive. That of registers ends when
 * nobody waits for it, and with it the hundreds of megabytes that a long one takes.
 */
function openPress(paper: Paper): Press {
  const known = presses[paper]
  if (known !== undefined) return known
  const worker = new Worker(new URL('./typst-worker.ts', import.meta.url))
  const waiting = new Map<number, Waiting>()
  const opened: Press = { worker, waiting }
  const forget = (): void => {
    if (presses[paper] === opened) delete presses[paper]
  }
  worker.on('message', (answer: TypesetAnswer) => {
    const one = waiting.get(answer.n)
    if (one === undefined) return
    waiting.delete(answer.n)
    clearTimeout(one.timer)
    if (waiting.size === 0) {
      worker.unref()
      if (paper === 'register') {
        forget()
        void worker.terminate()
      }
    }
    if ('error' in answer) one.fail(new Error(`The template cannot be set: ${answer.error}`))
    else one.take(answer)
  })
  const broken = (error: Error): void => {
    forget()
    for (const one of waiting.values()) {
      clearTimeout(one.timer)
      one.fail(error)
    }
    waiting.clear()
  }
  worker.on('error', broken)
  worker.on('exit', () => broken(new Error('The thread that sets documents has ended.')))
  presses[paper] = opened
  return opened
}

function typeset(main: string, job: string, at: Date, paper: Paper): Promise<Rendered> {
  return new Promise((take, fail) => {
    const { worker, waiting } = openPress(paper)
    const n = ++count
    const timer = setTimeout(() => {
      fail(new Error(`The template was not set within ${longestMs[paper]} ms.`))
      waiting.delete(n)
      void worker.terminate()
    }, longestMs[paper])
    waiting.set(n, { take, fail, timer })
    worker.ref()
    const request: TypesetRequest = {
      n,
      main,
      job,
      tags: paper === 'sheet',
      at: Math.floor(at.getTime() / 1000),
    }
    worker.postMessage(request)
  })
}
