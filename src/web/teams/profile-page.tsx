import { Button, Radio, Stack, TextInput, useMantineColorScheme } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import { api } from '../api.ts'
import { useChooseLanguage } from '../frame/use-choose-language.ts'
import { useMe } from '../frame/who.ts'
import { LanguageName } from '../language/language-name.tsx'
import { useText } from '../language/text-provider.tsx'
import { Page, Section } from '../ui/page.tsx'
import { useOutcome } from '../use-outcome.ts'
import { useChecks } from './use-checks.ts'

import styles from '../ui/form.module.css'

/** My name, my language, how Hearth looks here. */
export function ProfilePage() {
  const { teams: text, settings, frame } = useText()
  return (
    <Page title={settings.pages.profile} lead={text.profile.lead}>
      <Section title={text.name}>
        <NameForm />
      </Section>
      <Section title={frame.language}>
        <LanguageChoice />
      </Section>
      <Section title={frame.look}>
        <LookChoice />
      </Section>
    </Page>
  )
}

function NameForm() {
  const text = useText().teams
  const me = useMe()
  const { name } = useChecks()
  const form = useForm({ initialValues: { name: me.name }, validate: { name } })
  const save = useMutation(api.teams.updateMe.mutationOptions(useOutcome({ changed: 'members', says: text.saved })))
  return (
    <form
      className={styles.form}
      onSubmit={form.onSubmit((values) => save.mutate(values, { onSuccess: () => form.resetDirty(values) }))}
      noValidate
    >
      <TextInput aria-label={text.name} description={me.email} autoComplete="name" {...form.getInputProps('name')} />
      <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
        {text.save}
      </Button>
    </form>
  )
}

function LanguageChoice() {
  const text = useText().frame
  const me = useMe()
  const choose = useChooseLanguage()
  return (
    <Radio.Group aria-label={text.language} value={me.language} onChange={(value) => choose(value === 'zh-TW' ? 'zh-TW' : 'en')}>
      <Stack gap="sm">
        {(['en', 'zh-TW'] as const).map((each) => (
          <Radio key={each} value={each} label={<LanguageName of={each} />} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

function LookChoice() {
  const text = useText().frame
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Radio.Group
      aria-label={text.look}
      value={colorScheme}
      onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
    >
      <Stack gap="sm">
        {(['light', 'dark', 'auto'] as const).map((each) => (
          <Radio key={each} value={each} label={text.looks[each]} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
