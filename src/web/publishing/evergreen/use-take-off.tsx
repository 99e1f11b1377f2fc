import { Checkbox } from '@mantine/core'
import { useState, type ReactNode } from 'react'

import { useEvergreenText } from './use-evergreen-text.ts'

/** Whether what is planned already is to come off the plan too; asked only where something is. */
export function useTakeOff(planned: number): { readonly wanted: boolean; readonly choice: ReactNode } {
  const words = useEvergreenText()
  const [wanted, setWanted] = useState(true)
  if (planned === 0) return { wanted: false, choice: null }
  const choice = (
    <Checkbox mt="md" label={words.takeOff(planned)} checked={wanted} onChange={(event) => setWanted(event.currentTarget.checked)} />
  )
  return { wanted, choice }
}
