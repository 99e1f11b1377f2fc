import { useMutation } from '@tanstack/react-query'
import { useCallback } from 'react'

import type { Language } from '#kit/contract'

import { api, queries } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { showTrouble } from '../ui/toast.tsx'

/** Makes a language the person's own, here and on every device. The frame then speaks it. */
export function useChooseLanguage(): (language: Language) => void {
  const explain = useExplain()
  const { mutate } = useMutation(
    api.teams.updateMe.mutationOptions({
      onSuccess: (me) => queries.setQueryData(api.teams.me.queryKey(), me),
      onError: (error) => showTrouble(explain(error)),
    }),
  )
  return useCallback((language) => mutate({ language }), [mutate])
}
