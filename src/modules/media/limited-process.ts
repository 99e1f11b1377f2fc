import { fork } from 'node:child_process'

import { refuse } from '#kit/errors'
import { turns } from '#kit/turns'

import { mediaRefusals } from './contract.ts'
import { type Captions, Done, type DocumentFacts, type Fit, type Images, type Picture, type Trouble, type Work } from './limited-work.ts'

/** An untrusted file as a picture that is safe to keep and show; refuses what is none. */
export async function cleanImage(bytes: Uint8Array, { heic = false }: { heic?: boolean } = {}): Promise<Images> {
  const done = await untrusted({ do: 'clean', bytes, heic })
  if ('original' in done) return done
  throw otherWork()
}

/** The picture within a network's rules. */
export async function fitImage(bytes: Uint8Array, rules: Fit): Promise<Picture> {
  const done = await inTurn(() => inOwnProcess({ do: 'fit', bytes, rules }))
  if ('picture' in done) return done.picture
  throw new Error(`A picture of the library could not be fitted: ${'trouble' in done ? done.trouble : 'other work was done'}.`)
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

async function untrusted(work: Work): Promise<Exclude<Done, { trouble: Trouble }>> {
  const done = await inTurn(() => inOwnProcess(work))
  if ('trouble' in done) throw refuse(mediaRefusals, done.trouble)
  return done
}

function otherWork(): Error {
  return new Error('The limited process did other work than it was asked for.')
}

/** Files need much memory for a moment, so that few are worked on at once. */
const inTurn = turns(2)
const limitMs = 60_000

/** What it means that the process ended without a word. */
const whenItCrashed = { clean: 'NOT_AN_IMAGE', fit: 'NOT_AN_IMAGE', document: 'NOT_A_DOCUMENT', captions: 'NOT_CAPTIONS' } as const

/** A decoder that crashes, hangs or swells takes only its own process with it. It inherits no settings, so it knows no secret; it may start nothing and write nothing. */
function inOwnProcess(work: Work): Promise<Done> {
  const { PATH = '', SystemRoot = '' } = process.env
  const child = fork(new URL('./limited-process-main.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: ['--permission', '--allow-addons', '--allow-fs-read=*', '--max-old-space-size=1024', '--disable-warning=SecurityWarning'],
    env: { PATH, SystemRoot, MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    const fail = (trouble: Trouble) => (work.do === 'fit' ? reject(new Error('The limited process ended early.')) : resolve({ trouble }))
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail('TOO_SLOW')
    }, limitMs)
    child.once('message', (message) => {
      const done = Done.safeParse(message)
      if (done.success) resolve(done.data)
      else reject(done.error)
    })
    child.once('error', reject)
    child.once('exit', () => {
      clearTimeout(timer)
      fail(whenItCrashed[work.do])
    })
    child.send(work, (error) => error && reject(error))
  })
}
