import { Button, Stack, Text } from '@mantine/core'

import { CopyButton } from '../../ui/copy-button.tsx'
import { useSignInText } from './use-sign-in-text.ts'

import styles from './recovery-codes.module.css'

/** The codes this one time, to be kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const text = useSignInText().recovery
  return (
    <Stack>
      <Text>{text.lead}</Text>
      <ul className={styles.codes} aria-label={text.title}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton value={codes.join('\n')} label={text.copy} />
      <Button onClick={onKept}>{text.kept}</Button>
    </Stack>
  )
}
