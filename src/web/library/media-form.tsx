import { Button, Stack, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Folder, MediaItem } from '#contract/media'

import { api, client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useBrand } from '../frame/who.ts'
import { Trouble } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { FolderSelect } from './folder-select.tsx'
import { dayOf, endOfDay } from './last-day.ts'
import { useLibraryText } from './use-library-text.ts'
import { showsSomething } from './words-of-media.ts'

interface Values {
  title: string
  alt: string
  tags: string[]
  folderId: string | null
  holder: string
  licence: string
  /** A day of the brand's calendar; empty without end. */
  until: string
}

/** What people say of an item, to read and to write. */
export function MediaForm({ item, folders, mayWrite }: { item: MediaItem; folders: readonly Folder[]; mayWrite: boolean }) {
  const words = useLibraryText()
  const { detail } = words
  const brand = useBrand()
  const tags = useQuery(api.media.tags.queryOptions({ input: { brandId: brand.id } }))
  const form = useForm<Values>({ initialValues: valuesOf(item, brand.timeZone) })
  const { save, working, trouble } = useSave(item, (values) => form.resetDirty(values))
  const field = (name: keyof Values) => ({ ...form.getInputProps(name), readOnly: !mayWrite })
  return (
    <form onSubmit={form.onSubmit((values) => void save(values))} noValidate>
      <Stack gap="sm" mb="lg">
        <TextInput label={detail.name} maxLength={200} {...field('title')} />
        {showsSomething(item) && (
          <Textarea
            label={detail.alt}
            description={brand.altTexts === 'required' ? `${detail.altHint} ${detail.altRequired}` : detail.altHint}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={2000}
            {...field('alt')}
          />
        )}
        <TagsInput
          label={detail.tags}
          description={detail.tagsHint}
          data={(tags.data ?? []).map(({ tag }) => tag)}
          maxTags={30}
          acceptValueOnBlur
          {...field('tags')}
        />
        <FolderSelect
          label={detail.folder}
          folders={folders}
          value={form.values.folderId}
          onChange={(folderId) => mayWrite && form.setFieldValue('folderId', folderId)}
        />
        <TextInput label={detail.holder} maxLength={200} {...field('holder')} />
        <TextInput label={detail.licence} description={detail.licenceHint} maxLength={200} {...field('licence')} />
        <TextInput type="date" label={detail.expires} description={detail.expiresHint} {...field('until')} />
        {trouble !== undefined && <Trouble>{trouble}</Trouble>}
        {mayWrite && (
          <Button type="submit" loading={working} disabled={!form.isDirty()}>
            {detail.save}
          </Button>
        )}
      </Stack>
    </form>
  )
}

function valuesOf(item: MediaItem, timeZone: string): Values {
  const { holder, licence, expiresAt } = item.rights
  return {
    title: item.title,
    alt: item.alt,
    tags: item.tags,
    folderId: item.folderId ?? null,
    holder,
    licence,
    until: expiresAt === undefined ? '' : dayOf(expiresAt, timeZone),
  }
}

function useSave(item: MediaItem, onSaved: (values: Values) => void) {
  const words = useLibraryText().detail
  const explain = useExplain()
  const { timeZone } = useBrand()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const save = async (values: Values) => {
    const { folderId, until, ...said } = values
    setWorking(true)
    setTrouble(undefined)
    try {
      if (folderId !== (item.folderId ?? null)) await client.media.moveMany({ mediaIds: [item.id], folderId })
      await client.media.describe({ mediaId: item.id, ...said, expiresAt: until === '' ? null : endOfDay(until, timeZone) })
      onSaved(values)
      toast(words.saved)
      await reload('media')
    } catch (error) {
      setTrouble(explain(error))
    } finally {
      setWorking(false)
    }
  }
  return { save, working, trouble }
}
