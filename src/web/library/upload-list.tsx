import { Button, Progress } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { CircleAlert, CircleCheck, CirclePause, LoaderCircle, type LucideIcon, X } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'

import type { Upload } from '#contract/media'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { showTrouble, troubleIsOver } from '../ui/toast.tsx'
import { sendAgain, type Sending, stopSending } from './sending.ts'
import { useLibraryText } from './use-library-text.ts'
import type { Uploads } from './use-uploads.ts'

import styles from './upload-list.module.css'

/** What is on its way, what broke off and waits for its file, and what became of the rest. */
export function UploadList({ uploads, onShow }: { uploads: Uploads; onShow: (mediaId: string) => void }) {
  const words = useLibraryText().uploads
  if (uploads.sending.length === 0 && uploads.others.length === 0) return null
  const over = uploads.others.filter(({ state }) => state === 'added' || state === 'refused')
  return (
    <section className={styles.uploads} aria-label={words.title}>
      {over.length > 1 && (
        <div className={styles.all}>
          <Away label={words.allAway} word={words.allAway} onPress={() => forget(over)} />
        </div>
      )}
      <ul className={styles.list}>
        {uploads.sending.map((sending) => (
          <SendingRow key={sending.key} sending={sending} />
        ))}
        {uploads.others.map((upload) => (
          <OtherRow key={upload.id} upload={upload} uploads={uploads} onShow={onShow} />
        ))}
      </ul>
    </section>
  )
}

function SendingRow({ sending }: { sending: Sending }) {
  const words = useLibraryText().uploads
  const explain = useExplain()
  const share = useShare(sending.sent, sending.bytes)
  const { online } = useNetwork()
  const failed = sending.error !== undefined
  const note = failed
    ? sending.error instanceof TypeError
      ? words.lost
      : explain(sending.error)
    : online
      ? sending.sent === 0
        ? words.waiting
        : words.sending(share)
      : words.offline
  return (
    <Row
      icon={failed ? CircleAlert : LoaderCircle}
      tone={failed ? 'bad' : 'calm'}
      name={sending.fileName}
      note={note}
      bar={<Bar name={sending.fileName} part={sending.sent} of={sending.bytes} />}
    >
      {failed && (
        <Button size="compact-sm" variant="default" onClick={() => sendAgain(sending.key)}>
          {words.retry}
        </Button>
      )}
      <Away label={words.stopOf(sending.fileName)} word={words.stop} onPress={() => stopSending(sending.key)} />
    </Row>
  )
}

function OtherRow({ upload, uploads, onShow }: { upload: Upload; uploads: Uploads; onShow: (mediaId: string) => void }) {
  const words = useLibraryText().uploads
  const refusals = useText().errors.refusals
  const share = useShare(upload.received, upload.bytes)
  const { fileName, mediaId } = upload
  const away = <Away label={words.putAwayOf(fileName)} word={words.putAway} onPress={() => forget([upload])} />
  switch (upload.state) {
    case 'receiving':
      return (
        <Row
          icon={CirclePause}
          tone="wait"
          name={fileName}
          note={words.interrupted(share)}
          bar={<Bar name={fileName} part={upload.received} of={upload.bytes} />}
        >
          <Resume upload={upload} onFile={(file) => uploads.resume(file, upload.id)} />
          <Away label={words.stopOf(fileName)} word={words.stop} onPress={() => forget([upload])} />
        </Row>
      )
    case 'reading':
      return <Row icon={LoaderCircle} tone="calm" name={fileName} note={words.reading} />
    case 'added':
      return (
        <Row icon={CircleCheck} tone="good" name={fileName} note={upload.already ? words.already : words.added}>
          {mediaId !== undefined && (
            <Button size="compact-sm" variant="default" onClick={() => onShow(mediaId)}>
              {words.show}
            </Button>
          )}
          {away}
        </Row>
      )
    case 'refused':
      return (
        <Row icon={CircleAlert} tone="bad" name={fileName} note={sentenceFor(refusals, upload.code)}>
          {away}
        </Row>
      )
  }
}

function sentenceFor(refusals: Readonly<Record<string, string>>, code: string | undefined): string {
  return refusals[code ?? 'NOT_MEDIA'] ?? refusals['NOT_MEDIA'] ?? ''
}

async function forget(uploads: readonly Upload[]): Promise<void> {
  for (const { id } of uploads) await client.media.stopUpload({ uploadId: id })
  await reload('media')
}

function useShare(part: number, of: number): string {
  const format = useFormat()
  return `${format.number(of === 0 ? 100 : Math.floor((part / of) * 100))} %`
}

interface RowProps {
  icon: LucideIcon
  tone: 'good' | 'wait' | 'bad' | 'calm'
  name: string
  note: string
  bar?: ReactNode
  children?: ReactNode
}

function Row({ icon: Icon, tone, name, note, bar, children }: RowProps) {
  return (
    <li className={styles.row} data-tone={tone}>
      <Icon size={16} aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.note} role={tone === 'bad' ? 'alert' : undefined}>
          {note}
        </span>
        {bar}
      </div>
      <div className={styles.end}>{children}</div>
    </li>
  )
}

function Bar({ name, part, of }: { name: string; part: number; of: number }) {
  const words = useLibraryText().uploads
  return (
    <Progress.Root size={4}>
      <Progress.Section value={of === 0 ? 100 : (part / of) * 100} aria-label={words.progress(name)} />
    </Progress.Root>
  )
}

function Away({ label, word, onPress }: { label: string; word: string; onPress: () => Promise<void> }) {
  const explain = useExplain()
  const [working, setWorking] = useState(false)
  const press = async () => {
    setWorking(true)
    try {
      await onPress()
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      setWorking(false)
    }
  }
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      loading={working}
      aria-label={label}
      leftSection={<X size={14} aria-hidden="true" />}
      onClick={() => void press()}
    >
      {word}
    </Button>
  )
}

/** Browsers keep no hold of a file over a reload, so it is chosen once more; the bytes that came are not sent again. */
function Resume({ upload, onFile }: { upload: Upload; onFile: (file: File) => void }) {
  const words = useLibraryText().uploads
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={`${words.resume}: ${upload.fileName}`}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          const about = `stopped ${upload.fileName}`
          if (file && file.size === upload.bytes && file.name === upload.fileName) {
            troubleIsOver(about)
            onFile(file)
          } else if (file) showTrouble(words.otherFile, about)
        }}
      />
      <Button size="compact-sm" variant="default" onClick={() => input.current?.click()}>
        {words.resume}
      </Button>
    </>
  )
}
