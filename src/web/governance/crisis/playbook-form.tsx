import { Button, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'

import type { CrisisPlaybook, PlaybookContent } from '#contract/governance'

import { api, client, queries } from '../../api.ts'
import { Section } from '../../ui/page.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useSaving } from '../../use-saving.ts'
import { ProposingFields } from './proposing-fields.tsx'
import { ContactFields, RoleFields } from './role-fields.tsx'
import { StatementFields } from './statement-fields.tsx'
import { StepFields } from './step-fields.tsx'
import { useCrisisText } from './use-crisis-text.ts'

import styles from './crisis.module.css'

/** Everything that the playbook says, saved as a whole. */
export function PlaybookForm({ playbook, mayManage }: { playbook: CrisisPlaybook; mayManage: boolean }) {
  const { book } = useCrisisText()
  const [content, setContent] = useState(playbook.content)
  const saving = useSaving('crisis', () => undefined)
  const { brandId, revision } = playbook
  const change = (part: Partial<PlaybookContent>) => setContent({ ...content, ...part })
  const save = async () => {
    const of = brandId === undefined ? {} : { brandId }
    const kept = await client.governance.keepCrisisPlaybook({ ...of, revision, content: whole(content) })
    queries.setQueryData(api.governance.crisisPlaybook.queryKey({ input: of }), kept)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void saving.save(save, book.saved)
      }}
    >
      <fieldset disabled={!mayManage} className={styles.group}>
        {revision === 0 && mayManage && <Text c="dimmed">{book.starting}</Text>}
        <StepFields content={content} onChange={change} />
        <StatementFields content={content} onChange={change} />
        <RoleFields content={content} onChange={change} />
        <ContactFields content={content} onChange={change} />
        <Section title={book.answers}>
          <Radio.Group
            aria-label={book.answers}
            value={content.answers}
            onChange={(value) => change({ answers: value === 'forbidden' ? 'forbidden' : 'allowed' })}
          >
            <Stack gap="xs">
              <Radio value="allowed" label={book.answersAllowed} />
              <Radio value="forbidden" label={book.answersForbidden} />
            </Stack>
          </Radio.Group>
        </Section>
        <ProposingFields content={content} onChange={change} />
      </fieldset>
      {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
      {mayManage && (
        <div className={styles.save}>
          <Button type="submit" loading={saving.isPending}>
            {book.save}
          </Button>
        </div>
      )}
    </form>
  )
}

/** Without what was added and left empty. */
function whole(content: PlaybookContent): PlaybookContent {
  return {
    ...content,
    steps: content.steps.filter(({ text }) => text.trim() !== ''),
    roles: content.roles.filter(({ name }) => name.trim() !== ''),
    contacts: content.contacts.filter(({ name }) => name.trim() !== ''),
    statements: content.statements
      .filter(({ title }) => title.trim() !== '')
      .map((statement) => ({ ...statement, texts: statement.texts.filter(({ text }) => text.trim() !== '') })),
  }
}
