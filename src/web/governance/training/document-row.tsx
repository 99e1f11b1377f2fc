import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { GraduationCap, ScrollText } from 'lucide-react'

import type { Document } from '#contract/governance'

import { api } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { Row } from '../../ui/rows.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { toast } from '../../ui/toast.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { ReaderState } from './reader-state.tsx'
import { stateOfMine } from './state-of-mine.ts'
import { useTrainingText } from './use-training-text.ts'

interface DocumentRowProps {
  document: Document
  mayManage: boolean
  onChange: () => void
}

/** One thing to read: who must, by when, and how far one is. */
export function DocumentRow({ document, mayManage, onChange }: DocumentRowProps) {
  const words = useTrainingText()
  const { roles } = useText().teams
  const format = useFormat()
  const { title, kind, version, mine, archived, rights } = document
  const facts = [
    words.kinds[kind],
    words.version(format.number(version)),
    document.roles.length === 0 ? words.forAll : format.list(document.roles.map((role) => roles[role])),
    ...(rights.length > 0 ? [words.needed(format.list(rights.map((right) => words.rights[right])))] : []),
    ...(mine.due !== undefined && !mine.confirmed ? [words.due(format.date(mine.due))] : []),
  ]
  const Icon = kind === 'policy' ? ScrollText : GraduationCap
  return (
    <Row lead={<Icon size={18} aria-hidden="true" />} title={title} note={facts.join(' · ')}>
      {archived ? (
        <StateBadge tone="calm" icon={ScrollText}>
          {words.archived}
        </StateBadge>
      ) : (
        mine.concerned && <ReaderState state={stateOfMine(mine)} />
      )}
      <Button
        variant="default"
        aria-label={words.open(title)}
        renderRoot={(props) => <Link to="/settings/training/$documentId" params={{ documentId: document.id }} {...props} />}
      >
        {words.read}
      </Button>
      {mayManage && <Manage document={document} onChange={onChange} />}
    </Row>
  )
}

function Manage({ document: { id: documentId, title, archived }, onChange }: Omit<DocumentRowProps, 'mayManage'>) {
  const words = useTrainingText()
  const says = archived ? words.archivedDone.back : words.archivedDone.away
  const archive = useMutation(api.governance.archiveDocument.mutationOptions(useOutcome({ changed: 'training', says })))
  const outcome = useOutcome({ changed: 'training' })
  const remind = useMutation({
    ...api.governance.remindReaders.mutationOptions({ onError: outcome.onError }),
    onSuccess: ({ reminded }) => toast(words.reminded(reminded)),
  })
  if (archived)
    return (
      <Button variant="default" onClick={() => archive.mutate({ documentId, archived: false })}>
        {words.takeBack}
      </Button>
    )
  return (
    <>
      <Button variant="default" aria-label={`${words.change}: ${title}`} onClick={onChange}>
        {words.change}
      </Button>
      <Button
        variant="default"
        aria-label={`${words.remind}: ${title}`}
        loading={remind.isPending}
        onClick={() => remind.mutate({ documentId })}
      >
        {words.remind}
      </Button>
      <ConfirmButton
        question={words.archiveAsk(title)}
        explanation={words.archiveHint}
        confirm={words.archive}
        onConfirm={() => archive.mutateAsync({ documentId, archived: true }).catch(() => undefined)}
      >
        {words.archive}
      </ConfirmButton>
    </>
  )
}
