import { Button, Group, Modal, Tabs } from '@mantine/core'
import { Captions, Crosshair, Image, Scissors, Text } from 'lucide-react'
import { useState } from 'react'

import { useText } from '../../../language/text-provider.tsx'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { AltField } from '../alt-editor.tsx'
import { FocusChoice } from '../focus-editor.tsx'
import { type EditorProps, withFocus } from '../media-editing.ts'
import { useComposerText } from '../use-composer-text.ts'
import { CaptionsPanel } from './captions-panel.tsx'
import { CoverPanel } from './cover-panel.tsx'
import type { Film } from './film.ts'
import { NetworksSay } from './networks-say.tsx'
import { TrimPanel } from './trim-panel.tsx'

import styles from './video-editor.module.css'

/** Everything that can be chosen for a video: what of it is published, its cover, its words; and what each network will do with it. */
export function VideoEditor({ open, item, onClose, ...props }: EditorProps & { item: Film }) {
  const words = useComposerText().video
  const { done } = useComposerText().images
  const { close } = useText().ui
  const narrow = useNarrow()
  const film = { item, media: props.media, onChange: props.onChange }
  const [tab, setTab] = useState<string | null>(open)
  const tabs = [
    { name: 'trim', word: words.trim, Icon: Scissors },
    { name: 'cover', word: words.cover, Icon: Image },
    { name: 'alt', word: words.alt, Icon: Text },
    { name: 'captions', word: words.captions, Icon: Captions },
    { name: 'focus', word: words.focus, Icon: Crosshair },
  ]
  return (
    <Modal opened onClose={onClose} title={words.title} size="xl" fullScreen={narrow} closeButtonProps={{ 'aria-label': close }}>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List className={styles.tabs ?? ''} aria-label={words.title}>
          {tabs.map(({ name, word, Icon }) => (
            <Tabs.Tab
              key={name}
              value={name}
              leftSection={<Icon size={16} aria-hidden="true" />}
              data-autofocus={name === tab || undefined}
            >
              {word}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div className={styles.panel}>
          <Tabs.Panel value="trim">
            <TrimPanel {...film} />
          </Tabs.Panel>
          <Tabs.Panel value="cover">
            <CoverPanel {...film} />
          </Tabs.Panel>
          <Tabs.Panel value="alt">
            <Described {...props} item={item} />
          </Tabs.Panel>
          <Tabs.Panel value="captions">
            <CaptionsPanel {...film} language={props.language} />
          </Tabs.Panel>
          <Tabs.Panel value="focus">
            <FocusChoice
              item={item}
              url={item.posterUrl}
              focus={props.media.focus}
              crops={props.crops}
              onFocus={(focus) => props.onChange(withFocus(focus))}
            />
          </Tabs.Panel>
        </div>
      </Tabs>
      <NetworksSay remarks={props.remarks} />
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose}>{done}</Button>
      </Group>
    </Modal>
  )
}

function Described({ item, media, maxAlt, onChange }: Pick<EditorProps, 'media' | 'maxAlt' | 'onChange'> & { item: Film }) {
  return (
    <>
      <img className={styles.still} src={item.posterUrl} alt="" />
      <AltField alt={media.alt} max={maxAlt} onAlt={(alt) => onChange((each) => ({ ...each, alt }))} />
    </>
  )
}
