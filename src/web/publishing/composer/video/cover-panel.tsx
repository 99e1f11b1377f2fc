import { Button, FileButton, Group, SegmentedControl, Slider } from '@mantine/core'
import { Images, Upload } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

import type { MediaItem } from '#contract/media'

import { MediaPicker } from '../../../library/media-picker.tsx'
import { Trouble } from '../../../ui/states.tsx'
import type { DraftCover } from '../draft.ts'
import { acceptedPictures } from '../media-kind.ts'
import { useComposerText } from '../use-composer-text.ts'
import { inClock, keptOf, tenth, withCover } from './film-cuts.ts'
import type { Film, FilmProps } from './film.ts'
import { useAddFile } from './use-add-file.ts'

import styles from './video-editor.module.css'

type Way = 'network' | 'moment' | 'picture'

/** What is seen before the film plays: left to the network, a moment of it, or a picture of one's own. */
export function CoverPanel({ item, media, onChange }: FilmProps) {
  const words = useComposerText().video
  const { cover } = media
  const [way, setWay] = useState<Way>(wayOf(cover))
  const { from, to } = keptOf(media, item.seconds)
  const at = cover !== undefined && 'at' in cover ? cover.at : 0
  const setCover = (next: DraftCover | undefined) => onChange(withCover(next))

  function choose(next: Way): void {
    setWay(next)
    if (next === 'network') setCover(undefined)
    if (next === 'moment') setCover({ at })
  }

  return (
    <div className={styles.cover}>
      <SegmentedControl
        aria-label={words.cover}
        value={way}
        data={[
          { value: 'network', label: words.coverByNetwork },
          { value: 'moment', label: words.coverMoment },
          { value: 'picture', label: words.coverPicture },
        ]}
        onChange={(next) => choose(next === 'moment' || next === 'picture' ? next : 'network')}
      />
      {way === 'network' && <p className={styles.hint}>{words.coverByNetworkHint}</p>}
      {way === 'moment' && (
        <>
          <Moment item={item} seconds={from + at} />
          <Slider
            className={styles.slider ?? ''}
            thumbLabel={words.coverMoment}
            value={at}
            min={0}
            max={tenth(Math.max(0, to - from - 0.1))}
            step={0.1}
            label={inClock}
            onChange={(next) => setCover({ at: tenth(next) })}
          />
          <p className={styles.hint}>{words.coverAt(inClock(at))}</p>
        </>
      )}
      {way === 'picture' && (
        <OwnPicture picture={cover !== undefined && 'picture' in cover ? cover.picture : undefined} onPicture={setCover} />
      )}
    </div>
  )
}

function wayOf(cover: DraftCover | undefined): Way {
  if (cover === undefined) return 'network'
  return 'at' in cover ? 'moment' : 'picture'
}

/** The film, standing still there. */
function Moment({ item, seconds }: { item: Film; seconds: number }) {
  const screen = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (screen.current !== null) screen.current.currentTime = seconds
  }, [seconds])
  return <video ref={screen} className={styles.screen} src={item.url} muted playsInline preload="auto" aria-label={item.title} />
}

function OwnPicture({ picture, onPicture }: { picture: MediaItem | undefined; onPicture: (cover: DraftCover) => void }) {
  const words = useComposerText().video
  const { library } = useComposerText().images
  const [picking, setPicking] = useState(false)
  const adding = useAddFile((added) => onPicture({ picture: added }))
  return (
    <>
      {picture === undefined ? (
        <p className={styles.hint}>{words.coverPictureHint}</p>
      ) : (
        <img className={styles.screen} src={picture.url} alt={picture.alt || picture.title} />
      )}
      <Group>
        <Button variant="default" leftSection={<Images size={16} aria-hidden="true" />} onClick={() => setPicking(true)}>
          {library}
        </Button>
        <FileButton accept={acceptedPictures} onChange={(file) => file !== null && adding.add(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={adding.busy} leftSection={<Upload size={16} aria-hidden="true" />}>
              {words.fromDevice}
            </Button>
          )}
        </FileButton>
      </Group>
      {adding.trouble !== undefined && <Trouble>{adding.trouble}</Trouble>}
      {picking && (
        <MediaPicker
          kinds={['image']}
          onClose={() => setPicking(false)}
          onPick={(chosen) => {
            setPicking(false)
            onPicture({ picture: chosen })
          }}
        />
      )}
    </>
  )
}
