import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Globe } from 'lucide-react'
import { useState } from 'react'

import type { Domain } from '#contract/links'

import { api, client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { Section } from '../ui/page.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { ErrorState, LoadingState, Trouble } from '../ui/states.tsx'
import { showTrouble, toast } from '../ui/toast.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useSaving } from '../use-saving.ts'
import { useLinksText } from './use-links-text.ts'

import styles from './link-settings.module.css'

/** The brand's own domains, how one comes to lead here, and whether it does. */
export function DomainList({ brandId, mayManage }: { brandId: string; mayManage: boolean }) {
  const { setting: words } = useLinksText()
  const { data, error, refetch } = useQuery(api.links.domains.queryOptions({ input: { brandId } }))
  return (
    <Section title={words.domains} hint={words.domainsHint}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={1} height={52} />}
      {data?.length === 0 && <p>{words.noDomains}</p>}
      {data !== undefined && data.length > 0 && (
        <Rows label={words.domains}>
          {data.map((domain) => (
            <DomainRow key={domain.id} domain={domain} mayManage={mayManage} />
          ))}
        </Rows>
      )}
      {mayManage && <AddDomain brandId={brandId} />}
    </Section>
  )
}

function DomainRow({ domain: { id, host, links, seenAt }, mayManage }: { domain: Domain; mayManage: boolean }) {
  const { setting: words } = useLinksText()
  const explain = useExplain()
  async function remove(): Promise<void> {
    try {
      await client.links.removeDomain({ domainId: id })
      toast(words.domainRemoved(host))
    } catch (error) {
      showTrouble(explain(error))
    }
    await reload('links')
  }
  const seen =
    seenAt === undefined ? (
      words.notSeen
    ) : (
      <>
        {words.seen} <LocalTime at={seenAt} as="relative" />
      </>
    )
  return (
    <Row
      lead={<Globe size={18} aria-hidden="true" />}
      title={host}
      note={
        <>
          {words.links(links)} · {seen}
        </>
      }
    >
      {mayManage && (
        <ConfirmButton
          question={words.removeDomainAsk(host)}
          explanation={words.removeDomainHint(links)}
          confirm={words.removeDomain}
          onConfirm={remove}
        >
          {words.removeDomain}
        </ConfirmButton>
      )}
    </Row>
  )
}

function AddDomain({ brandId }: { brandId: string }) {
  const { setting: words } = useLinksText()
  const key = useIdempotencyKey()
  const [host, setHost] = useState('')
  const saving = useSaving('links', () => setHost(''))
  const add = () =>
    saving.save(async () => {
      await client.links.addDomain({ brandId, host }, { context: { idempotencyKey: key.current() } })
      key.next()
    }, words.domainAdded(host.trim()))
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <p className={styles.howTo}>{words.howTo(location.hostname)}</p>
      <div className={styles.line}>
        <TextInput
          label={words.domain}
          description={words.domainHint}
          autoComplete="off"
          value={host}
          onChange={(event) => {
            key.next()
            setHost(event.currentTarget.value)
          }}
        />
        <Button type="submit" variant="default" loading={saving.isPending} disabled={host.trim() === ''}>
          {words.addDomain}
        </Button>
      </div>
      {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
    </form>
  )
}
