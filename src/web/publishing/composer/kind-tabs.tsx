import { SegmentedControl } from '@mantine/core'

import { fieldsOf, type Place } from './check-draft.ts'
import { valueOf } from './chosen-settings.ts'
import { settingId } from './network-settings.tsx'
import type { Composer } from './use-composer.ts'
import { useSettingWords } from './use-setting-words.ts'
import { changeSetting, settingsOn } from './variants.ts'

import styles from './network-settings.module.css'

interface KindTabsProps {
  composer: Composer
  network: string
  places: readonly Place[]
}

/** What the post is to be there: a post, a reel, a story. It comes first, because what else can be chosen depends on it. */
export function KindTabs({ composer, network, places }: KindTabsProps) {
  const words = useSettingWords(network)
  const { desk, change } = composer
  const field = fieldsOf(places, network).find(({ name }) => name === 'kind')
  if (field?.kind !== 'choice') return null
  const { label, hint } = words.of(field)
  return (
    <div className={styles.kinds} id={settingId(network, field.name)}>
      <SegmentedControl
        aria-label={label}
        className={styles.kindTabs ?? ''}
        value={String(valueOf(field, settingsOn(desk.draft, network)))}
        data={field.options.map((option) => ({ value: option, label: words.option(field, option) }))}
        onChange={(value) => change((now) => ({ ...now, draft: changeSetting(now.draft, network, { field, value }) }))}
      />
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </div>
  )
}
