import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'

import type { AuditWanted } from '#contract/teams'

import { api } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { saveFile } from '../../ui/save-file.ts'
import { showTrouble } from '../../ui/toast.tsx'
import { useAuditText } from './use-audit-text.ts'

/** What the filters leave, as a spreadsheet. */
export function ExportButton({ wanted }: { wanted: AuditWanted }) {
  const text = useAuditText().log
  const explain = useExplain()
  const { mutate, isPending } = useMutation(
    api.teams.auditExport.mutationOptions({
      onSuccess: (file) => saveFile(file, 'audit-log.csv'),
      onError: (error) => showTrouble(explain(error)),
    }),
  )
  return (
    <Button variant="default" leftSection={<Download size={16} aria-hidden="true" />} loading={isPending} onClick={() => mutate(wanted)}>
      {text.export}
    </Button>
  )
}
