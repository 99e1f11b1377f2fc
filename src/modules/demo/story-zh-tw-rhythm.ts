import { all, words } from './story-networks.ts'
import { buns, cakes, cup, front, gift, iced, lantern, loaf, pot, sprig, table, tins, window } from './story-zh-tw-pictures.ts'
import type { PastPost } from './story.ts'
import { weekly } from './weekly.ts'

const evenings = weekly({ from: 11, day: 'wed', time: '20:00', on: all, liked: 0.6 }, [
  { text: '最後一泡到九點。水壺知道，巷子還不知道。進來坐。', picture: cup },
  { text: '星期三是炭焙烏龍之夜：一壺、三杯、不趕時間。燈下那桌最舒服。', picture: pot },
  { text: '八點以後大家都點什麼？熱的，再加一個晚點回家的理由。', picture: window },
  { text: '門邊那桌，留給沒訂位的兩個人，和從來不訂位的那一位。', picture: table },
  { text: '今晚吧檯有北坡的綠茶，冰的。檸檬片要開口才有。', picture: iced },
  { text: '四點開始下雨，五點麵包出爐。兩樣都推薦。', picture: buns },
  { text: '今天有三位客人問晚安茶的配方：兩種茶，加一張不肯說的嘴。', picture: tins },
  { text: '巷尾的燈籠掛好了。從角落那桌數過去，一共十一盞。', picture: lantern },
  { text: '昨晚四號桌有人求婚。她說：等第二泡。喝完第二泡，她說好。', picture: cup, success: 1.7 },
  { text: '手上還有明信片沒寫的人，今晚這壺我們請。郵票在收銀台旁邊。', picture: pot },
  { text: '安靜的晚上只要三樣：黑芝麻蛋糕、紅玉、一張椅子。到目前沒有人說不夠。', picture: table },
  { text: '今晚有點涼。厚杯子拿出來了，爐邊的椅子被貓先佔走。', picture: window },
])

const bakes = weekly({ from: 11, day: 'fri', time: '19:30', on: all, liked: 0.55 }, [
  { text: '明天烤箱四點開工：牛奶吐司、芝麻圈，還有一盤先不說是什麼。', picture: loaf },
  { text: '麵團睡了，我們也要睡了。星期六八點見。', picture: front },
  { text: '明天菠蘿麵包四十個。是四十，不是「很多」。', picture: buns },
  { text: '週末的蛋糕切好了。有一塊留了指紋，便宜二十元。', picture: cakes },
  { text: '星期六的托盤是冰茶配小點心，爬完山再來，比較好喝。', picture: iced },
  { text: '禮盒等到緞帶了。紅色的，其實一開始就知道。', picture: gift },
  { text: '明天的吐司少了四成空氣，我們秤過。', picture: loaf },
  { text: '明天試做蔥麵包。請帶意見來。', picture: front },
  { text: '今天山上送來十二款新茶，全部喝過一輪，所以這篇發得晚。', picture: sprig },
  { text: '星期六長桌上擺兩款茶給你比，猜對哪一款先採的，免費。', picture: table },
  { text: '明天也幫園遊會烤點心。十點架上要是空的，都在二年級小朋友手上。', picture: cakes },
  { text: '櫥窗擦乾淨了，有多少麵包一看就知道。明早八點見。', picture: front },
])

const noons = weekly({ from: 10, day: 'thu', time: '12:30', on: words, liked: 0.35 }, [
  { text: '今天午餐二選一：湯配麵包，還是麵包配湯？' },
  { text: '十二點半。窗邊剩兩個位子，貓旁邊剩一個。' },
  { text: '有人忘了一把綠傘，正在烤箱旁邊晾著，狀況良好。' },
  { text: '刷卡機修好了，它說不好意思。' },
  { text: '隔壁的收音機今天比我們的茶還濃，所以多泡三十秒。' },
  { text: '提醒一下：「再喝一杯」不是時間單位。' },
  { text: '星期一公休。每個星期一都有人問。' },
  { text: '今年的春綠中午賣完了。明年還有春天。' },
  { text: '等公車的那位：車誤點了，我們看得到你。進來坐。' },
  { text: '客人問茶是不是全素。茶是葉子，貓不是。' },
])

const films = weekly({ from: 10, every: 3, day: 'sun', time: '20:30', on: all, liked: 0.75 }, [
  { text: '幾秒鐘，什麼事都沒有，只有一壺剛好的茶。', film: { ...pot, light: 'evening', alt: '鏡頭慢慢靠近一把陶壺' } },
  { text: '你睡覺的時候，吐司在做什麼。', film: { ...loaf, light: 'night', alt: '鏡頭慢慢靠近夜裡的牛奶吐司' } },
  { text: '星期天，從爐子旁邊看出去。', film: { ...window, light: 'rain', alt: '鏡頭慢慢靠近下雨的窗' } },
  { text: '一片茶葉怎麼醒過來。肩膀放下來，看一遍就好。', film: { ...sprig, light: 'rose', alt: '鏡頭慢慢靠近一心二葉' }, success: 5 },
])

/** What comes every week, and the films. One of them went around, and is why so many new people came. */
export const rhythm: readonly PastPost[] = [...evenings, ...bakes, ...noons, ...films]
