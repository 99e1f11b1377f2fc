import { useMemo } from 'react'

import { useText } from '../language/text-provider.tsx'

/** Checks of the forms about people, with their sentences; the same limits as the API's. */
export function useChecks() {
  const text = useText().teams.checks
  return useMemo(
    () => ({
      filled: (value: string) => (value.trim() === '' ? text.fillIn : null),
      name: (value: string) => (value.trim() === '' ? text.fillIn : value.trim().length > 80 ? text.tooLong(80) : null),
      email: (value: string) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : text.email),
      minutes: (value: number | string) =>
        typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_080 ? null : text.minutes,
      password: (value: string) => (value.length < 10 ? text.passwordShort : value.length > 128 ? text.tooLong(128) : null),
    }),
    [text],
  )
}
