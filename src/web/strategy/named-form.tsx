import { Button, Modal, Stack, TextInput } from '@mantine/core'
import type { SubmitEvent, ReactNode } from 'react'

import type { Colour } from '#contract/strategy'

import { useText } from '../language/text-provider.tsx'
import { Trouble } from '../ui/states.tsx'
import type { Saving } from '../use-saving.ts'
import { ColourChoice } from './colour-choice.tsx'
import { useStrategyText } from './use-strategy-text.ts'

export interface Named {
  name: string
  colour: Colour
}

interface NamedFormProps {
  title: string
  isNew: boolean
  /** The field's props, from the form. */
  name: object
  colour: Colour
  onColour: (colour: Colour) => void
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void
  saving: Pick<Saving, 'isPending' | 'trouble'>
  onClose: () => void
  /** Further fields. */
  children?: ReactNode
}

/** A form for something with a name and a colour. */
export function NamedForm({ title, isNew, name, colour, onColour, onSubmit, saving, onClose, children }: NamedFormProps) {
  const words = useStrategyText()
  const text = useText().ui
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': text.close }}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <TextInput label={words.name} autoComplete="off" data-autofocus {...name} />
          <ColourChoice value={colour} onChange={onColour} />
          {children}
          {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
          <Button type="submit" loading={saving.isPending}>
            {isNew ? words.create : words.save}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

/** Checks the name as the API does. */
export function useNameCheck(): (name: string) => string | null {
  const words = useStrategyText()
  return (name) => (name.trim() === '' ? words.fillIn : name.trim().length > 60 ? words.tooLong : null)
}
