import { refuse } from '#kit/errors'

import { mediaRefusals } from './contract.ts'
import type { Captions, Done, DocumentFacts, Images, Trouble, Work } from './limited-work.ts'
import { warmProcesses } from './warm-processes.ts'

/** An untrusted file as a picture that is safe to keep and show; refuses what is none. */
export async function cleanImage(bytes: Uint8Array, { heic = false }: { heic?: boolean } = {}): Promise<Images> {
  const done = await untrusted({ do: 'clean', bytes, heic })
  if ('original' in done) return done
  throw otherWork()
}

/** What an untrusted document says of itself; refuses what is none, or carries programs. */
export async function readDocument(path: string, kind: 'pdf' | 'office'): Promise<DocumentFacts> {
  const done = await untrusted({ do: 'document', path, kind })
  if ('document' in done) return done.document
  throw otherWork()
}

/** Untrusted captions, every time looked at, as UTF-8. */
export async function readCaptions(bytes: Uint8Array): Promise<Captions> {
  const done = await untrusted({ do: 'captions', bytes })
  if ('captions' in done) return done.captions
  throw otherWork()
}

/** Of their own, so that no process that read a stranger's file makes what goes out. */
const workLimited = warmProcesses()

type Untrusted = Exclude<Work, { do: 'fit' }>

/** What it means that the process ended without a word. */
const whenItCrashed = { clean: 'NOT_AN_IMAGE', document: 'NOT_A_DOCUMENT', captions: 'NOT_CAPTIONS' } as const

async function untrusted(work: Untrusted): Promise<Exclude<Done, { trouble: Trouble }>> {
  const done = await workLimited(() => work)
  if (done === 'crashed') throw refuse(mediaRefusals, whenItCrashed[work.do])
  if (done === 'too slow') throw refuse(mediaRefusals, 'TOO_SLOW')
  if ('trouble' in done) throw refuse(mediaRefusals, done.trouble)
  return done
}

function otherWork(): Error {
  return new Error('The limited process did other work than it was asked for.')
}
