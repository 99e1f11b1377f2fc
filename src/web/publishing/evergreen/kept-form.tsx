import { Button, Modal, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'

import type { KeptPost } from '#contract/publishing'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useConfirming } from '../../governance/rules/use-confirming.tsx'
import { useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { EndFields, type Ends } from './end-fields.tsx'
import { useEvergreenText } from './use-evergreen-text.ts'
import { WordingFields } from './wording-fields.tsx'

const mostWordings = 10

/** The wordings of a kept post, and when it ends. */
export function KeptForm({ kept, onClose }: { kept: KeptPost; onClose: () => void }) {
  const words = useEvergreenText().words
  const { close } = useText().ui
  const explain = useExplain()
  const [wordings, setWordings] = useState(kept.wordings)
  const [ends, setEnds] = useState<Ends>({ after: kept.endsAfter, on: kept.endsOn ?? '' })
  const said = wordings.map((wording) => JSON.stringify(wording))
  const isSameAsAnother = (place: number) => said.indexOf(said[place] ?? '') < place
  const confirming = useConfirming()
  const save = useMutation({
    mutationFn: () =>
      confirming.run((confirmed) =>
        client.publishing.changeKept({
          keptId: kept.id,
          wordings,
          endsAfter: ends.after ?? null,
          endsOn: ends.on === '' ? null : ends.on,
          ...confirmed,
        }),
      ),
    onSuccess: async () => {
      toast(words.saved)
      await reload('posts')
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} size="lg" title={words.title} closeButtonProps={{ 'aria-label': close }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (new Set(said).size === said.length) save.mutate()
        }}
      >
        <Stack>
          {wordings.map((wording, place) => (
            <WordingFields
              key={place}
              wording={wording}
              number={wordings.length > 1 ? place + 1 : undefined}
              trouble={isSameAsAnother(place) ? words.same : undefined}
              onChange={(changed) => setWordings(wordings.with(place, changed))}
              onRemove={() => setWordings(wordings.toSpliced(place, 1))}
            />
          ))}
          {wordings.length < mostWordings && (
            <Button
              variant="default"
              leftSection={<Plus size={16} aria-hidden="true" />}
              onClick={() => setWordings([...wordings, ...wordings.slice(-1)])}
            >
              {words.add}
            </Button>
          )}
          <EndFields ends={ends} onChange={setEnds} />
          {save.error !== null && <Trouble>{explain(save.error)}</Trouble>}
          <Button type="submit" loading={save.isPending}>
            {words.save}
          </Button>
        </Stack>
      </form>
      {confirming.dialog}
    </Modal>
  )
}
