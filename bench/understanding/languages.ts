import { lettersOf } from '../../src/modules/understanding/language.ts'
import { banking, umsab } from './corpora.ts'
import { madeMessages } from './grammar.ts'
import type { Row } from './softmax.ts'

/** Everyday words of languages the corpora do not have; sentences are drawn from them. */
const everyday: Readonly<Record<string, string>> = {
  nl: 'de het een en van ik je is dat niet in te met op voor zijn maar ook er wat dit heb hebben kan wel nog goed bestelling levering dank jullie gekregen waarom wanneer geen naar bij mijn heel mooi slecht lekker hallo vraag kunnen jullie',
  sv: 'och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då sin nu har inte hans honom skulle varför när beställning leverans tack mycket bra dålig fråga hej ingen kan ni',
  pl: 'i w nie na się z do to że jest jak co ale o za od po tak czy był mnie mam już bardzo dziękuję zamówienie przesyłka kiedy dlaczego dobry zły obsługa klienta proszę świetny polecam nigdy paczka dzień jestem',
  tr: 've bir bu da ne için çok ama ben sen o var yok mı mi değil gibi daha kadar sonra siparişim kargo teşekkürler neden nasıl güzel kötü merhaba lütfen hiç şikayet ürün geldi gelmedi iyi müşteri hizmetleri zaman',
  id: 'yang dan di ini itu dengan untuk tidak dari saya kamu ada bisa sudah belum pesanan kiriman kapan kenapa bagus jelek terima kasih banget sekali mau akan juga sama tapi karena kalau gak nggak tolong kak dong harga barang enak mahal',
  vi: 'và là của có không cho được tôi bạn này đó với một người rất quá đơn hàng giao khi nào tại sao cảm ơn tốt tệ sản phẩm giá bao nhiêu chưa nhận đã shop mình em anh chị ngon đẹp lắm nhưng mà sẽ thì hỏi',
  tl: 'ang ng sa na ay mga ko ko po hindi ito yung naman lang kasi para salamat pa rin wala may ano kailan bakit ganda pangit sarap grabe talaga kayo namin order ko dumating magkano paano ba din at si niyo',
}
const hindi = new Set(
  'hai ka ki ke ko se nahi nahin kya bhi hain hi toh main mein aap ye yeh tha kr ho na par wo aur koi kar raha apna'.split(' '),
)

export function languageRows(random: () => number): { classes: string[]; rows: Row[] } {
  const texts = [
    ...umsab('train').filter(({ text, language }) => language !== 'ar' && (language !== 'hi' || hindiWords(text) >= 3)),
    ...banking().filter((_, at) => at % 10 === 0),
    ...madeMessages('en', 150, random).map(({ text }) => ({ text, language: 'en' })),
    ...Object.entries(everyday).flatMap(([language, words]) => drawn(words.split(' '), random).map((text) => ({ text, language }))),
  ]
  const classes = [...new Set(texts.map(({ language }) => language))].toSorted()
  const rows = texts.map(({ text, language }) => ({
    features: Uint32Array.from(new Set(lettersOf(text.replaceAll(/https?\S*|[@#]\S+|\\u[0-9a-f]{4}/g, ' ')))),
    allowed: 1 << classes.indexOf(language),
    weight: 1,
  }))
  return { classes, rows: rows.filter(({ features }) => features.length > 0) }
}

function hindiWords(text: string): number {
  return text
    .toLowerCase()
    .split(/\W+/)
    .filter((word) => hindi.has(word)).length
}

function drawn(words: readonly string[], random: () => number): string[] {
  return Array.from({ length: 600 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 9) }, () => words[Math.floor(random() * words.length)] ?? '').join(' '),
  )
}
