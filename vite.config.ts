import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = import.meta.dirname

/** Files whose import alone does nothing, so that a page fetches only the parts it uses of the design system. */
const withoutSideEffects = /[\\/](platform|kernel|modules)[\\/].*\.tsx?$/

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
      onwarn: (warning, report) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') report(warning)
      },
    },
  },
})
