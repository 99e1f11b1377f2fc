import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A small shop of somebody else, on an address of its own. */
export interface Shop extends AsyncDisposable {
  readonly origin: string
  /** Puts Hearth's tag into every page. */
  readonly tag: (script: string) => void
}

/** Every page has a button to agree, as a consent banner has, and one to buy under the id that is typed. The tag waits for consent. */
export async function openShop(): Promise<Shop> {
  let script = ''
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(script))
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo
  return {
    // Another site than Hearth, which goes by the number.
    origin: `http://localhost:${port}`,
    tag: (source) => {
      script = source
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const page = (script: string) => `<!doctype html><html lang="en"><title>Teapots</title><link rel="icon" href="data:,">
${script === '' ? '' : `<script async src="${script}"></script>`}
<h1>Teapots</h1>
<button onclick="(window.hearth ??= []).push(['consent', true])">Agree</button>
<button onclick="(window.hearth ??= []).push(['consent', false])">Refuse</button>
<label>Order <input id="order"></label>
<button onclick="buy()">Buy</button>
<output id="told"></output>
<script>
  function buy() {
    const sale = { id: document.querySelector('#order').value, stage: 'sale', value: '600', currency: 'TWD' }
    hearth.convert(sale).then((kept) => (document.querySelector('#told').textContent = sale.id + (kept ? ' told' : ' not told')))
  }
</script>`
