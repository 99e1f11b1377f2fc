import { expect, test } from 'vitest'

import { openLog } from './log.ts'

function logged(readable: boolean) {
  const lines: string[] = []
  return { lines, log: openLog({ level: 'info', readable, write: (line) => lines.push(line) }) }
}

test('every line is JSON without secrets, in messages, fields, errors and below', () => {
  const { lines, log } = logged(false)
  const cause = new Error('Authorization: Bearer s3cr3t-one')
  log.info(
    { req: { url: '/callback?code=s3cr3t-two', headers: { cookie: 's3cr3t-three' } }, list: ['password=s3cr3t-four'] },
    'token=s3cr3t-five',
  )
  log.error(new Error('failed with abcd-ef12-ghij-3456', { cause }))
  log.child({ access_token: 's3cr3t-six' }).warn('careful')
  log.error({ detail: new Error('password=s3cr3t-seven') }, 'odd')
  log.debug('not shown')
  const [first, second, third, fourth] = lines.map((line) => JSON.parse(line))
  expect(lines).toHaveLength(4)
  expect(lines.join('')).not.toMatch(/s3cr3t|abcd-ef12/)
  expect(first).toMatchObject({
    level: 'info',
    msg: 'token=[hidden]',
    req: { url: '/callback?code=[hidden]', headers: { cookie: '[hidden]' } },
  })
  expect(second).toMatchObject({ level: 'error', err: { type: 'Error' } })
  expect(fourth).toMatchObject({ detail: { message: 'password=[hidden]' }, msg: 'odd' })
  expect(third).toMatchObject({ level: 'warn', access_token: '[hidden]', msg: 'careful' })
})

test('a person at a terminal reads one line, and the stack of an error', () => {
  const { lines, log } = logged(true)
  log.info({ address: 'http://127.0.0.1:4600' }, 'Hearth is ready')
  log.error(new Error('broken'), 'This did not work')
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d .*info.* Hearth is ready .*address=.*http:\/\/127\.0\.0\.1:4600\n$/)
  expect(lines[1]).toContain('This did not work')
  expect(lines[1]).toContain('log.test.ts')
})
