import { Button, Radio, Select, Stack, Switch } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'

import type { LinkSettings } from '#contract/links'

import { api, client } from '../api.ts'
import { Section } from '../ui/page.tsx'
import { ErrorState, LoadingState, Trouble } from '../ui/states.tsx'
import { useSaving } from '../use-saving.ts'
import { PostsExample } from './posts-example.tsx'
import { useLinksText } from './use-links-text.ts'

import styles from './link-settings.module.css'

interface PostsSettingsProps {
  brandId: string
  mayManage: boolean
}

/** What becomes of the links in posts. */
export function PostsSettings({ brandId, mayManage }: PostsSettingsProps) {
  const { posts: words } = useLinksText()
  const { data, error, refetch } = useQuery(api.links.settings.queryOptions({ input: { brandId } }))
  return (
    <Section title={words.title} hint={words.hint}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={3} height={44} />}
      {data !== undefined && <SettingsForm key={JSON.stringify(data)} brandId={brandId} mayManage={mayManage} settings={data} />}
    </Section>
  )
}

const ways = ['off', 'utm', 'shorten'] as const satisfies readonly LinkSettings['inPosts'][]

function SettingsForm({ brandId, mayManage, settings }: PostsSettingsProps & { settings: LinkSettings }) {
  const { posts: words, form: common } = useLinksText()
  const domains = useQuery(api.links.domains.queryOptions({ input: { brandId } })).data ?? []
  const saving = useSaving('links', () => undefined)
  const { inPosts, domainId = '', measuresConversions } = settings
  const form = useForm({ initialValues: { inPosts, domainId, measuresConversions } })
  const { values } = form
  const host = domains.find(({ id }) => id === values.domainId)?.host
  const save = () => client.links.setSettings({ brandId, ...values, domainId: values.domainId === '' ? null : values.domainId })
  return (
    <form className={styles.posts} onSubmit={form.onSubmit(() => void saving.save(save, common.saved))}>
      <Radio.Group aria-label={words.title} {...form.getInputProps('inPosts')}>
        <Stack gap="xs">
          {ways.map((way) => (
            <Radio key={way} value={way} label={words.ways[way]} description={words.wayHints[way]} disabled={!mayManage} />
          ))}
        </Stack>
      </Radio.Group>
      {values.inPosts === 'shorten' && domains.length > 0 && (
        <Select
          label={common.address}
          data={[{ value: '', label: common.own }, ...domains.map((each) => ({ value: each.id, label: each.host }))]}
          allowDeselect={false}
          disabled={!mayManage}
          {...form.getInputProps('domainId')}
        />
      )}
      {values.inPosts !== 'off' && <PostsExample brandId={brandId} way={values.inPosts} host={host} />}
      <Switch
        label={words.measures}
        description={words.measuresHint}
        disabled={!mayManage}
        {...form.getInputProps('measuresConversions', { type: 'checkbox' })}
      />
      {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
      {mayManage && (
        <Button type="submit" loading={saving.isPending} disabled={!form.isDirty()}>
          {common.save}
        </Button>
      )}
    </form>
  )
}
