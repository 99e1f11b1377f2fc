import { MantineProvider } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { useText } from '../language/text-provider.tsx'
import { cssVariables, themeIn } from './theme.ts'

/** Everything below wears Hearth's theme and speaks the reader's language. */
export function Dressed({ children }: { children: ReactNode }) {
  const text = useText().ui
  const theme = useMemo(() => themeIn(text), [text])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  )
}
