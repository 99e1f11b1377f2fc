import { useEffect, useReducer } from 'react'

/** Draws the caller again every minute, so that how long people have waited stays true; answers another number each time, for what is drawn again only when it is given something else. */
export function useEveryMinute(): number {
  const [minute, again] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(again, 60_000)
    return () => clearInterval(timer)
  }, [])
  return minute
}
