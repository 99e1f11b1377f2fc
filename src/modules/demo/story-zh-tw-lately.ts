import { all, words } from './story-networks.ts'
import type { PastPost } from './story.ts'

/** What the brand posted by hand this morning, and by mistake planned once more. */
export const twice = {
  on: 'x',
  text: '今天的麵包出爐了：牛奶吐司、芝麻圈，還有沒有鳳梨的菠蘿麵包。十一點前來比較保險。',
}

/** The last six weeks. */
export const lately: readonly PastPost[] = [
  {
    weeksAgo: 5,
    day: 'wed',
    time: '16:00',
    on: ['bluesky', 'instagram'],
    text: '下雨了。靠窗坐滿，麵包還熱，沒有人想走。',
    picture: { scene: 'window', light: 'rain', alt: '下雨的窗前，窗台上有一杯熱茶和一個麵包' },
    answers: [{ by: 3, text: '作證：我已經「要走了」一小時。' }],
    liked: 0.8,
  },
  {
    weeksAgo: 5,
    day: 'sat',
    time: '09:30',
    on: words,
    text: '週六的品茶會滿了。想搶先知道下一場的人，在這裡留言，我們會先告訴你。',
    answers: [
      { by: 6, text: '我要！', reply: '記下來了。' },
      { by: 2, text: '我和一位朋友，謝謝。', reply: '兩位，沒問題。' },
    ],
    liked: 0.35,
  },
  {
    weeksAgo: 4,
    day: 'tue',
    time: '08:30',
    on: all,
    text: '一個櫃子三罐茶就夠：早上喝綠的，下雨喝焙火的，客人來了喝紅的。另外九種，我們還是有賣。',
    picture: { scene: 'tins', light: 'noon', alt: '木桌上綠、紅、黃三個茶罐' },
    answers: [{ by: 6, text: '舊罐子可以補茶嗎？', reply: '可以，還便宜一成，記得帶蓋子。' }],
    liked: 0.6,
  },
  {
    weeksAgo: 3,
    day: 'thu',
    time: '08:00',
    on: ['x', 'bluesky', 'instagram'],
    text: '菠蘿麵包，九點，四十個。菠蘿麵包裡沒有菠蘿，重點是從上面看的樣子。',
    picture: { scene: 'buns', light: 'morning', alt: '盤子上三個有金黃格紋的菠蘿麵包' },
    answers: [
      { by: 9, text: '覺得被騙了，請給我三個。', reply: '誠實和麵包，九點一起出爐。' },
      { by: 1, text: '九點四十就賣完。告訴我的人車衣上還有屑屑。', reply: '週六烤六十個，請穿那件車衣來。' },
    ],
    liked: 0.85,
  },
  {
    weeksAgo: 3,
    day: 'sun',
    time: '19:00',
    on: ['mastodon', 'instagram'],
    text: '巷子的廟會之夜，最後一盞燈籠熄了，我們才打烊。',
    picture: { scene: 'lantern', light: 'night', shape: 'tall', alt: '三盞紅燈籠掛在夜色裡的屋頂上方' },
    answers: [{ by: 0, text: '我在轉角畫下來了，改天送你們一張。', reply: '會掛在水壺旁邊。' }],
    liked: 0.9,
  },
  {
    weeksAgo: 2,
    day: 'tue',
    time: '08:30',
    on: words,
    text: '本週一葉：東方美人。小綠葉蟬咬一口，葉子用蜜香回應，我們只負責加水。',
    answers: [
      { by: 3, text: '剛好在翻譯這一段，謝謝你們的蜜香。' },
      { by: 8, text: '二年級的小朋友有很多關於蟲的問題。', reply: '問題和小朋友都歡迎，週三下午三點。' },
    ],
    liked: 0.6,
  },
  {
    weeksAgo: 2,
    day: 'sat',
    time: '14:00',
    on: ['instagram', 'bluesky'],
    text: '不用塑膠，只用棉線和耐心。禮盒上吧台了。',
    picture: { scene: 'gift', light: 'rose', alt: '綁著紅緞帶的米色禮盒和一個綠色茶罐' },
    answers: [{ by: 11, text: '可以寄到南部嗎？', reply: '可以，兩天到。茶你挑，卡片我們手寫。' }],
    liked: 0.65,
  },
  {
    weeksAgo: 1,
    day: 'tue',
    time: '08:30',
    on: all,
    text: '早上的第一杯，趁還沒有人喝先拍下來。剛拍完就有人喝了。',
    picture: { scene: 'cup', light: 'morning', alt: '冒著熱氣的白色茶杯，放在茶碟上' },
    answers: [
      { by: 10, text: '是我。', reply: '我們知道。' },
      { by: 2, text: '這是哪裡的杯子？杯口好美。', reply: '兩條街外的陶藝家做的，只有六個，我們很寶貝。' },
    ],
    liked: 0.7,
  },
  {
    weeksAgo: 0,
    day: 'sat',
    time: '09:15',
    on: ['mastodon', 'bluesky'],
    text: '大壺拿出來，就是週末了。等茶的時候讀一頁書，第二沖免費。',
    picture: { scene: 'pot', light: 'noon', alt: '紅泥茶壺和一個冒著熱氣的小茶杯' },
    answers: [{ by: 4, text: '我賣的就是一頁一頁的東西，我們該聊聊。', reply: '該聊聊，請帶兩頁來。' }],
    liked: 0.6,
  },
]
