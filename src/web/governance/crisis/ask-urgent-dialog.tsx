import { Button, Modal, Select, Stack, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { OpenCrisis } from '#contract/governance'

import { api, client } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useSaving } from '../../use-saving.ts'
import { useCrisisText } from './use-crisis-text.ts'

/** Which post, and why it cannot wait. */
export function AskUrgentDialog({ crisis, onClose }: { crisis: OpenCrisis; onClose: () => void }) {
  const { urgent: words } = useCrisisText()
  const { close } = useText().ui
  const saving = useSaving('crisis', onClose)
  const [postId, setPostId] = useState<string | null>(null)
  const [why, setWhy] = useState('')
  const isWhole = postId !== null && why.trim() !== ''
  return (
    <Modal opened onClose={onClose} title={words.asking} closeButtonProps={{ 'aria-label': close }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!isWhole) return
          void saving.save(() => client.governance.askUrgent({ crisisId: crisis.id, postId, why: why.trim() }), words.asked)
        }}
      >
        <Stack>
          <PostChoice brandId={crisis.brandId} value={postId} onChange={setPostId} />
          <Textarea
            label={words.why}
            autosize
            minRows={2}
            maxLength={500}
            dir="auto"
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
          <Button type="submit" disabled={!isWhole} loading={saving.isPending}>
            {words.send}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

interface PostChoiceProps {
  brandId: string | undefined
  value: string | null
  onChange: (postId: string | null) => void
}

/** The drafts that were changed last, until something is typed. */
function PostChoice({ brandId, value, onChange }: PostChoiceProps) {
  const { urgent: words, held } = useCrisisText()
  const brand = useBrand()
  const of = brandId ?? brand.id
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 200)
  const drafts = useQuery(api.publishing.drafts.queryOptions({ input: { brandId: of, limit: 20 } }))
  const found = useQuery(api.publishing.search.queryOptions({ input: text === '' ? skipToken : { brandId: of, text, limit: 20 } }))
  const posts = (text === '' ? drafts.data : found.data)?.posts ?? []
  return (
    <Select
      label={words.post}
      description={words.postHint}
      data={posts.filter(({ state }) => state !== 'published').map(({ id, firstLine }) => ({ value: id, label: firstLine || held.noText }))}
      searchable
      filter={({ options }) => options}
      nothingFoundMessage={words.nothing}
      comboboxProps={{ withinPortal: false }}
      value={value}
      onSearchChange={setTyped}
      onChange={onChange}
    />
  )
}
