import { Button, Checkbox, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Plus } from 'lucide-react'

import type { SavedAnswer } from '#contract/inbox'

import { client } from '../../api.ts'
import { useBrand, useMe } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { offeredLanguages } from '../../publishing/composer/language-choice.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useSaving } from '../../use-saving.ts'
import { useSavedText } from './use-saved-text.ts'
import { VersionField } from './version-field.tsx'

import styles from './saved-form.module.css'

interface SavedValues {
  name: string
  shortcut: string
  everyBrand: boolean
  texts: { language: string; text: string }[]
}

interface SavedFormProps {
  brandId: string
  /** Absent for a new one. */
  saved: SavedAnswer | undefined
  onClose: () => void
}

export function SavedForm({ brandId, saved, onClose }: SavedFormProps) {
  const words = useSavedText()
  const { close } = useText().ui
  const several = useMe().brands.length > 1
  const saving = useSaving('saved-answers', onClose)
  const key = useIdempotencyKey()
  const form = useSavedForm(saved, key.next)
  const keep = (values: SavedValues) =>
    saved === undefined ? create(values, { brandId, idempotencyKey: key.current() }) : change(values, { brandId, saved })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={saved === undefined ? words.title.add : words.title.change}
      closeButtonProps={{ 'aria-label': close }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit((values) => {
          void saving.save(() => keep(values), saved === undefined ? words.created(values.name.trim()) : words.saved)
        })}
      >
        <Stack>
          <Heads form={form} />
          {several && <Checkbox label={words.forEveryBrand} {...form.getInputProps('everyBrand', { type: 'checkbox' })} />}
          <Versions form={form} />
          <p className={styles.hint}>{words.variables}</p>
          {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
          <Button type="submit" loading={saving.isPending}>
            {saved === undefined ? words.create : words.save}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

const plain = (shortcut: string) => shortcut.trim().replace(/^\//, '')

function create(
  { name, shortcut, everyBrand, texts }: SavedValues,
  { brandId, idempotencyKey }: { brandId: string; idempotencyKey: string },
) {
  const of = { ...(everyBrand ? {} : { brandId }), ...(plain(shortcut) === '' ? {} : { shortcut: plain(shortcut) }) }
  return client.inbox.createSavedAnswer({ name: name.trim(), texts, ...of }, { context: { idempotencyKey } })
}

function change({ name, shortcut, everyBrand, texts }: SavedValues, { brandId, saved }: { brandId: string; saved: SavedAnswer }) {
  return client.inbox.changeSavedAnswer({
    savedAnswerId: saved.id,
    brandId: everyBrand ? null : (saved.brandId ?? brandId),
    name: name.trim(),
    shortcut: plain(shortcut) || null,
    texts,
  })
}

type Form = ReturnType<typeof useSavedForm>

/** What the team calls it and finds it by. */
function Heads({ form }: { form: Form }) {
  const words = useSavedText()
  return (
    <div className={styles.heads}>
      <TextInput
        label={words.name}
        description={words.nameHint}
        autoComplete="off"
        maxLength={60}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={words.shortcut}
        description={words.shortcutHint}
        autoComplete="off"
        maxLength={31}
        leftSection="/"
        {...form.getInputProps('shortcut')}
      />
    </div>
  )
}

/** A text for each language, and one more. */
function Versions({ form }: { form: Form }) {
  const words = useSavedText()
  const { texts } = form.values
  const next = offeredLanguages.find((tag) => texts.every(({ language }) => language !== tag))
  return (
    <>
      {texts.map(({ language }, place) => (
        <VersionField
          key={form.key(`texts.${place}`)}
          language={language}
          languageProps={form.getInputProps(`texts.${place}.language`)}
          textProps={form.getInputProps(`texts.${place}.text`)}
          onRemove={texts.length > 1 ? () => form.removeListItem('texts', place) : undefined}
        />
      ))}
      {next !== undefined && texts.length < 20 && (
        <Button
          variant="default"
          className={styles.add ?? ''}
          leftSection={<Plus size={16} aria-hidden="true" />}
          onClick={() => form.insertListItem('texts', { language: next, text: '' })}
        >
          {words.addLanguage}
        </Button>
      )}
    </>
  )
}

function useSavedForm(saved: SavedAnswer | undefined, onChange: () => void) {
  const words = useSavedText()
  const brand = useBrand()
  const twice = ({ texts }: SavedValues, language: string) => texts.filter((each) => each.language === language).length > 1
  return useForm<SavedValues>({
    initialValues: {
      name: saved?.name ?? '',
      shortcut: saved?.shortcut ?? '',
      everyBrand: saved !== undefined && saved.brandId === undefined,
      texts: saved?.texts.map((each) => ({ ...each })) ?? [{ language: brand.language, text: '' }],
    },
    validate: {
      name: (name) => (name.trim() === '' ? words.fillIn : null),
      shortcut: (shortcut) => (isShortcut(plain(shortcut)) ? null : words.shortcutWrong),
      texts: {
        language: (language, values) => (twice(values, language) ? words.languageTwice : null),
        text: (text) => (text.trim() === '' ? words.textMissing : null),
      },
    },
    onValuesChange: onChange,
  })
}

/** As the API checks it; none is right too. */
const isShortcut = (shortcut: string) => /^[\p{L}\p{M}\p{N}_-]{0,30}$/u.test(shortcut)
