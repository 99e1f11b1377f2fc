// Before what only people who work on Hearth run: everything that `npm test` installs.
import { install } from './install.js'
import { requireNode26 } from './node-26.js'
import { runSetup } from './trouble.js'

await runSetup(async () => {
  await install('full')
  requireNode26()
})
