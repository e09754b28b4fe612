import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = import.meta.dirname

/** Files whose import alone does nothing, so that a page fetches only the parts it uses of the design system. */
const withoutSideEffects = /[\\/](platform|kernel|modules)[\\/].*\.tsx?$/

const startLibraries =
  /[\\/]node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|html-parse-stringify|void-elements|use-sync-external-store|@tanstack[\\/](react-router|router-core|history|react-store|store|query-core|react-query))[\\/]/

const startParts =
  /[\\/]node_modules[\\/]@mantine[\\/](hooks[\\/]|core[\\/]esm[\\/](core|components[\\/](UnstyledButton|Button|Loader|Skeleton|Transition))[\\/])|[\\/]platform[\\/](http[\\/](client|uuid)|i18n[\\/](format|formatter|refusal-keys)|ui[\\/](BothNames|DeadlineBadge|EmptyState|ErrorPanel|Icon|Link|Load|Ltr|Notices|Page|StatusBadge|dates|deadline-state|language|mantine|notice|refusal-text|screens|session|shortcuts|theme|tokens|forms[\\/](drafts|draft-shelf|own-drafts|last-entry))\.)|[\\/]app[\\/]web[\\/](server|navigation|screens|states)\./

/** Parts of the design library and of our own that many pages share, in a file each. */
const widgets =
  /[\\/]node_modules[\\/](@mantine|@floating-ui|react-remove-scroll|react-remove-scroll-bar|react-style-singleton|use-callback-ref|use-sidecar|tslib|get-nonce|clsx|react-number-format|tabbable)[\\/]/

/** Files told by their names: see `tools/run/build-web.ts`. */
const named = /ChartDrawing|GalleryPage|pakistan-adm/

const common = /[\\/](node_modules|platform)[\\/].*\.(m?js|tsx?)$/

export default defineConfig({
  root: join(root, 'app', 'web'),
  base: '/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: join(root, 'dist', 'web'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
    manifest: 'manifest.json',
    rolldownOptions: {
      treeshake: {
        moduleSideEffects: (id) => !withoutSideEffects.test(id),
      },
      output: {
        // The first file names every other one. Only those that the check of sizes and the worker know by name carry it; `manifest.json`
        // says which is which.
        chunkFileNames: ({ name }) => (named.test(name) ? 'assets/[name]-[hash].js' : 'assets/[hash:8].js'),
        codeSplitting: {
          // What every page needs anyway, in two files rather than thirty: on a line with a long round trip each file waits its turn.
          groups: [
            { name: 'libraries', test: startLibraries, priority: 4 },
            { name: 'start', test: startParts, priority: 3 },
            // What many pages share, for the same reason: a page fetched 26 files of its own before and 7 with these two, which lie in
            // the browser from then on.
            { name: 'widgets', test: widgets, minShareCount: 25, priority: 2 },
            { name: 'common', test: common, minShareCount: 25, priority: 1 },
          ],
        },
      },
      onwarn: (warning, report) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') report(warning)
      },
    },
  },
})
