import type { z } from 'zod'

/** A process that makes one document and is gone with all that it loaded for it. */
import { DocumentWork, type DocumentMade } from './document-work.ts'

process.once('message', (message) => {
  void make(message).then((made) => process.send?.(made, undefined, undefined, () => process.exit(0)))
})

async function make(message: unknown): Promise<z.output<typeof DocumentMade>> {
  try {
    const { make: kind, run } = DocumentWork.parse(message)
    if (kind === 'xlsx') return { bytes: await (await import('./xlsx-of-run.ts')).xlsxOfRun(run) }
    return { bytes: await (await import('./pdf-of-run.ts')).pdfOfRun(run) }
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
