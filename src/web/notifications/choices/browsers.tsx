import { Button, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { BellRing, MonitorSmartphone } from 'lucide-react'

import type { PushBrowser } from '#contract/notifications'

import { api, client, reload, reloadKey } from '../../api.ts'
import { refusalOf } from '../../errors/refusal.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { LocalTime } from '../../ui/local-time.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { ErrorState, LoadingState, Trouble } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { browserName } from './browser-name.ts'
import { readPushHere, subscribeHere, unsubscribeHere } from './push-here.ts'
import { useChoicesText } from './use-choices-text.ts'

const hereKey = ['push-here']

/** The browsers that show my notices, and this one. */
export function Browsers() {
  const words = useChoicesText().browser
  const { data, error, refetch } = useQuery(api.notifications.pushBrowsers.queryOptions())
  const here = useQuery({ queryKey: hereKey, queryFn: readPushHere }).data
  const explain = useExplain()
  const add = useMutation({ mutationFn: (publicKey: string) => addThis(publicKey, words.system), onSettled: () => reloadKey(hereKey) })
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data || !here) return <LoadingState rows={1} height={44} />
  const hash = here.state === 'on' ? here.hash : undefined
  const isOn = data.browsers.some((browser) => browser.hash === hash)
  return (
    <Stack gap="md" align="flex-start">
      {here.state === 'unsupported' && <p>{words.unsupported}</p>}
      {here.state === 'denied' && <p>{words.denied}</p>}
      {(here.state === 'off' || (here.state === 'on' && !isOn)) && (
        <Button leftSection={<BellRing size={16} aria-hidden="true" />} loading={add.isPending} onClick={() => add.mutate(data.publicKey)}>
          {words.here}
        </Button>
      )}
      {add.error !== null && <Trouble>{refusalOf(add.error) ? explain(add.error) : words.failed}</Trouble>}
      {data.browsers.length > 0 && (
        <Rows label={words.list}>
          {data.browsers.map((browser) => (
            <BrowserRow key={browser.id} browser={browser} isThis={browser.hash === hash} />
          ))}
        </Rows>
      )}
    </Stack>
  )
}

/** Where the person said no, nothing is added, and the page says why. */
async function addThis(publicKey: string, name: (browser: string, system: string) => string): Promise<void> {
  const subscription = await subscribeHere(publicKey)
  const { endpoint, keys } = subscription?.toJSON() ?? {}
  if (endpoint === undefined || keys?.['p256dh'] === undefined || keys['auth'] === undefined) return
  const { browser, system } = browserName(navigator.userAgent)
  const address = { endpoint, keys: { p256dh: keys['p256dh'], auth: keys['auth'] } }
  await client.notifications.addPushBrowser({ address, name: name(browser, system) })
  await reload('notifications')
}

function BrowserRow({ browser, isThis }: { browser: PushBrowser; isThis: boolean }) {
  const words = useChoicesText().browser
  const remove = useMutation(api.notifications.removePushBrowser.mutationOptions(useOutcome({ changed: 'notifications' })))
  async function stop(): Promise<void> {
    await remove.mutateAsync({ browserId: browser.id })
    if (!isThis) return
    await unsubscribeHere()
    await reloadKey(hereKey)
  }
  return (
    <Row
      lead={<MonitorSmartphone size={18} aria-hidden="true" />}
      title={isThis ? `${browser.name} (${words.thisOne})` : browser.name}
      note={
        <>
          {words.added} <LocalTime at={browser.addedAt} as="longDate" />
        </>
      }
    >
      <ConfirmButton question={words.removeAsk(browser.name)} confirm={words.remove} onConfirm={() => stop().catch(() => undefined)}>
        {words.remove}
      </ConfirmButton>
    </Row>
  )
}
