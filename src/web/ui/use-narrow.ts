import { useMediaQuery } from '@mantine/hooks'

/** Phones and small windows: below 768 px. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false })
}
