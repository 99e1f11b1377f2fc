import { type Logger, pino } from 'pino'
import { z } from 'zod'

import { isSecretName, redact } from './redact.ts'

export type Log = Logger

export interface LogOptions {
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** One line for people instead of JSON; unless given, where standard output is a terminal. */
  readonly readable?: boolean
  readonly write?: (line: string) => void
}

/** JSON lines on standard output. Secrets are taken out of every line as it leaves, wherever in it they are. */
export function openLog(options: LogOptions = {}): Log {
  const readable = options.readable ?? process.stdout.isTTY
  const write = options.write ?? ((line) => void process.stdout.write(line))
  const format = readable ? readableLine : JSON.stringify
  return pino(
    {
      level: options.level ?? 'info',
      base: { pid: process.pid },
      formatters: { level: (level) => ({ level }), log: withErrors },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    { write: (line: string) => write(`${format(withoutSecrets(Fields.parse(JSON.parse(line))))}\n`) },
  )
}

/** JSON has no words for an error; pino itself translates only one named `err`. */
function withErrors(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error && name !== 'err' ? pino.stdSerializers.err(value) : value,
    ]),
  )
}

const Fields = z.record(z.string(), z.unknown())
type Fields = z.output<typeof Fields>

function withoutSecrets(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, isSecretName(name) ? '[hidden]' : clean(value)]))
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map(clean)
  return typeof value === 'object' && value !== null ? withoutSecrets(Fields.parse(value)) : value
}

const colours: Readonly<Record<string, number>> = { debug: 90, info: 36, warn: 33, error: 31, fatal: 31 }

/** 09:30:00 info  The message  name=value */
function readableLine({ time, level, msg, pid: _pid, err, ...rest }: Fields): string {
  const name = String(level)
  const details = Object.entries(rest).map(
    ([key, value]) => `\u001b[90m${key}=\u001b[0m${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const stack = err === undefined ? '' : `\n${stackOf(err)}`
  const said = [
    String(time).slice(11, 19),
    `\u001b[${colours[name] ?? 0}m${name.padEnd(5)}\u001b[0m`,
    typeof msg === 'string' ? msg : '',
    ...details,
  ]
  return `${said.join(' ')}${stack}`
}

function stackOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : JSON.stringify(error)
}
