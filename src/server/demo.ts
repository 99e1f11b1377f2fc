import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import { createRouterClient } from '@orpc/server'

import type { ClientContext } from '#kit/client'
import type { DemoNeeds, DemoSandbox } from '#modules/demo'

import type { buildRouter } from './router.ts'
import type { LazySandbox } from './sandbox.ts'

/** The sandbox as a demo uses it. Absent where Hearth is several processes: each would have networks of its own. */
export function demoSandbox(sandbox: LazySandbox | undefined, { dataDir }: { dataDir: string }): DemoSandbox {
  if (!sandbox) {
    const remove = () => rm(join(dataDir, 'sandbox'), { recursive: true, force: true })
    return { possible: false, open: impossible, renew: impossible, remove }
  }
  return {
    possible: true,
    open: () => sandbox.open(),
    renew: async () => {
      await sandbox.remove()
      return sandbox.open()
    },
    remove: () => sandbox.remove(),
  }
}

function impossible(): Promise<never> {
  return Promise.reject(new Error('The networks of a demo run only where Hearth is one process.'))
}

/** The API for work that goes on in a member's name in this process: every call passes the door and leaves its audit row. */
export function apiInProcess(router: () => ReturnType<typeof buildRouter>): DemoNeeds['api'] {
  return (acting) =>
    createRouterClient(router(), {
      context: ({ idempotencyKey }: ClientContext) => ({
        acting,
        ip: '127.0.0.1',
        headers: new Headers(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      }),
    })
}
