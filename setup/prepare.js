// Runs before anything is installed, on whatever Node the machine has (18 or newer): plain JavaScript, no dependencies.
import { buildPage } from './build-page.js'
import { install } from './install.js'
import { requireNode26 } from './node-26.js'
import { runSetup } from './trouble.js'

await runSetup(async () => {
  await install('production')
  await buildPage(requireNode26())
})
