import { ActionIcon, FileButton, Group, Tooltip } from '@mantine/core'
import { ImageOff, Images, Upload } from 'lucide-react'
import { useState } from 'react'

import type { MediaItem } from '#contract/media'

import { MediaPicker } from '../../library/media-picker.tsx'
import { Trouble } from '../../ui/states.tsx'
import { acceptedPictures } from './media-kind.ts'
import { useComposerText } from './use-composer-text.ts'
import { useAddFile } from './video/use-add-file.ts'

import styles from './link-offer.module.css'

interface CardPictureProps {
  picture: MediaItem | undefined
  onPicture: (picture: MediaItem | undefined) => void
}

/** The picture of a link card: the page's own, another one, or none. */
export function CardPicture({ picture, onPicture }: CardPictureProps) {
  const words = useComposerText().link
  const [picking, setPicking] = useState(false)
  const adding = useAddFile(onPicture)
  return (
    <div className={styles.picture}>
      {picture !== undefined && <img className={styles.thumb} src={picture.thumbUrl} alt={picture.alt} />}
      <Group gap={4}>
        <Tooltip label={words.pictureFromLibrary}>
          <ActionIcon variant="subtle" color="gray" aria-label={words.pictureFromLibrary} onClick={() => setPicking(true)}>
            <Images size={16} />
          </ActionIcon>
        </Tooltip>
        <FileButton accept={acceptedPictures} onChange={(file) => file !== null && adding.add(file)}>
          {(props) => (
            <Tooltip label={words.pictureFromDevice}>
              <ActionIcon {...props} variant="subtle" color="gray" aria-label={words.pictureFromDevice} loading={adding.busy}>
                <Upload size={16} />
              </ActionIcon>
            </Tooltip>
          )}
        </FileButton>
        {picture !== undefined && (
          <Tooltip label={words.removePicture}>
            <ActionIcon variant="subtle" color="gray" aria-label={words.removePicture} onClick={() => onPicture(undefined)}>
              <ImageOff size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {adding.trouble !== undefined && <Trouble>{adding.trouble}</Trouble>}
      {picking && (
        <MediaPicker
          kinds={['image']}
          onClose={() => setPicking(false)}
          onPick={(chosen) => {
            setPicking(false)
            onPicture(chosen)
          }}
        />
      )}
    </div>
  )
}
