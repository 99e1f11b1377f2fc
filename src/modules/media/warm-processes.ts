import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'

import type { z } from 'zod'

import { turns } from '#kit/turns'

import { Answer, type Done, type Work } from './limited-work.ts'

/** What came of work; a process that ends without a word crashed. */
export type Ended = Done | 'crashed' | 'too slow'

/** Does work in a limited process when it is its turn. What there is to do is asked at that moment, with the name of the picture which the process still holds. */
export type WorkLimited = (workFor: (held: string | undefined) => Work | Promise<Work>) => Promise<Ended>

/** One core is left to whoever waits for a page, and files need much memory for a moment. */
const atOnce = Math.max(1, Math.min(2, availableParallelism() - 1))
/** A process that waits longer for its next file is not worth its memory. */
const idleMs = 2000
const limitMs = 60_000
const mostBytes = 1600 * 1024 * 1024

interface Warm {
  readonly child: ChildProcess
  /** Has worked before. */
  used: boolean
  held: string | undefined
  rest?: NodeJS.Timeout
}

/**
 * Limited processes for one kind of files. Starting one costs more than most files do, so one stays for the next; it ends after a hundred of them, after one that was too much for it,
 * when it has grown, and when nothing comes for a while.
 */
export function warmProcesses(): WorkLimited {
  const inTurn = turns(atOnce)
  let idle: Warm | undefined
  const leave = (warm: Warm) => {
    if (idle === warm) idle = undefined
    warm.child.kill('SIGKILL')
  }
  const stay = (warm: Warm) => {
    if (idle || !warm.child.connected) return leave(warm)
    idle = warm
    // Whoever wants to end is not kept waiting by it.
    warm.child.unref()
    warm.child.channel?.unref()
    warm.rest = setTimeout(() => leave(warm), idleMs).unref()
  }
  const workOnce: WorkLimited = async (workFor) => {
    const warm = idle ?? start(leave)
    idle = undefined
    const again = warm.used
    const { done, leaving } = await workIn(warm, workFor).catch((error: unknown) => {
      leave(warm)
      throw error
    })
    if (leaving) leave(warm)
    else stay(warm)
    // What an earlier file left behind is not this one's fault.
    return done === 'crashed' && again ? workOnce(workFor) : done
  }
  return (workFor) => inTurn(() => workOnce(workFor))
}

/** A decoder that crashes, hangs or swells takes only its own process with it. It inherits no settings, so it knows no secret; it may start nothing and write nothing. */
function start(gone: (warm: Warm) => void): Warm {
  const { PATH = '', SystemRoot = '' } = process.env
  const child = fork(new URL('./limited-process-main.ts', import.meta.url), [String(mostBytes)], {
    serialization: 'advanced',
    execArgv: ['--permission', '--allow-addons', '--allow-fs-read=*', '--max-old-space-size=1024', '--disable-warning=SecurityWarning'],
    env: { PATH, SystemRoot, MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const warm: Warm = { child, used: false, held: undefined }
  child.once('exit', () => gone(warm))
  child.on('error', () => gone(warm))
  return warm
}

async function workIn(warm: Warm, workFor: Parameters<WorkLimited>[0]): Promise<{ done: Ended; leaving: boolean }> {
  clearTimeout(warm.rest)
  warm.child.ref()
  warm.child.channel?.ref()
  const work = await workFor(warm.held)
  warm.used = true
  warm.held = work.do === 'fit' ? work.key : undefined
  const said = await ask(warm.child, work)
  return typeof said === 'string' ? { done: said, leaving: true } : said
}

function ask(child: ChildProcess, work: Work): Promise<z.output<typeof Answer> | 'crashed' | 'too slow'> {
  const { promise, resolve, reject } = Promise.withResolvers<z.output<typeof Answer> | 'crashed' | 'too slow'>()
  const heard = (message: unknown) => {
    const answer = Answer.safeParse(message)
    if (answer.success) resolve(answer.data)
    else reject(answer.error)
  }
  const crashed = () => resolve('crashed')
  const timer = setTimeout(() => resolve('too slow'), limitMs)
  child.on('message', heard).on('exit', crashed).on('error', reject)
  child.send(work, (error) => error && crashed())
  return promise.finally(() => {
    clearTimeout(timer)
    child.off('message', heard).off('exit', crashed).off('error', reject)
  })
}
