import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Meaning, Playbook } from '#contract/inbox'

import { api } from '../../api.ts'
import { BrandChoice } from '../../frame/brand-choice.tsx'
import { useBrand, useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { Page } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { meanings } from '../inbox-search.ts'
import { meaningLooks } from '../meaning-looks.ts'
import { useColleagues } from '../use-colleagues.ts'
import { useInboxText } from '../use-inbox-text.ts'
import { PlaybookForm } from './playbook-form.tsx'
import { usePlaybooksText } from './use-playbooks-text.ts'

/** What a brand's team does about messages of each meaning. */
export function PlaybooksPage() {
  const words = usePlaybooksText()
  const { pages } = useText().settings
  const first = useBrand().id
  const [chosen, setChosen] = useState<string>()
  const brandId = chosen ?? first
  const mayWrite = useMay()('inbox.manage')
  const [open, setOpen] = useState<Meaning>()
  const { data, error, refetch } = useQuery(api.inbox.playbooks.queryOptions({ input: { brandId } }))
  const playbookFor = (meaning: Meaning) => data?.find((playbook) => playbook.meaning === meaning)
  return (
    <Page title={pages.playbooks} lead={mayWrite ? words.lead : words.readOnly}>
      <BrandChoice label={pages.brand} brand={brandId} onBrand={setChosen} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={5} height={52} />}
      {data && (
        <Rows label={words.list}>
          {meanings.map((meaning) => (
            <PlaybookRow
              key={meaning}
              meaning={meaning}
              playbook={playbookFor(meaning)}
              brandId={brandId}
              mayWrite={mayWrite}
              onOpen={() => setOpen(meaning)}
            />
          ))}
        </Rows>
      )}
      {open !== undefined && (
        <PlaybookForm brandId={brandId} meaning={open} playbook={playbookFor(open)} onClose={() => setOpen(undefined)} />
      )}
    </Page>
  )
}

interface PlaybookRowProps {
  meaning: Meaning
  playbook: Playbook | undefined
  brandId: string
  mayWrite: boolean
  onOpen: () => void
}

function PlaybookRow({ meaning, playbook, brandId, mayWrite, onOpen }: PlaybookRowProps) {
  const words = usePlaybooksText()
  const { meanings: named } = useInboxText()
  const { nameOf } = useColleagues()
  const { list } = useFormat()
  const Icon = meaningLooks[meaning].icon
  const facts = playbook && [
    ...(playbook.steps.length > 0 ? [words.steps(playbook.steps.length)] : []),
    ...(playbook.tone === '' ? [] : [playbook.tone]),
    ...(playbook.memberIds.length > 0 ? [words.told(list(playbook.memberIds.map(nameOf)))] : []),
  ]
  return (
    <Row lead={<Icon size={18} aria-hidden="true" />} title={named[meaning]} note={facts?.join(' · ') ?? words.none}>
      {mayWrite && (
        <Button variant="default" onClick={onOpen} aria-label={`${playbook ? words.change : words.write}: ${named[meaning]}`}>
          {playbook ? words.change : words.write}
        </Button>
      )}
      {mayWrite && playbook && <Remove meaning={meaning} brandId={brandId} />}
    </Row>
  )
}

function Remove({ meaning, brandId }: Pick<PlaybookRowProps, 'meaning' | 'brandId'>) {
  const words = usePlaybooksText()
  const { meanings: named } = useInboxText()
  const remove = useMutation(api.inbox.removePlaybook.mutationOptions(useOutcome({ changed: 'playbooks', says: words.removed })))
  return (
    <ConfirmButton
      question={words.removeAsk(named[meaning])}
      explanation={words.removeHint}
      confirm={words.remove}
      onConfirm={() => remove.mutateAsync({ brandId, meaning }).catch(() => undefined)}
    >
      {words.remove}
    </ConfirmButton>
  )
}
