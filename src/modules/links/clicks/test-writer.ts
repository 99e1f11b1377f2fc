import { uuidv7 } from '#kit/ids'

import { ClickLog } from './click-log.ts'
import type { Click } from './click.ts'

/** A process that logs the clicks it is told of, one a line, says each that is written down, and goes on until it is killed. */
const [root = '', workspace = '', link = '', at = ''] = process.argv.slice(2)
const log = new ClickLog(root)
for (let index = 0; ; index += 1) {
  const click: Click = { id: uuidv7(), workspace, link, at: Number(at), kind: 'person', device: 'phone' }
  void log.append(click).then(() => process.stdout.write(`${click.id}\n`))
  // A few come at the same moment, then the disk has its turn; now and then a piece is closed.
  if (index % 7 === 0) await new Promise((resolve) => setImmediate(resolve))
  if (index % 500 === 499) await log.closedPieces()
}
