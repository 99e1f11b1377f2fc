import { useEffect, useReducer } from 'react'

/** Draws the caller again every minute, so that how long people have waited stays true. */
export function useEveryMinute(): void {
  const [, again] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(again, 60_000)
    return () => clearInterval(timer)
  }, [])
}
