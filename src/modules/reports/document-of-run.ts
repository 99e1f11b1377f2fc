import type { Db } from '#kit/database'

import type { DocumentKind, ReportRun } from './contract.ts'
import { makeDocument, mimeTypes } from './document/make-document.ts'
import { contentOf, type RunKey } from './runs.ts'

/** A run as a file, named after what it is about. */
export async function documentOfRun(db: Db, { kind, ...key }: RunKey & { kind: DocumentKind }): Promise<File> {
  return fileOf(await contentOf(db, key), kind)
}

export async function fileOf(run: ReportRun, kind: DocumentKind): Promise<File> {
  const bytes = await makeDocument(run, kind)
  return new File([new Uint8Array(bytes)], fileName(run, kind), { type: mimeTypes[kind] })
}

/** Without the signs that some system does not take in a name. */
export function fileName({ title, period }: Pick<ReportRun, 'title' | 'period'>, kind: DocumentKind): string {
  const name = `${title} ${period}`
    .replaceAll(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return `${Array.from(name).slice(0, 120).join('')}.${kind}`
}
