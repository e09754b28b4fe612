import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { type Described, renderDocs } from './render.ts'

/** Nothing inline and nothing from elsewhere: the page holds under the strictest policy there is. */
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The API as a page to read, at the path it is mounted on. `openApi` gives the document it is made from; asked once. */
export function docsPage(openApi: () => Described): Hono {
  const app = new Hono()
  let page: string | undefined
  app.get('/', (c) => {
    page ??= renderDocs(openApi())
    c.header('content-security-policy', policy)
    return c.html(page)
  })
  for (const [name, type] of [
    ['docs.css', 'text/css; charset=utf-8'],
    ['docs.js', 'text/javascript; charset=utf-8'],
  ] as const) {
    const content = readFileSync(join(import.meta.dirname, name), 'utf8')
    app.get(`/${name}`, (c) => c.body(content, 200, { 'content-type': type, 'cache-control': 'no-cache' }))
  }
  return app
}
