import { Button, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'

import type { Category } from '#contract/publishing'

import { api, client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useBrand } from '../../frame/who.ts'
import { type Confirming, useConfirming } from '../../governance/rules/use-confirming.tsx'
import { useText } from '../../language/text-provider.tsx'
import { ErrorState, LoadingState, Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { EndFields, type Ends } from './end-fields.tsx'
import { useEvergreenText } from './use-evergreen-text.ts'

import styles from './evergreen.module.css'

interface KeepDialogProps {
  postId: string
  /** Where the post goes: what a new category begins with. */
  accountIds: readonly string[]
  onClose: () => void
}

/** Keeps what a post says in a category, for so many times or until a day. */
export function KeepDialog(props: KeepDialogProps) {
  const words = useEvergreenText().keep
  const { close } = useText().ui
  const { id: brandId } = useBrand()
  const categories = useQuery(api.publishing.categories.queryOptions({ input: { brandId } }))
  return (
    <Modal opened onClose={props.onClose} title={words.title} closeButtonProps={{ 'aria-label': close }}>
      {categories.isPending && <LoadingState rows={3} height={52} />}
      {categories.isError && <ErrorState error={categories.error} retry={() => void categories.refetch()} />}
      {categories.isSuccess && <KeepFields {...props} brandId={brandId} categories={categories.data} />}
    </Modal>
  )
}

const newOne = 'new'

function KeepFields({ categories, ...props }: KeepDialogProps & { brandId: string; categories: readonly Category[] }) {
  const words = useEvergreenText()
  const explain = useExplain()
  const [chosen, setChosen] = useState(categories[0]?.id ?? newOne)
  const [name, setName] = useState('')
  const [ends, setEnds] = useState<Ends>({ after: undefined, on: '' })
  const category = categories.find(({ id }) => id === chosen)
  const keys = { category: useIdempotencyKey(), post: useIdempotencyKey() }
  const confirming = useConfirming()
  const keep = useKeep({ ...props, category, keys, confirming })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (category !== undefined || name.trim() !== '') keep.mutate({ name: name.trim(), ends })
      }}
    >
      {confirming.dialog}
      <Stack>
        <p className={styles.hint}>{words.keep.lead}</p>
        {categories.length > 0 && (
          <NativeSelect
            label={words.keep.category}
            data={[...categories.map(({ id, name: label }) => ({ value: id, label })), { value: newOne, label: words.keep.newCategory }]}
            value={chosen}
            onChange={(event) => {
              setChosen(event.currentTarget.value)
              keys.post.next()
            }}
            {...describedBy(category && words.keep.rest(category.leastDays))}
          />
        )}
        {category === undefined && (
          <TextInput
            label={words.keep.name}
            autoComplete="off"
            maxLength={60}
            required
            data-autofocus
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value)
              keys.category.next()
            }}
          />
        )}
        <EndFields
          ends={ends}
          onChange={(changed) => {
            setEnds(changed)
            keys.post.next()
          }}
        />
        {keep.error !== null && <Trouble>{explain(keep.error)}</Trouble>}
        <Button type="submit" loading={keep.isPending} disabled={category === undefined && name.trim() === ''}>
          {words.keep.do}
        </Button>
      </Stack>
    </form>
  )
}

const describedBy = (description: ReactNode) => (description === undefined ? {} : { description })

interface Keeping extends KeepDialogProps {
  confirming: Confirming
  brandId: string
  /** Absent where a new one is made first. */
  category: Category | undefined
  keys: Record<'category' | 'post', ReturnType<typeof useIdempotencyKey>>
}

/** A new category leads on to where its weekly times are set. */
function useKeep({ postId, accountIds, onClose, brandId, category, keys, confirming }: Keeping) {
  const words = useEvergreenText().keep
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async ({ name, ends }: { name: string; ends: Ends }) => {
      const make = () =>
        client.publishing.addCategory(
          { brandId, name, accountIds: [...accountIds] },
          { context: { idempotencyKey: keys.category.current() } },
        )
      const categoryId = category?.id ?? (await make()).id
      const until = { ...(ends.after === undefined ? {} : { endsAfter: ends.after }), ...(ends.on === '' ? {} : { endsOn: ends.on }) }
      await confirming.run((confirmed) =>
        client.publishing.keepPost({ categoryId, postId, ...until, ...confirmed }, { context: { idempotencyKey: keys.post.current() } }),
      )
    },
    onSuccess: async (_, { name }) => {
      toast(words.done(category?.name ?? name))
      await reload('posts')
      onClose()
      if (category === undefined) await navigate({ to: '/calendar/evergreen' })
    },
  })
}
