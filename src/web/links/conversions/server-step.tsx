import { Button, Code, Modal, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'

import type { ConversionSite } from '#contract/links'

import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Section } from '../../ui/page.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useConversionsText } from './use-conversions-text.ts'

import styles from './conversions.module.css'

/** Where the site's server sends, and the secret that it signs with. */
export function ServerStep({ site, mayManage }: { site: ConversionSite; mayManage: boolean }) {
  const { steps } = useConversionsText()
  const renew = useMutation(api.links.renewConversionSecret.mutationOptions(useOutcome({ changed: 'conversions' })))
  const make = () => renew.mutateAsync({ siteId: site.id }).catch(() => undefined)
  return (
    <Section title={steps.server} hint={steps.serverHint}>
      <div className={styles.step}>
        <span>
          {steps.endpoint} <code>POST {site.endpoint}</code>
        </span>
        <CopyButton value={site.endpoint} label={steps.copyEndpoint} />
        {mayManage &&
          (site.signs ? (
            <ConfirmButton question={steps.renewAsk} explanation={steps.renewHint} confirm={steps.renewSecret} onConfirm={make}>
              {steps.renewSecret}
            </ConfirmButton>
          ) : (
            <Button variant="default" loading={renew.isPending} onClick={() => void make()}>
              {steps.makeSecret}
            </Button>
          ))}
      </div>
      {renew.data && <SecretOnce secret={renew.data.secret} onClose={() => renew.reset()} />}
    </Section>
  )
}

function SecretOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { steps } = useConversionsText()
  return (
    <Modal opened onClose={onClose} title={steps.secretOnce} closeOnClickOutside={false} closeOnEscape={false}>
      <Stack>
        <Text>{steps.secretHint}</Text>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {secret}
        </Code>
        <CopyButton value={secret} label={steps.copySecret} />
        <Button onClick={onClose}>{steps.gotIt}</Button>
      </Stack>
    </Modal>
  )
}
