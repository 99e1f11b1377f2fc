import { Button, Modal, Stack, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

import type { ConversionSite } from '#contract/links'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useConversionsText } from './use-conversions-text.ts'

interface SiteFormProps {
  brandId: string
  /** Absent for a new one. */
  site?: ConversionSite
  onClose: () => void
}

/** A site's name and the addresses of its pages. A new one leads on to its tag. */
export function SiteForm({ brandId, site, onClose }: SiteFormProps) {
  const words = useConversionsText().site
  const explain = useExplain()
  const navigate = useNavigate()
  const key = useIdempotencyKey()
  const form = useForm({
    initialValues: { name: site?.name ?? '', origins: site?.origins ?? [] },
    validate: {
      name: (name) => (name.trim() === '' || name.trim().length > 60 ? words.nameMissing : null),
      origins: (origins) => (origins.length === 0 || !origins.every(isAddress) ? words.originsMissing : null),
    },
    onValuesChange: key.next,
  })
  const save = useMutation({
    mutationFn: ({ name, origins }: { name: string; origins: string[] }) =>
      site
        ? client.links.changeConversionSite({ siteId: site.id, name: name.trim(), origins })
        : client.links.createConversionSite({ brandId, name: name.trim(), origins }, { context: { idempotencyKey: key.current() } }),
    onSuccess: async ({ id }) => {
      await reload('conversions')
      onClose()
      if (site) toast(words.saved)
      else await navigate({ to: '/links/conversions/sites/$siteId', params: { siteId: id } })
    },
  })
  return (
    <Modal opened onClose={onClose} title={site ? words.change : words.create}>
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <TextInput label={words.name} description={words.nameHint} data-autofocus autoComplete="off" {...form.getInputProps('name')} />
          <TagsInput
            label={words.origins}
            description={words.originsHint}
            placeholder={form.values.origins.length === 0 ? 'https://shop.example' : ''}
            acceptValueOnBlur
            splitChars={[',', ' ']}
            {...form.getInputProps('origins')}
            onChange={(origins) => form.setFieldValue('origins', origins.map(asOrigin))}
          />
          {save.error !== null && <Trouble>{explain(save.error)}</Trouble>}
          <Button type="submit" loading={save.isPending}>
            {site ? words.save : words.create}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

/** People paste the address of a page, or leave out what every address begins with. */
function asOrigin(typed: string): string {
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
  return URL.canParse(address) ? new URL(address).origin : typed
}

const isAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
