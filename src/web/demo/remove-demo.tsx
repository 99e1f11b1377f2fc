import type { ButtonProps } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'

import { api, queries } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useMe } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { showTrouble } from '../ui/toast.tsx'
import { forgetWorkspace } from '../workspace.ts'

/** Removes the demo after asking once; whoever stands in it finds themselves at home. */
export function RemoveDemo(button: ButtonProps) {
  const text = useText().demo
  const { workspace } = useMe()
  const explain = useExplain()
  const remove = useMutation(
    api.demo.remove.mutationOptions({
      onSuccess: async () => {
        if (!workspace.demo) return queries.invalidateQueries()
        forgetWorkspace()
        location.assign('/')
      },
      onError: (error) => showTrouble(explain(error)),
    }),
  )
  return (
    <ConfirmButton
      {...button}
      question={text.removeAsk}
      explanation={text.removeHint}
      confirm={text.remove}
      onConfirm={() => remove.mutateAsync({}).catch(() => undefined)}
    >
      {text.remove}
    </ConfirmButton>
  )
}
