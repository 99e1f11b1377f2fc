import { fork } from 'node:child_process'

import { turns } from '#kit/turns'

import type { ReportRun } from '../run-contract.ts'
import { csvOfRun } from './csv-of-run.ts'
import { DocumentMade } from './document-work.ts'

export type DocumentKind = 'pdf' | 'xlsx' | 'csv'

export const mimeTypes: Readonly<Record<DocumentKind, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/** One at a time: each needs a core and much memory for a moment. */
const inTurn = turns(1)
const limitMs = 60_000

/** A run as a file. What is heavy is made in a process of its own, which ends with it. */
export async function makeDocument(run: ReportRun, kind: DocumentKind): Promise<Uint8Array> {
  if (kind === 'csv') return Buffer.from(csvOfRun(run))
  return inTurn(() => inProcess(run, kind))
}

/** It inherits no settings, so it knows no secret, and may start nothing and write nothing. */
async function inProcess(run: ReportRun, make: 'pdf' | 'xlsx'): Promise<Uint8Array> {
  const { PATH = '', SystemRoot = '' } = process.env
  const child = fork(new URL('./document-process-main.ts', import.meta.url), [], {
    serialization: 'advanced',
    execArgv: ['--permission', '--allow-fs-read=*', '--max-old-space-size=512', '--disable-warning=SecurityWarning'],
    env: { PATH, SystemRoot, MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const timer = setTimeout(() => reject(new Error(`A report took longer than a minute to become ${make}.`)), limitMs)
  child.once('message', resolve)
  child.once('error', reject)
  child.once('exit', (code, signal) => reject(new Error(`The process that makes documents ended without one (${signal ?? code}).`)))
  child.send({ make, run })
  try {
    const made = DocumentMade.parse(await promise)
    if ('failed' in made) throw new Error(`A report did not become ${make}: ${made.failed}`)
    return made.bytes
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
}
