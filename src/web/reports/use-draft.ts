import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { Definition, Report } from '#contract/reports'

import { api, queries, reload } from '../api.ts'
import { toast } from '../ui/toast.tsx'
import { useReportsText } from './use-reports-text.ts'

export interface Draft {
  readonly name: string
  readonly definition: Definition
  readonly isChanged: boolean
  readonly isSaving: boolean
  /** What went wrong with saving. */
  readonly error: unknown
  readonly rename: (name: string) => void
  readonly change: (changed: Partial<Definition>) => void
  readonly save: () => void
  /** Drops what is not saved. */
  readonly drop: () => void
}

interface Kept {
  readonly name: string
  readonly definition: Definition
  /** What it was begun on. */
  readonly revision: number
}

/** What is being built, kept here until it is saved. What others save meanwhile is taken over as long as nothing is changed here. */
export function useDraft(report: Report): Draft {
  const words = useReportsText()
  const [changed, setChanged] = useState<Kept>()
  const { name, definition, revision } = changed ?? report
  const keep = (part: Partial<Kept>) => setChanged({ name, definition, revision, ...part })
  const save = useMutation(
    api.reports.change.mutationOptions({
      onSuccess: async (saved) => {
        queries.setQueryData(api.reports.get.queryKey({ input: { reportId: report.id } }), saved)
        setChanged(undefined)
        toast(words.saved)
        await reload('reports')
      },
    }),
  )
  return {
    name,
    definition,
    isChanged: changed !== undefined,
    isSaving: save.isPending,
    error: save.error,
    rename: (wanted) => keep({ name: wanted }),
    change: (part) => keep({ definition: { ...definition, ...part } }),
    save: () => save.mutate({ reportId: report.id, revision, name: name.trim(), definition }),
    drop: () => {
      setChanged(undefined)
      save.reset()
    },
  }
}
