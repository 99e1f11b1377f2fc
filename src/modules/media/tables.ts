import type { ColumnType, Generated } from 'kysely'

declare module '#kit/database' {
  interface Tables {
    'media.item': ItemTable
  }
}

export interface ItemTable {
  workspace_id: string
  id: string
  brand_id: string
  sha256: string
  file_name: string
  mime_type: string
  bytes: number
  width: number
  height: number
  alt: Generated<string>
  created_at: ColumnType<Date, Date | string, Date | string>
}
