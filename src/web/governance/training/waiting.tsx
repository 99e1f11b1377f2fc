import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { GraduationCap } from 'lucide-react'
import { Fragment } from 'react'

import type { Document, Right } from '#contract/governance'

import { api } from '../../api.ts'
import { Row, Rows } from '../../ui/rows.tsx'
import { Trouble } from '../../ui/states.tsx'
import { ReaderState } from './reader-state.tsx'
import { stateOfMine } from './state-of-mine.ts'
import { useTrainingText } from './use-training-text.ts'

/** What one has still to read and confirm. */
export function useWaiting(): readonly Document[] {
  const { data } = useQuery({ ...api.governance.documents.queryOptions(), staleTime: 60_000 })
  return (data ?? []).filter(({ mine, archived }) => mine.concerned && !mine.confirmed && !archived)
}

/** On the first page: what waits to be read. Nothing where nothing does. */
export function WaitingDocuments() {
  const words = useTrainingText()
  const waiting = useWaiting()
  if (waiting.length === 0) return null
  return (
    <Rows label={words.waiting(waiting.length)}>
      {waiting.map(({ id, title, kind, mine }) => (
        <Row
          key={id}
          lead={<GraduationCap size={18} aria-hidden="true" />}
          title={
            <Link to="/settings/training/$documentId" params={{ documentId: id }}>
              {words.open(title)}
            </Link>
          }
          note={words.kinds[kind]}
        >
          <ReaderState state={stateOfMine(mine)} />
        </Row>
      ))}
    </Rows>
  )
}

/** Why something cannot be done yet, with the way to what has to be read first. */
export function ReadFirst({ waiting }: { waiting: readonly Document[] }) {
  const words = useTrainingText()
  return (
    <Trouble>
      {words.beforeAnswering}{' '}
      {waiting.map(({ id, title }, index) => (
        <Fragment key={id}>
          {index > 0 && ' · '}
          <Link to="/settings/training/$documentId" params={{ documentId: id }}>
            {title}
          </Link>
        </Fragment>
      ))}
    </Trouble>
  )
}

/** Those of them that a right waits for. */
export function waitingFor(waiting: readonly Document[], right: Right): readonly Document[] {
  return waiting.filter(({ rights }) => rights.includes(right))
}
