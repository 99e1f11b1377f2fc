import { useQuery } from '@tanstack/react-query'

import type { Document } from '#contract/governance'

import { api } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { Section } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { ReaderState } from './reader-state.tsx'
import { useTrainingText } from './use-training-text.ts'

import styles from './training.module.css'

/** Everybody who must read something, and how far they are with each. */
export function ReadersTable({ documents }: { documents: readonly Document[] }) {
  const words = useTrainingText().readers
  const { roles } = useText().teams
  const format = useFormat()
  const { data, error, refetch } = useQuery(api.governance.readers.queryOptions())
  const shown = documents.filter(({ archived }) => !archived)
  return (
    <Section title={words.title} hint={words.hint}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={3} />}
      {data?.length === 0 && <p>{words.nobody}</p>}
      {data !== undefined && data.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls where it is too wide, also by keyboard
        <div className={styles.scroll} role="region" aria-label={words.title} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{words.person}</th>
                <th scope="col">{words.role}</th>
                {shown.map(({ id, title }) => (
                  <th key={id} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map(({ memberId, name, roles: held, documents: own }) => (
                <tr key={memberId}>
                  <th scope="row">{name}</th>
                  <td>{format.list(held.map((role) => roles[role]))}</td>
                  {shown.map(({ id }) => {
                    const state = own.find(({ documentId }) => documentId === id)?.state
                    return <td key={id}>{state === undefined ? '–' : <ReaderState state={state} />}</td>
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}
