import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useState } from 'react'

import { api, client } from '../api.ts'
import { refusalOf } from '../errors/refusal.ts'
import { useExplain } from '../errors/use-explain.ts'
import { Door } from '../teams/door.tsx'
import { useTitle } from '../ui/page.tsx'
import { saveFile } from '../ui/save-file.ts'
import { ErrorState, LoadingState, Trouble } from '../ui/states.tsx'
import { showTrouble } from '../ui/toast.tsx'
import { Sheet } from './sheet/sheet.tsx'
import { useReportsText } from './use-reports-text.ts'

import door from '../teams/door.module.css'
import styles from './reports.module.css'

/** What a link shows to whoever has it; nobody is signed in here. */
export function LinkedPage() {
  const words = useReportsText()
  const { token } = useParams({ from: '/r/$token' })
  const [password, setPassword] = useState<string>()
  const asked = { token, ...(password === undefined ? {} : { password }) }
  const { data, error, isFetching, refetch } = useQuery({
    ...api.reports.linked.queryOptions({ input: asked }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  useTitle(data?.content.title ?? words.linked.title)
  if (data) return <Shown content={data.content} asked={asked} />
  const code = refusalOf(error)?.code
  if (code === 'PASSWORD_NEEDED' || code === 'WRONG_LINK_PASSWORD' || (password !== undefined && isFetching))
    return <Locked trouble={code === 'PASSWORD_NEEDED' || isFetching ? undefined : error} isBusy={isFetching} onPassword={setPassword} />
  return (
    <Door title={words.linked.title}>
      {error ? <ErrorState error={error} title={words.linked.over} retry={() => void refetch()} /> : <LoadingState rows={4} />}
    </Door>
  )
}

interface LockedProps {
  trouble: unknown
  isBusy: boolean
  onPassword: (password: string) => void
}

function Locked({ trouble, isBusy, onPassword }: LockedProps) {
  const { linked } = useReportsText()
  const explain = useExplain()
  const [typed, setTyped] = useState('')
  return (
    <Door title={linked.locked} lead={linked.lockedHint}>
      <form
        className={door.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (typed !== '') onPassword(typed)
        }}
      >
        <PasswordInput label={linked.password} value={typed} autoComplete="off" onChange={(event) => setTyped(event.currentTarget.value)} />
        {trouble !== undefined && <Trouble>{explain(trouble)}</Trouble>}
        <Button type="submit" loading={isBusy}>
          {linked.open}
        </Button>
      </form>
    </Door>
  )
}

type Content = Awaited<ReturnType<typeof client.reports.linked>>['content']

function Shown({ content, asked }: { content: Content; asked: { token: string; password?: string } }) {
  const { linked } = useReportsText()
  const explain = useExplain()
  const pdf = useMutation({
    mutationFn: () => client.reports.linkedPdf(asked),
    onSuccess: (file) => saveFile(file, `${content.title} ${content.period}.pdf`),
    onError: (error) => showTrouble(explain(error)),
  })
  return (
    <main className={styles.linked}>
      <div className={styles.linkedHead}>
        <Button
          variant="default"
          leftSection={<Download size={16} aria-hidden="true" />}
          loading={pdf.isPending}
          onClick={() => pdf.mutate()}
        >
          {linked.pdf}
        </Button>
      </div>
      <Sheet run={content} alone />
    </main>
  )
}
