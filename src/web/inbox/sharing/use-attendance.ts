import { useEffect } from 'react'

import { client } from '../../api.ts'

const everyMs = 60_000
/** Whoever has touched nothing for so long is not at their desk, whatever stands on the screen. */
const idleAfterMs = 15 * 60_000

/** Says every minute that the member is at their desk, while they work in any page of Hearth. */
export function useAttendance(): void {
  useEffect(() => {
    let touchedAt = Date.now()
    const touch = () => {
      touchedAt = Date.now()
    }
    const say = () => {
      // Whoever is not heard for a while counts as gone, so nothing is lost by a minute without a connection.
      if (Date.now() - touchedAt < idleAfterMs) client.inbox.attend({}).catch(() => undefined)
    }
    for (const event of touches) addEventListener(event, touch, { passive: true })
    const timer = setInterval(say, everyMs)
    say()
    return () => {
      clearInterval(timer)
      for (const event of touches) removeEventListener(event, touch)
    }
  }, [])
}

const touches = ['pointerdown', 'keydown', 'wheel'] as const
