import { crc32 } from 'node:zlib'

/** A PDF of empty pages. */
export async function testPdf({ pages = 1, title = '' }: { pages?: number; title?: string } = {}): Promise<Uint8Array<ArrayBuffer>> {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const pdf = await PDFDocument.create()
  for (let page = 0; page < pages; page += 1) pdf.addPage([595, 842])
  if (title) pdf.setTitle(title)
  return new Uint8Array(await pdf.save())
}

/** A ZIP of plainly stored files, by their names (APPNOTE 4.3). `says` is how large each is claimed to unpack. */
export function testZip(files: Readonly<Record<string, string>>, { says }: { says?: number } = {}): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const [named, data] = [Buffer.from(name), Buffer.from(text)]
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(says ?? data.length, 18)
    facts.writeUInt16LE(named.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), facts, named, data])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), facts, place, named]))
    parts.push(local)
    at += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...parts, list, end]))
}

/** As Word or PowerPoint pack it. */
export function testOffice(kind: 'docx' | 'pptx', more: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> {
  const main =
    kind === 'docx'
      ? { 'word/document.xml': '<w:document/>' }
      : { 'ppt/presentation.xml': '<p:presentation/>', 'ppt/slides/slide1.xml': '<p:sld/>', 'ppt/slides/slide2.xml': '<p:sld/>' }
  return testZip({ '[Content_Types].xml': '<Types/>', ...main, ...more })
}

export const testSrt = `1\r\n00:00:01,000 --> 00:00:04,000\r\nWelcome to the tea house.\r\n\r\n2\r\n00:00:05,000 --> 00:00:08,500\r\n第一泡先聞香。\r\n`
