import { Fieldset, SimpleGrid, Text, TextInput } from '@mantine/core'

import type { Utm, UtmName } from '#contract/links'

import { useLinksText } from './use-links-text.ts'

export const utmNames = ['source', 'medium', 'campaign', 'term', 'content'] as const satisfies readonly UtmName[]

/** The five parameters, each under its own name. */
export function UtmFields({ utm, onChange }: { utm: Utm; onChange: (name: UtmName, value: string) => void }) {
  const words = useLinksText()
  return (
    <Fieldset bg="transparent" legend={words.form.utm}>
      <Text size="xs" c="var(--ink-soft)" mb="xs">
        {words.form.utmHint}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
        {utmNames.map((name) => (
          <TextInput
            key={name}
            label={words.utm[name]}
            size="xs"
            maxLength={200}
            autoComplete="off"
            value={utm[name] ?? ''}
            onChange={(event) => onChange(name, event.currentTarget.value)}
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  )
}
