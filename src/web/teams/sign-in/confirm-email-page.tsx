import { Anchor, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { Page } from '../../ui/page.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useSignInText } from './use-sign-in-text.ts'

/** Where the letter to a new address leads: confirmed by a press, because programs that read mail open links too. */
export function ConfirmEmailPage() {
  const text = useSignInText().email
  const explain = useExplain()
  const { token } = useParams({ from: '/inside/confirm-email/$token' })
  const confirm = useMutation({ mutationFn: () => client.signIn.confirmEmail({ token }), onSuccess: () => reload('members') })
  return (
    <Page title={text.confirmTitle} lead={confirm.data ? text.confirmed(confirm.data.email) : text.confirmLead}>
      {confirm.error && <Trouble>{explain(confirm.error)}</Trouble>}
      <p>
        {confirm.data || confirm.error ? (
          <Anchor component={Link} to="/settings/sign-in">
            {text.done}
          </Anchor>
        ) : (
          <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {text.confirm}
          </Button>
        )}
      </p>
    </Page>
  )
}
