import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link2 } from 'lucide-react'

import type { Guest, GuestLink } from '#contract/governance'

import { api, client } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useOutcome } from '../../use-outcome.ts'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

/** The links by which one guest comes in: to make, hand over and take back. */
export function GuestLinks({ guest, onClose }: { guest: Guest; onClose: () => void }) {
  const words = useApprovalsText().guests
  const { close } = useText().ui
  const key = useIdempotencyKey()
  const status = useQuery(api.teams.setupStatus.queryOptions())
  const { data, error, refetch } = useQuery(api.governance.guestLinks.queryOptions({ input: { guestId: guest.id } }))
  const made = useOutcome({ changed: 'approvals', says: words.made })
  const make = useMutation({
    mutationFn: (mail: boolean) =>
      client.governance.addGuestLink({ guestId: guest.id, days: 60, mail }, { context: { idempotencyKey: key.current() } }),
    onError: made.onError,
    onSuccess: () => {
      key.next()
      return made.onSuccess()
    },
  })
  return (
    <Modal opened onClose={onClose} size="lg" title={guest.name} closeButtonProps={{ 'aria-label': close }}>
      <div className={styles.fields}>
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <LoadingState rows={2} height={52} />}
        {data?.length === 0 && <p>{words.noLinks}</p>}
        {data !== undefined && data.length > 0 && (
          <Rows label={words.links}>
            {data.map((link) => (
              <LinkRow key={link.id} link={link} />
            ))}
          </Rows>
        )}
        <div className={styles.buttons}>
          <Button leftSection={<Link2 size={16} aria-hidden="true" />} loading={make.isPending} onClick={() => make.mutate(false)}>
            {words.newLink}
          </Button>
          {status.data?.mail && (
            <Button variant="default" loading={make.isPending} onClick={() => make.mutate(true)}>
              {words.newLinkMail}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  )
}

function LinkRow({ link }: { link: GuestLink }) {
  const words = useApprovalsText().guests
  const format = useFormat()
  const revoke = useMutation(api.governance.revokeGuestLink.mutationOptions(useOutcome({ changed: 'approvals', says: words.revoked })))
  return (
    <Row
      title={words.expires(format.date(link.expiresAt))}
      note={link.openedAt === undefined ? words.neverOpened : words.opened(format.dateTime(link.openedAt))}
    >
      <CopyButton value={link.url} label={words.copy} />
      <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate({ linkId: link.id })}>
        {words.revoke}
      </Button>
    </Row>
  )
}
