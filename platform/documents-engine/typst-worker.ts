import { parentPort } from 'node:worker_threads'
import { openCompiler } from './compiler.ts'

/** One sheet set to print. `main` is Typst source; `job` is read by it as JSON. */
export interface TypesetRequest {
  readonly n: number
  readonly main: string
  readonly job: string
  /**
   * Whether the file tells a screen reader what is a heading and what a cell. A register of 6,000 rows is 24 MB with these marks and
   * 3 MB without; it is read aloud on its screen, and the paper is for filing.
   */
  readonly tags: boolean
  /** Seconds since 1970, written into the file as its date: the same content at the same time gives the same bytes. */
  readonly at: number
}

export type TypesetAnswer =
  | {
      readonly n: number
      readonly bytes: Uint8Array
      readonly standard: 'a-2b' | '1.7'
      readonly pages: number
    }
  | { readonly n: number; readonly error: string }

const compiler = openCompiler()

function typeset({ n, main, job, tags, at }: TypesetRequest): TypesetAnswer {
  const made = compiler.compile({ mainFileContent: main, inputs: { job }, resetRead: true })
  const document = made.result
  if (document === null) {
    const failure = made.takeError()
    return {
      n,
      error: failure === null ? 'unknown' : JSON.stringify(compiler.fetchDiagnostics(failure)),
    }
  }
  const pages = document.numOfPages
  try {
    return {
      n,
      pages,
      standard: 'a-2b',
      bytes: compiler.pdf(document, { pdfStandard: 'a-2b', pdfTags: tags, creationTimestamp: at }),
    }
  } catch (error) {
    // PDF/A forbids a character that no font can show. A name with such a character must not stop a prisoner's release:
    // the sheet is made as an ordinary PDF, and the caller is told.
    if (!String((error as Error).message).includes('could not be displayed')) throw error
    return {
      n,
      pages,
      standard: '1.7',
      bytes: compiler.pdf(document, { pdfStandard: '1.7', pdfTags: tags, creationTimestamp: at }),
    }
  }
}

parentPort?.on('message', (request: TypesetRequest) => {
  let answer: TypesetAnswer
  try {
    answer = typeset(request)
  } catch (error) {
    answer = { n: request.n, error: (error as Error).message }
  }
  // What was worked out for a sheet is of use to the next; of a register nothing is, and it takes gigabytes that outlive the thread.
  compiler.evictCache(request.tags ? 10 : 0)
  parentPort?.postMessage(answer)
})
