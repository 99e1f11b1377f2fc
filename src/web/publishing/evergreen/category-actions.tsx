import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'

import type { Category } from '#contract/publishing'

import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useEvergreenText } from './use-evergreen-text.ts'
import { useTakeOff } from './use-take-off.tsx'

import styles from './evergreen.module.css'

/** Change, pause, delete. */
export function CategoryActions({ category, onChange }: { category: Category; onChange: () => void }) {
  const words = useEvergreenText()
  const { id: categoryId, name } = category
  const remove = useMutation(api.publishing.removeCategory.mutationOptions(useOutcome({ changed: 'posts', says: words.remove.done(name) })))
  return (
    <div className={styles.tools}>
      <Button variant="default" onClick={onChange}>
        {words.change}
      </Button>
      {category.paused ? <GoOn categoryId={categoryId} /> : <Pause category={category} />}
      <ConfirmButton
        question={words.remove.ask(name)}
        explanation={words.remove.hint}
        confirm={words.remove.do}
        onConfirm={() => remove.mutateAsync({ categoryId }).catch(() => undefined)}
      >
        {words.remove.do}
      </ConfirmButton>
    </div>
  )
}

function Pause({ category: { id: categoryId, name, coming } }: { category: Category }) {
  const words = useEvergreenText().pause
  const takeOff = useTakeOff(coming.filter(({ state }) => state === 'planned').length)
  const pause = useMutation(api.publishing.changeCategory.mutationOptions(useOutcome({ changed: 'posts', says: words.done })))
  return (
    <ConfirmButton
      question={words.ask(name)}
      explanation={
        <>
          {words.hint}
          {takeOff.choice}
        </>
      }
      confirm={words.do}
      onConfirm={() => pause.mutateAsync({ categoryId, paused: true, takeOff: takeOff.wanted }).catch(() => undefined)}
    >
      {words.do}
    </ConfirmButton>
  )
}

function GoOn({ categoryId }: { categoryId: string }) {
  const words = useEvergreenText().pause
  const goOn = useMutation(api.publishing.changeCategory.mutationOptions(useOutcome({ changed: 'posts', says: words.goesOn })))
  return (
    <Button variant="default" loading={goOn.isPending} onClick={() => goOn.mutate({ categoryId, paused: false })}>
      {words.again}
    </Button>
  )
}
