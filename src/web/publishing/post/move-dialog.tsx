import { Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'

import type { Post } from '#contract/publishing'

import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { useMovePost } from '../calendar/use-move-post.ts'
import { timeTrouble } from '../composer/next-action.ts'
import { plannedChoice } from '../composer/planned-choice.ts'
import { TimeFields, type LocalChoice } from '../time/time-fields.tsx'
import { instantOf, nextTime } from '../time/wall-clock.ts'

/** Another time for a post, by keyboard as well as by mouse. */
export function MoveDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const { timeZone } = useBrand()
  const text = useText()
  const format = useFormat(timeZone)
  const move = useMovePost()
  const [choice, setChoice] = useState<LocalChoice>(
    () => plannedChoice(post, timeZone) ?? { local: nextTime(Temporal.Now.instant(), timeZone) },
  )
  const [working, setWorking] = useState(false)
  const at = instantOf(choice.local, timeZone, choice.occurrence)
  const when = at === undefined ? '' : format.dateTime(at.toString())
  const words = text.calendar

  async function act(): Promise<void> {
    setWorking(true)
    if (await move(post, choice)) onClose()
    setWorking(false)
  }

  return (
    <Modal opened onClose={onClose} title={words.moveTitle} closeButtonProps={{ 'aria-label': text.ui.close }}>
      <TimeFields value={choice} timeZone={timeZone} onChange={setChoice} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {text.ui.cancel}
        </Button>
        <Button
          disabled={timeTrouble({ kind: 'at', ...choice }, timeZone, Temporal.Now.instant()) !== undefined}
          loading={working}
          onClick={() => void act()}
        >
          {post.planned === undefined ? words.schedule(when) : words.move(when)}
        </Button>
      </Group>
    </Modal>
  )
}
