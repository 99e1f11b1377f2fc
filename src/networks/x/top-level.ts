import { topLevelDomains } from '../top-level-domains.ts'

/** Written in Latin letters, and still a domain for X although the root zone has dropped it or never had it (twitter-text 3.1). */
const kept = `
abarth active adac afamilycompany aigo alfaromeo an avianca bananarepublic bentley bl blanco bnl boots bq budapest bugatti
cancerresearch cartier caseih cbs ceb chloe chrysler cityeats comcast cookingchannel csc dabur dodge doha doosan duck dunlop duns eh
epost esurance etisalat everbank fiat flsmidth foodnetwork frontdoor fujixerox glade goodhands guardian hgtv honeywell hoteles htc
iinet intel iselect iveco iwc jcp jlc kerrylogistics kinder ladbrokes lancaster lancia lancome liaison linde lipsy lixil loft lupin
macys maserati mcd mcdonalds meo metlife mf mobily montblanc mopar movistar mtpc mutual mutuelle nadex nationwide natura newholland
northwesternmutual off oldnavy onion onyourside orientexpress pamperedchef panerai passagens piaget pramerica qvc raid redstone
rightathome rmit rocher sapo sca scjohnson scor ses shaw showtime shriram spiegel spreadbetting srt starhub statoil swiftcover
symantec telecity telefonica tiffany tp travelchannel uconnect um vista vistaprint volkswagen vuelos warman xfinity xperia zippo
`

/** Written in other scripts (twitter-text 3.1). */
const international = `
vermögensberater vermögensberatung ελ ευ бг бел дети ею католик ком мкд мон москва онлайн орг рус рф сайт срб укр қаз հայ קום ابوظبي
اتصالات ارامكو الاردن البحرين الجزائر السعودية العليان المغرب امارات ایران بارت بازار بيتك بھارت تونس سودان سورية شبكة عراق عرب عمان
فلسطين قطر كاثوليك كوم مصر مليسيا موبايلي موريتانيا موقع همراه پاکستان ڀارت कॉम नेट भारत भारतम् भारोत संगठन বাংলা ভারত ভাৰত ਭਾਰਤ
ભારત ଭାରତ இந்தியா இலங்கை சிங்கப்பூர் భారత్ ಭಾರತ ഭാരതം ලංකා คอม ไทย ລາວ გე みんな クラウド グーグル コム ストア セール ファッション ポイント 世界 中信 中国 中國 中文网 企业 佛山
信息 健康 八卦 公司 公益 台湾 台灣 商城 商店 商标 嘉里 嘉里大酒店 在线 大众汽车 大拿 天主教 娱乐 家電 工行 广东 微博 慈善 我爱你 手机 手表 招聘 政务 政府 新加坡 新闻 时尚 書籍 机构 淡马锡 游戏 澳門 点看 珠宝 移动 组织机构
网址 网店 网站 网络 联通 诺基亚 谷歌 购物 通販 集团 電訊盈科 飞利浦 食品 餐厅 香格里拉 香港 닷넷 닷컴 삼성 한국
`

/** Newer than the list X counts by. */
const unknown = new Set(['amazon', 'kids', 'music', 'spa'])

const latin: ReadonlySet<string> = new Set([...topLevelDomains].filter((name) => !unknown.has(name)).concat(words(kept)))
/** By their first letter, the longest first. */
const others: ReadonlyMap<string, readonly string[]> = Map.groupBy(
  words(international).toSorted((a, b) => b.length - a.length),
  (name) => name.charAt(0),
)

/** Where the top-level domain that begins here ends; undefined where none does. The longest counts, and no letter, digit, @, + or - may follow. */
export function topLevelEnd(text: string, at: number): number | undefined {
  const other = others
    .get(text.charAt(at).toLowerCase())
    ?.find((name) => text.slice(at, at + name.length).toLowerCase() === name && isOver(text, at + name.length))
  if (other !== undefined) return at + other.length
  const end = matchEnd(letters, text, at)
  if (end !== undefined && latin.has(text.slice(at, end).toLowerCase()) && isOver(text, end)) return end
  return matchEnd(encoded, text, at)
}

const letters = /[a-z]{2,}/iy
const encoded = /xn--[-0-9a-z]+/iy

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

function isOver(text: string, at: number): boolean {
  return !/[0-9a-z@+-]/i.test(text.charAt(at))
}

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/)
}
