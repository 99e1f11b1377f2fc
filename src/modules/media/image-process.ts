import { fork } from 'node:child_process'

import { refuse } from '#kit/errors'

import { mediaRefusals } from './contract.ts'
import { Done, type Fit, type Picture, type Trouble, type Work } from './image-work.ts'

export interface CleanImage {
  readonly original: Picture
  /** A small WebP. */
  readonly thumb: Uint8Array
}

/** An untrusted file as a picture that is safe to keep and show; refuses what is none. */
export async function cleanImage(bytes: Uint8Array): Promise<CleanImage> {
  const done = await inTurn({ do: 'clean', bytes })
  if ('trouble' in done) throw refuse(mediaRefusals, done.trouble)
  if ('picture' in done) throw new Error('The image process did other work than it was asked for.')
  return done
}

/** The picture within a network's rules. */
export async function fitImage(bytes: Uint8Array, rules: Fit): Promise<Picture> {
  const done = await inTurn({ do: 'fit', bytes, rules })
  if ('picture' in done) return done.picture
  throw new Error(`A picture of the library could not be fitted: ${'trouble' in done ? done.trouble : 'other work was done'}.`)
}

const atOnce = 2
const waiting: (() => void)[] = []
let working = 0

/** Pictures need much memory for a moment, so that few are worked on at once. */
async function inTurn(work: Work): Promise<Done> {
  if (working >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else working += 1
  try {
    return await inOwnProcess(work)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else working -= 1
  }
}

const limitMs = 60_000

/** A decoder that crashes, hangs or swells takes only its own process with it. It inherits no settings, so it knows no secret. */
function inOwnProcess(work: Work): Promise<Done> {
  const { PATH = '', SystemRoot = '' } = process.env
  const child = fork(new URL('./image-process-main.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: [],
    env: { PATH, SystemRoot, MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    const fail = (trouble: Trouble) => (work.do === 'clean' ? resolve({ trouble }) : reject(new Error('The image process ended early.')))
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
      fail('NOT_AN_IMAGE')
    })
    child.send(work, (error) => error && reject(error))
  })
}
