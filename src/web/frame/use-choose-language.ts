import { useMutation } from '@tanstack/react-query'
import { useCallback } from 'react'

import type { Language } from '#kit/contract'

import { api, queries } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { showTrouble } from '../ui/toast.tsx'

/** Makes a language the person's own, here at once and then on every device. The frame speaks what `me` says. */
export function useChooseLanguage(): (language: Language) => void {
  const explain = useExplain()
  const { mutate } = useMutation(
    api.teams.updateMe.mutationOptions({
      onMutate: ({ language }) => {
        const before = queries.getQueryData(key)
        if (before && language) queries.setQueryData(key, { ...before, language })
        return before
      },
      onSuccess: (me) => queries.setQueryData(key, me),
      onError: (error, _input, before) => {
        if (before) queries.setQueryData(key, before)
        showTrouble(explain(error))
      },
    }),
  )
  return useCallback((language) => mutate({ language }), [mutate])
}

const key = api.teams.me.queryKey()
