import { Modal } from '@mantine/core'

import { useText } from '../../language/text-provider.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import type { Refused } from './use-bulk.ts'
import { usePlanningText } from './use-planning-text.ts'

/** Which posts stayed as they were, each with why and what to do. They are still chosen. */
export function BulkResults({ refused, onClose }: { refused: readonly Refused[]; onClose: () => void }) {
  const words = usePlanningText().bulk
  const text = useText()
  const sentences: Readonly<Record<string, string>> = text.errors.refusals
  return (
    <Modal opened onClose={onClose} title={words.refused(refused.length)} closeButtonProps={{ 'aria-label': text.ui.close }}>
      <Rows label={words.results}>
        {refused.map(({ post, code }) => (
          <Row key={post.id} title={post.firstLine || words.noText} note={sentences[code] ?? text.errors.badInput} />
        ))}
      </Rows>
    </Modal>
  )
}
