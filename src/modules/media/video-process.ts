import { fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { dirname } from 'node:path'

import { type VideoDone, VideoMessage, type VideoTrouble, type VideoWork } from './video-messages.ts'

export interface VideoRun {
  /** How much is done, 0 to 1. */
  readonly tell?: (progress: number) => void
  /** Ends the process. */
  readonly signal?: AbortSignal
}

/** What may be used: a decoder that hangs or swells is ended. */
export interface VideoLimits {
  readonly seconds: number
  readonly mebibytes: number
}

const usual: Readonly<Record<VideoWork['do'], VideoLimits>> = {
  look: { seconds: 45, mebibytes: 700 },
  still: { seconds: 45, mebibytes: 700 },
  // Longer than any film takes that a network would accept.
  render: { seconds: 6 * 3600, mebibytes: 1600 },
}

/** One piece of work in a process of its own, which inherits no settings and so knows no secret, may start nothing, and gives way to everything else where nobody waits for it. Throws where `signal` ended it. */
export function inVideoProcess(work: VideoWork, { tell, signal }: VideoRun = {}, limits: VideoLimits = usual[work.do]): Promise<VideoDone> {
  signal?.throwIfAborted()
  const { PATH = '', SystemRoot = '', TMPDIR = '' } = process.env
  const child = fork(new URL('./video-process-main.ts', import.meta.url), [String(limits.mebibytes * 1024 * 1024)], {
    serialization: 'advanced',
    execArgv: [...narrow, ...(work.do === 'render' ? [`--allow-fs-write=${dirname(work.target)}`] : [])],
    env: { PATH, SystemRoot, MALLOC_ARENA_MAX: '2', ...(TMPDIR ? { TMPDIR } : {}) },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  if (work.do === 'render') giveWay(child.pid)
  return new Promise((resolve, reject) => {
    const end = (trouble: VideoTrouble, detail: string) => {
      child.kill('SIGKILL')
      resolve({ trouble, detail })
    }
    const stop = () => {
      child.kill('SIGKILL')
      reject(signal?.reason)
    }
    const timer = setTimeout(() => end('TOO_SLOW', `not done after ${limits.seconds} s`), limits.seconds * 1000)
    signal?.addEventListener('abort', stop, { once: true })
    child.on('message', (message) => {
      const said = VideoMessage.safeParse(message)
      if (!said.success) reject(said.error)
      else if ('progress' in said.data) tell?.(said.data.progress)
      else resolve(said.data)
    })
    child.once('error', reject)
    child.once('exit', (code, killed) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      end('VIDEO_BROKEN', `the process ended early: ${killed ?? code}`)
    })
    child.send(work, (error) => error && reject(error))
  })
}

const narrow = ['--permission', '--allow-addons', '--allow-fs-read=*', '--max-old-space-size=192', '--disable-warning=SecurityWarning']

/** Whoever waits for a page goes first. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid) setPriority(pid, 10)
  } catch {
    // It may be gone already, which its end tells.
  }
}
