import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'

import type { Member } from '#contract/teams'

import { api } from '../api.ts'
import { useInboxText } from './use-inbox-text.ts'

/** Everyone who can be on a thread, and what they are called; empty until it is known. */
export function useColleagues(): { members: readonly Member[]; nameOf: (memberId: string) => string } {
  const { formerMember } = useInboxText()
  const members = useQuery(api.teams.members.queryOptions()).data
  const nameOf = useCallback(
    (memberId: string) => (members === undefined ? '' : (members.find(({ id }) => id === memberId)?.name ?? formerMember)),
    [members, formerMember],
  )
  return { members: members ?? nobody, nameOf }
}

const nobody: readonly never[] = []
