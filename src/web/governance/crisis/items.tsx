import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { ArrowUp, Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'

import { useFormat } from '../../language/use-format.ts'
import { Section } from '../../ui/page.tsx'
import { useCrisisText } from './use-crisis-text.ts'

import styles from './crisis.module.css'

interface ItemsProps<Item extends { id: string }> {
  title: string
  items: readonly Item[]
  /** As many as there may be. */
  most: number
  blank: () => Item
  onChange: (items: Item[]) => void
  children: (item: Item, change: (part: Partial<Item>) => void) => ReactNode
}

/** Things of one kind in their order, to write, move up and take away. */
export function Items<Item extends { id: string }>({ title, items, most, blank, onChange, children }: ItemsProps<Item>) {
  const { book } = useCrisisText()
  const format = useFormat()
  return (
    <Section title={title}>
      {items.map((item, place) => {
        const number = book.number(format.number(place + 1))
        const name = `${title} ${number}`
        const without = items.filter(({ id }) => id !== item.id)
        return (
          <fieldset key={item.id} className={`${styles.group} ${styles.item}`} aria-label={name}>
            <div className={styles.itemHead}>
              <span>{number}</span>
              <span>
                {place > 0 && (
                  <Tool
                    label={book.up(name)}
                    icon={<ArrowUp size={16} aria-hidden="true" />}
                    onClick={() => onChange(without.toSpliced(place - 1, 0, item))}
                  />
                )}
                <Tool label={book.remove(name)} icon={<X size={16} aria-hidden="true" />} onClick={() => onChange(without)} />
              </span>
            </div>
            {children(item, (part) => onChange(items.map((one) => (one.id === item.id ? { ...one, ...part } : one))))}
          </fieldset>
        )
      })}
      {items.length < most && (
        <Button
          variant="default"
          mt="sm"
          leftSection={<Plus size={16} aria-hidden="true" />}
          onClick={() => onChange([...items, blank()])}
          aria-label={`${book.add}: ${title}`}
        >
          {book.add}
        </Button>
      )}
    </Section>
  )
}

function Tool({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
