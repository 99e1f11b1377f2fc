import { Button, FileButton, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { useState } from 'react'

import type { ConversionImport, ConversionSite } from '#contract/links'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useFormat } from '../../language/use-format.ts'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useConversionsText } from './use-conversions-text.ts'

import styles from './conversions.module.css'

const mostBytes = 900_000
const optional = new Set(['value', 'currency', 'click_id', 'corrects'])

/** A file is chosen, tried, and taken in when somebody says so. */
export function ImportDialog({ sites, onClose }: { sites: readonly ConversionSite[]; onClose: () => void }) {
  const words = useConversionsText().importing
  const explain = useExplain()
  const format = useFormat()
  const [siteId, setSiteId] = useState(sites[0]?.id ?? '')
  const [csv, setCsv] = useState<string>()
  const [tooLarge, setTooLarge] = useState(false)
  const trying = useMutation({ mutationFn: (text: string) => client.links.importConversions({ siteId, csv: text, confirm: false }) })
  const taking = useMutation({
    mutationFn: (text: string) => client.links.importConversions({ siteId, csv: text, confirm: true }),
    onSuccess: async ({ fresh }) => {
      toast(words.done(format.number(fresh)))
      await reload('conversions')
      onClose()
    },
  })
  async function take(file: File | null): Promise<void> {
    if (!file) return
    setTooLarge(file.size > mostBytes)
    setCsv(undefined)
    trying.reset()
    if (file.size > mostBytes) return
    const text = await file.text()
    setCsv(text)
    trying.mutate(text)
  }
  const error = taking.error ?? trying.error
  const found = trying.data
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg">
      <Stack>
        <SiteSelect
          sites={sites}
          siteId={siteId}
          onChoose={(chosen) => {
            setSiteId(chosen)
            setCsv(undefined)
            trying.reset()
          }}
        />
        {found === undefined && <Columns />}
        {tooLarge && <Trouble>{words.tooLarge}</Trouble>}
        {error !== null && <Trouble>{explain(error)}</Trouble>}
        {found !== undefined && <Found found={found} />}
        <Group justify="flex-end">
          <FileButton accept=".csv,.txt,.tsv,text/csv" inputProps={{ 'aria-label': words.choose }} onChange={(file) => void take(file)}>
            {(props) => (
              <Button
                {...props}
                variant={found === undefined ? 'filled' : 'default'}
                loading={trying.isPending}
                leftSection={<FileUp size={16} aria-hidden="true" />}
              >
                {found === undefined ? words.choose : words.tryAgain}
              </Button>
            )}
          </FileButton>
          {found !== undefined && csv !== undefined && found.fresh > 0 && (
            <Button loading={taking.isPending} onClick={() => taking.mutate(csv)}>
              {words.confirm(format.number(found.fresh))}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

/** Nothing to choose where there is only one. */
export function SiteSelect({
  sites,
  siteId,
  onChoose,
}: {
  sites: readonly ConversionSite[]
  siteId: string
  onChoose: (siteId: string) => void
}) {
  const words = useConversionsText().importing
  if (sites.length < 2) return null
  return (
    <Select
      label={words.site}
      data={sites.map(({ id, name }) => ({ value: id, label: name }))}
      value={siteId}
      allowDeselect={false}
      onChange={(chosen) => chosen !== null && onChoose(chosen)}
    />
  )
}

function Columns() {
  const words = useConversionsText().importing
  return (
    <>
      <Text>{words.hint}</Text>
      <dl className={styles.columns}>
        {Object.entries(words.columns).map(([name, meaning]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{optional.has(name) ? words.optional(meaning) : meaning}</dd>
          </div>
        ))}
      </dl>
      <Text c="dimmed">{words.nothingYet}</Text>
    </>
  )
}

function Found({ found: { fresh, known, attributed, troubled, troubles } }: { found: ConversionImport }) {
  const words = useConversionsText().importing
  const format = useFormat()
  return (
    <div aria-live="polite">
      <p>
        <strong>{fresh === 0 ? words.wouldNot : words.would(format.number(fresh))}</strong>{' '}
        {attributed > 0 && words.attributed(format.number(attributed))} {known > 0 && words.known(format.number(known))}
      </p>
      {troubled > 0 && (
        <>
          <p>{words.troubled(format.number(troubled))}</p>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls where it is too long, also by keyboard */}
          <ul className={styles.troubles} tabIndex={0} aria-label={words.troubled(format.number(troubled))}>
            {troubles.map(({ line, why }) => (
              <li key={`${line} ${why}`}>
                {words.line(line)}: {words.troubles[why]}
              </li>
            ))}
            {troubled > troubles.length && <li>{words.moreTroubles(format.number(troubled - troubles.length))}</li>}
          </ul>
        </>
      )}
    </div>
  )
}
