import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export default defineConfig({
  root: path('.'),
  base: '/',
  build: {
    outDir: path('../../../dist/lab-page'),
    emptyOutDir: true,
    // Nothing inline: the page's Content-Security-Policy has no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600, // kB: the view of the cost, with ECharts; nobody else loads it
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
})
