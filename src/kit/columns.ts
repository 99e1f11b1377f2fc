import type { ColumnType } from 'kysely'

/** Columns as the modules' `tables.ts` declare them: what is read of one, what is given when a row is made, and what when it is changed. */
export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type MaybeTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
/** A timestamp that has a default. */
export type SetByDatabase = ColumnType<Date, Date | string | undefined, Date | string>

/** Null where nothing is given. */
export type Maybe<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>

/** jsonb, given as text. */
export type JsonColumn<Value> = ColumnType<Value, string, string>
export type JsonWithDefault<Value> = ColumnType<Value, string | undefined, string>
export type MaybeJson<Value> = ColumnType<Value | null, string | null | undefined, string | null>
