import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { MessageSquareText, Plus } from 'lucide-react'
import { useState } from 'react'

import type { SavedAnswer } from '#contract/inbox'

import { api } from '../../api.ts'
import { BrandChoice } from '../../frame/brand-choice.tsx'
import { useBrand, useMay, useMe } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { useLanguageName } from '../../language/use-language-name.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { Page } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { SavedForm } from './saved-form.tsx'
import { useSavedText } from './use-saved-text.ts'

/** The answers that a brand keeps, to make, change and put away. */
export function SavedPage() {
  const words = useSavedText()
  const { pages } = useText().settings
  const first = useBrand().id
  const [chosen, setChosen] = useState<string>()
  const brandId = chosen ?? first
  const mayWrite = useMay()('inbox.manage')
  // Without an answer: a new one.
  const [open, setOpen] = useState<{ saved?: SavedAnswer }>()
  const { data, error, refetch } = useQuery(api.inbox.savedAnswers.queryOptions({ input: { brandId } }))
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen({})}>
      {words.add}
    </Button>
  )
  return (
    <Page title={pages['saved-answers']} lead={mayWrite ? words.lead : words.readOnly} action={mayWrite && (data?.length ?? 0) > 0 && add}>
      <BrandChoice label={pages.brand} brand={brandId} onBrand={setChosen} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={3} height={52} />}
      {data?.length === 0 && (
        <EmptyState icon={<MessageSquareText size={24} />} title={words.empty} action={mayWrite && add}>
          {words.emptyHint}
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <Rows label={words.list}>
          {data.map((saved) => (
            <SavedRow key={saved.id} saved={saved} mayWrite={mayWrite} onOpen={() => setOpen({ saved })} />
          ))}
        </Rows>
      )}
      {open !== undefined && <SavedForm brandId={brandId} saved={open.saved} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

interface SavedRowProps {
  saved: SavedAnswer
  mayWrite: boolean
  onOpen: () => void
}

function SavedRow({ saved, mayWrite, onOpen }: SavedRowProps) {
  const words = useSavedText()
  const format = useFormat()
  const languageName = useLanguageName()
  const several = useMe().brands.length > 1
  const facts = [
    ...(saved.shortcut === undefined ? [] : [`/${saved.shortcut}`]),
    format.list(saved.texts.map(({ language }) => languageName(language))),
    ...(several && saved.brandId === undefined ? [words.everyBrand] : []),
    saved.usedAt === undefined ? words.neverUsed : words.used(saved.used, format.date(saved.usedAt)),
  ]
  return (
    <Row lead={<MessageSquareText size={18} aria-hidden="true" />} title={saved.name} note={facts.join(' · ')}>
      {mayWrite && <Manage saved={saved} onOpen={onOpen} />}
    </Row>
  )
}

function Manage({ saved: { id, name }, onOpen }: Pick<SavedRowProps, 'saved' | 'onOpen'>) {
  const words = useSavedText()
  const remove = useMutation(
    api.inbox.removeSavedAnswer.mutationOptions(useOutcome({ changed: 'saved-answers', says: words.removed(name) })),
  )
  return (
    <>
      <Button variant="default" onClick={onOpen}>
        {words.change}
      </Button>
      <ConfirmButton
        question={words.removeAsk(name)}
        explanation={words.removeHint}
        confirm={words.remove}
        onConfirm={() => remove.mutateAsync({ savedAnswerId: id }).catch(() => undefined)}
      >
        {words.remove}
      </ConfirmButton>
    </>
  )
}
