import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import type { Presence } from '#contract/inbox'

import { api } from '../api.ts'
import { workspaceHeader } from '../workspace.ts'

/** As long as a key was pressed so many milliseconds ago, a person is writing. */
const stopsWritingAfter = 6000
/** The server takes for gone who has said nothing for three times as long. */
const againAfter = 15_000

/** Tells the others that the thread is open here, and whether something is being written; answers who else is there. Not while the page is hidden. */
export function usePresence(threadId: string, written: string): readonly Presence[] {
  const writing = useWriting(written)
  const others = useQuery({
    ...api.inbox.here.queryOptions({ input: { threadId, writing } }),
    refetchInterval: againAfter,
    staleTime: 0,
    placeholderData: keepPreviousData,
    // Who is there is said again soon, and nothing else hangs on it.
    retry: false,
  })
  useEffect(() => {
    const leave = () => leaveThread(threadId)
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [threadId])
  return others.data ?? nobody
}

/** Also while the page is being closed. What does not arrive is over by itself a little later. */
function leaveThread(threadId: string): void {
  const request = { method: 'DELETE', keepalive: true, headers: workspaceHeader() }
  fetch(`/api/v1/inbox/threads/${threadId}/presence`, request).catch(() => undefined)
}

const nobody: readonly never[] = []

function useWriting(written: string): boolean {
  const [writing, setWriting] = useState(false)
  const before = useRef(written)
  useEffect(() => {
    if (before.current === written) return undefined
    before.current = written
    setWriting(written.trim() !== '')
    const timer = setTimeout(() => setWriting(false), stopsWritingAfter)
    return () => clearTimeout(timer)
  }, [written])
  return writing
}
