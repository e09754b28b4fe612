import '../../platform/ui/styles.css'
import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { CallRefused, NetworkFailed } from '../../platform/http/client.ts'
import { thisBuild } from '../../platform/http/line.ts'
import { keepDrafts } from '../../platform/ui/forms/own-drafts.ts'
import { PanelsProvider } from '../../platform/ui/panels.tsx'
import { shiftNow } from '../../platform/ui/shift/open-shift.ts'
import { resolveVariables, theme } from '../../platform/ui/theme.ts'
import { keptForms } from './kept-forms.ts'
import { chooseUrduType, dressDocument, preferredLanguage, preferredUrduType } from './preferences.ts'
import { buildRouter } from './router.tsx'
import { panels } from './screens.ts'
import { getDraftSecret } from './server.ts'
import { sessionKey } from './session-key.ts'
import { startTexts } from './texts.ts'

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      // The shell's own reads do not pass through `call`; whichever first hears that the session has ended says so.
      if (error instanceof CallRefused && error.problem.code === 'not-signed-in')
        queries.setQueryData(sessionKey, null)
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Whether there is a server is found out by asking it: the browser's word for "offline" would leave pages waiting without one.
      networkMode: 'always',
      refetchOnReconnect: true,
      // What the server refused it will refuse again; a lost connection is worth another try.
      retry: (count, error) =>
        count < 2 &&
        (error instanceof NetworkFailed || (error instanceof CallRefused && error.problem.status === 503)),
    },
    mutations: { networkMode: 'always' },
  },
})

function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
}

// The scroll lock behind dialogs writes a style element of its own and looks for the nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: nonce() })

thisBuild(document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content)
keepDrafts({
  secret: async () => shiftNow()?.secret ?? (await getDraftSecret()),
  forms: keptForms,
})
const language = preferredLanguage()
dressDocument(language)
if (preferredUrduType() === 'nastaliq') void chooseUrduType('nastaliq')
await startTexts(language)

// Paper is white: printed from the dark theme, light ink would vanish on it.
window.addEventListener('beforeprint', () => {
  const shown = document.documentElement.dataset.mantineColorScheme
  document.documentElement.dataset.mantineColorScheme = 'light'
  window.addEventListener(
    'afterprint',
    () => {
      document.documentElement.dataset.mantineColorScheme = shown
    },
    { once: true },
  )
})

const router = buildRouter(queries)
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <DirectionProvider initialDirection={language === 'ur' ? 'rtl' : 'ltr'} detectDirection={false}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={resolveVariables}
          defaultColorScheme="auto"
          getStyleNonce={nonce}
          deduplicateInlineStyles
        >
          <PanelsProvider panels={panels}>
            <RouterProvider router={router} />
          </PanelsProvider>
        </MantineProvider>
      </DirectionProvider>
    </QueryClientProvider>
  </StrictMode>,
)
