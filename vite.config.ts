import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** How posts look in a list and are moved, on the calendar and elsewhere; nothing that would bring the grid along. */
const posts =
  /[\\/]publishing[\\/]calendar[\\/](?:calendar-events|cards-context|category-mark|day-list|entries|native-card|place-posts|post-card|post-list|range-title|selection|use-move-post)\./

/** What several screens share and is so small that most of it weighs less than the headers it would be sent with. */
const pieces = new RegExp(
  [
    String.raw`[\\/]lucide-react[\\/]dist[\\/]esm[\\/]icons[\\/]`,
    String.raw`[\\/]@mantine[\\/]core[\\/]esm[\\/]components[\\/](?:Anchor|Group|Paper|Stack|Text)[\\/]`,
    String.raw`[\\/]src[\\/]web[\\/](?:language|publishing[\\/]time)[\\/]`,
    String.raw`[\\/]src[\\/]web[\\/]publishing[\\/]post[\\/](?:media-thumb|states|summary-looks)\.`,
    String.raw`[\\/]src[\\/]web[\\/]ui[\\/](?:confirm-button|local-time|network-icon|rows|state-badge|tinted)\.`,
  ].join('|'),
)

/** Builds the page into dist/; the server serves it as it lies there. */
export default defineConfig({
  root: 'src/web',
  plugins: [react(), precompress()],
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    target: 'es2024',
    sourcemap: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            { name: 'data', test: /node_modules[\\/]@(tanstack|orpc)[\\/]/, tags: ['$initial'], priority: 20 },
            // What every page needs, in one piece: many small files cost more than they save.
            { name: 'shell', tags: ['$initial'], priority: 10 },
            { name: 'posts', test: posts, minShareCount: 2, priority: 6 },
            { name: 'pieces', test: pieces, minShareCount: 4, priority: 5 },
          ],
        },
      },
    },
  },
})

/** Brotli and gzip copies beside every text file, so that the server never compresses while someone waits. */
function precompress(): Plugin {
  let folder = ''
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir)
    },
    writeBundle: async () => {
      const files = await readdir(folder, { recursive: true })
      await Promise.all(files.filter((file) => /\.(?:js|css|html|svg|webmanifest)$/.test(file)).map((file) => compress(join(folder, file))))
    },
  }
}

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file)
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }
  await Promise.all([
    toBrotli(bytes, brotli).then((packed) => writeFile(`${file}.br`, packed)),
    toGzip(bytes, { level: 8 }).then((packed) => writeFile(`${file}.gz`, packed)),
  ])
}
