import { useEffect, useState } from 'react'

import { client, isTopic, keysFor, followKey, reload, type Topic } from '../api.ts'
import { refusalOf } from '../errors/refusal.ts'
import { chosenWorkspace, forgetWorkspace } from '../workspace.ts'

/** Listens to what changed and reloads it. False once the stream has been away for ten seconds. */
export function useLive(): boolean {
  const [isConnected, setConnected] = useState(true)
  useEffect(() => {
    const ending = new AbortController()
    void listen(ending.signal, setConnected)
    return () => ending.abort()
  }, [])
  return isConnected
}

const quietFor = 10_000

async function listen(signal: AbortSignal, tell: (isConnected: boolean) => void): Promise<void> {
  let failures = 0
  let lost: ReturnType<typeof setTimeout> | undefined
  const isBack = () => {
    clearTimeout(lost)
    lost = undefined
    failures = 0
    tell(true)
  }
  while (!signal.aborted) {
    try {
      await follow(signal, isBack)
    } catch (error) {
      // The next round tries again; the sign appears when that takes long.
      failures += 1
      if (refusalOf(error)?.status === 401) await leaveLostWorkspace(signal)
    }
    if (signal.aborted) break
    lost ??= setTimeout(() => tell(false), quietFor)
    await pause(Math.min(30_000, 500 * 2 ** failures) * (0.5 + Math.random() / 2), signal)
  }
  clearTimeout(lost)
}

async function follow(signal: AbortSignal, isBack: () => void): Promise<void> {
  const events = await client.notifications.live(undefined, { signal })
  isBack()
  // What changed before the stream stood was told to nobody here: while it was away, and while the page was opening.
  await reload('*')
  const tell = reloadingInRounds(signal)
  for await (const { topics } of events) tell(topics.filter(isTopic))
}

interface Round {
  readonly key: readonly unknown[]
  readonly topics: Set<Topic>
}

/**
 * What is told of a query while it is being reloaded waits for its next round, once: a storm of news is followed, not queued up, and a
 * slow query keeps no other waiting. After each round it rests, so that following takes a third of anybody's time at most.
 */
function reloadingInRounds(signal: AbortSignal): (topics: readonly Topic[]) => void {
  const next = new Map<string, Round>()
  const going = new Set<string>()
  const rounds = async (name: string) => {
    if (going.has(name)) return
    going.add(name)
    for (let round = next.get(name); round !== undefined; round = next.get(name)) {
      next.delete(name)
      const began = performance.now()
      await followKey(round.key, [...round.topics])
      await pause(Math.min(longestRest, Math.max(shortestRest, 2 * (performance.now() - began))), signal)
    }
    going.delete(name)
  }
  return (topics) => {
    for (const key of topics.flatMap(keysFor)) {
      const name = JSON.stringify(key)
      const round = next.get(name) ?? { key, topics: new Set() }
      next.set(name, round)
      for (const topic of topics) round.topics.add(topic)
      void rounds(name)
    }
  }
}

const shortestRest = 100
const longestRest = 600

/** The workspace on screen is gone, or the person was removed from it, but not signed out: what they see then is their first one. */
async function leaveLostWorkspace(signal: AbortSignal): Promise<void> {
  if (chosenWorkspace() === undefined) return
  const first = await fetch('/api/v1/me', { signal })
  if (!first.ok) return
  forgetWorkspace()
  location.assign('/')
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
