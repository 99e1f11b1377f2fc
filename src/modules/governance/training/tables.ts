import type { MaybeTimestamp, SetByDatabase } from '#kit/columns'
import type { Role } from '#modules/teams'

import type { Right } from '../training-contract.ts'

export interface DocumentTable {
  workspace_id: string
  id: string
  kind: 'policy' | 'lesson'
  title: string
  roles: Role[]
  rights: Right[]
  due_days: number | null
  version: number
  required_version: number
  required_at: SetByDatabase
  archived_at: MaybeTimestamp
  created_at: SetByDatabase
}

export interface DocumentVersionTable {
  workspace_id: string
  document_id: string
  version: number
  title: string
  body: string
  note: string
  member_id: string
  member_name: string
  at: SetByDatabase
}

export interface ReadingTable {
  workspace_id: string
  member_id: string
  document_id: string
  version: number
  read_at: SetByDatabase
  confirmed_at: MaybeTimestamp
}

export interface ChecklistMarkTable {
  workspace_id: string
  subject_id: string
  item: string
  member_id: string
  at: SetByDatabase
}
