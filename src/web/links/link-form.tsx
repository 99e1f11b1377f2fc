import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'

import type { ShortLink, Utm, UtmName } from '#contract/links'

import { api, client } from '../api.ts'
import { useBrand } from '../frame/who.ts'
import { useLanguage, useText } from '../language/text-provider.tsx'
import { instantOf, localOf, readWallClock } from '../publishing/time/wall-clock.ts'
import { zoneName } from '../publishing/time/zone-name.ts'
import { Trouble } from '../ui/states.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useSaving } from '../use-saving.ts'
import { LinkPlace } from './link-place.tsx'
import type { LinkValues } from './link-values.ts'
import { useLinksText } from './use-links-text.ts'
import { UtmFields } from './utm-fields.tsx'

interface LinkFormProps {
  brandId: string
  /** Absent for a new one. */
  link: ShortLink | undefined
  onClose: () => void
  onMade?: (linkId: string) => void
}

/** Makes a short link, or changes where it leads. */
export function LinkForm({ brandId, link, onClose, onMade }: LinkFormProps) {
  const { form: words } = useLinksText()
  const { close } = useText().ui
  const { language } = useLanguage()
  const { timeZone } = useBrand()
  const saving = useSaving('links', onClose)
  const { form, submit } = useLinkForm({ brandId, link, timeZone })
  const { campaignId, network, utm } = form.values
  const usual = useQuery({
    ...api.links.utm.queryOptions({ input: { brandId, ...(campaignId ? { campaignId } : {}), ...(network ? { network } : {}) } }),
    enabled: link === undefined,
  })
  const shown: Utm = utm ?? usual.data ?? {}
  const set = (name: UtmName, value: string) => form.setFieldValue('utm', { ...shown, [name]: value })
  const save = () =>
    saving.save(
      async () => {
        const { id } = await submit(form.values)
        onMade?.(id)
      },
      link === undefined ? words.created : words.saved,
    )
  return (
    <Modal opened onClose={onClose} title={link ? words.changeTitle : words.newTitle} closeButtonProps={{ 'aria-label': close }}>
      <form onSubmit={form.onSubmit(() => void save())} noValidate>
        <Stack>
          <TextInput
            type="url"
            label={words.target}
            description={words.targetHint}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('target')}
          />
          <TextInput
            label={words.title}
            description={words.titleHint}
            maxLength={120}
            autoComplete="off"
            {...form.getInputProps('title')}
          />
          {link === undefined && <LinkPlace brandId={brandId} field={form.getInputProps} />}
          <TextInput
            type="datetime-local"
            label={words.expires}
            description={words.expiresHint(zoneName(timeZone, language))}
            {...form.getInputProps('expires')}
          />
          <UtmFields utm={shown} onChange={set} />
          {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
          <Button type="submit" loading={saving.isPending}>
            {link === undefined ? words.create : words.save}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

function useLinkForm({ brandId, link, timeZone }: { brandId: string; link: ShortLink | undefined; timeZone: string }) {
  const { form: words } = useLinksText()
  const key = useIdempotencyKey()
  const initialValues: LinkValues = {
    target: link?.target ?? '',
    title: link?.title ?? '',
    code: '',
    domainId: '',
    expires: link?.expiresAt === undefined ? '' : localOf(link.expiresAt, timeZone),
    campaignId: link?.campaignId ?? null,
    network: link?.network ?? null,
    utm: link?.utm,
  }
  const form = useForm({
    initialValues,
    validate: {
      target: (target) => (isWebAddress(target.trim()) ? null : words.notAnAddress),
      code: (code) => (code.trim() === '' || codePattern.test(code.trim()) ? null : words.wrongCode),
    },
    onValuesChange: key.next,
  })
  const submit = (values: LinkValues): Promise<ShortLink> => {
    const expiresAt = values.expires === '' ? undefined : momentOf(values.expires, timeZone)
    const common = { target: values.target.trim(), title: values.title.trim(), ...(values.utm ? { utm: filled(values.utm) } : {}) }
    if (link) return client.links.change({ linkId: link.id, ...common, expiresAt: expiresAt ?? null })
    const { code, domainId, campaignId, network } = values
    return client.links.create(
      {
        brandId,
        ...common,
        ...(code.trim() === '' ? {} : { code: code.trim() }),
        ...(domainId === '' ? {} : { domainId }),
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...(campaignId ? { campaignId } : {}),
        ...(network ? { network } : {}),
      },
      { context: { idempotencyKey: key.current() } },
    )
  }
  return { form, submit }
}

const codePattern = /^[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?$/i

function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S/i.test(text) && URL.canParse(text)
}

/** A time that the clock skips is taken as people mean it. */
function momentOf(local: string, timeZone: string): string | undefined {
  const clock = readWallClock(local, timeZone)
  return instantOf(clock.kind === 'skipped' ? clock.after : local, timeZone)?.toString()
}

function filled(utm: Utm): Utm {
  return Object.fromEntries(Object.entries(utm).filter(([, value]) => value.trim() !== ''))
}
