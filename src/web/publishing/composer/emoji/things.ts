/** One emoji a line: its names in English, then in Traditional Chinese; the first of each is shown, all are found. */
export const activities = `
⚽ football, soccer | 足球
🏀 basketball | 籃球
🏈 american football | 美式足球
⚾ baseball | 棒球
🎾 tennis | 網球
🏐 volleyball | 排球
🏸 badminton | 羽毛球
🏓 table tennis | 桌球
🥇 gold medal, first | 金牌、第一名
🏆 trophy, winner | 獎盃、冠軍
🎯 bullseye, target | 命中、目標
🎮 video game | 電玩
🎲 dice | 骰子
🧩 puzzle | 拼圖
🎨 palette, art | 調色盤、藝術
🎭 theatre | 戲劇
🎬 film, action | 電影、開拍
🎤 microphone, singing | 麥克風、唱歌
🎧 headphones, music | 耳機、聽音樂
🎵 music note | 音符
🎸 guitar | 吉他
🎹 piano | 鋼琴
🎟️ ticket | 門票
🎉 party popper, celebrate | 拉炮、慶祝
🎊 confetti | 彩球、慶祝
🎈 balloon | 氣球
🎁 gift, present | 禮物
🎄 christmas tree | 聖誕樹
🎃 pumpkin, halloween | 南瓜、萬聖節
🧧 red envelope, new year | 紅包、新年
🏮 lantern | 燈籠
🎆 fireworks | 煙火
✨ sparkles, new | 閃亮、全新
🚲 bicycle | 腳踏車
🛵 scooter | 機車
🚗 car | 汽車
🚌 bus | 公車
🚆 train | 火車
🚇 underground, metro | 捷運、地鐵
✈️ aeroplane, travel | 飛機、旅行
🚀 rocket, launch | 火箭、啟動
⛵ sailing boat | 帆船
🚢 ship | 輪船
🏠 house, home | 房子、家
🏢 office | 辦公大樓
🏪 shop | 便利商店、商店
🏨 hotel | 飯店
🏥 hospital | 醫院
🏫 school | 學校
⛩️ shrine | 神社
🗽 statue of liberty | 自由女神
🗼 tower | 鐵塔
🏔️ mountain | 高山
🏖️ beach | 海灘
🏕️ camping | 露營
🌃 night city | 夜景
🗺️ map | 地圖
🧭 compass | 指南針
🧳 luggage, trip | 行李、出遊
`

export const objects = `
⌚ watch | 手錶
📱 phone | 手機
💻 laptop, computer | 筆電、電腦
🖨️ printer | 印表機
📷 camera, photo | 相機、照片
🎥 film camera, video | 攝影機、影片
📺 television | 電視
📻 radio | 收音機
🎙️ studio microphone, podcast | 錄音麥克風、播客
⏰ alarm clock, time | 鬧鐘、時間
⏳ hourglass, wait | 沙漏、等待
💡 light bulb, idea | 燈泡、點子
🔦 torch | 手電筒
🕯️ candle | 蠟燭
💰 money bag | 錢袋
💳 credit card, pay | 信用卡、付款
🧾 receipt | 收據
💎 gem, precious | 寶石
🔧 wrench, repair | 扳手、修理
🔨 hammer | 鐵鎚
⚙️ gear, settings | 齒輪、設定
🧰 toolbox | 工具箱
🧪 test tube, science | 試管、科學
🔬 microscope | 顯微鏡
💊 pill, medicine | 藥丸、藥
🩹 plaster | OK繃
🛏️ bed | 床
🛁 bathtub | 浴缸
🧴 lotion | 乳液
🧹 broom | 掃把
🧺 basket | 籃子
🛒 shopping trolley | 購物車
🛍️ shopping bags | 購物袋、逛街
📦 parcel, package | 包裹、出貨
✉️ envelope, letter | 信封、信
📧 e-mail | 電子郵件
📮 postbox | 郵筒
📝 memo, note | 筆記、備忘
📄 page, document | 文件
📅 calendar, date | 行事曆、日期
📆 tear-off calendar | 日曆
📊 bar chart | 長條圖、數據
📈 chart rising, growth | 上升、成長
📉 chart falling | 下降
📌 pin | 圖釘、置頂
📍 place, location | 地點
📎 paper clip | 迴紋針
📏 ruler | 尺
✂️ scissors | 剪刀
🖊️ pen | 筆
🖌️ paintbrush | 畫筆
📚 books | 書、書籍
📖 open book, reading | 閱讀
🔖 bookmark | 書籤
🏷️ label, price | 標籤、價格
🔑 key | 鑰匙
🔒 locked | 上鎖
🔔 bell, reminder | 鈴鐺、提醒
📣 megaphone, news | 大聲公、公告
📢 loudspeaker, announcement | 喇叭、公告
💬 speech bubble, comment | 對話、留言
👕 T-shirt | T恤
👟 trainers, shoes | 球鞋
👜 handbag | 手提包
🎒 backpack | 背包
👓 glasses | 眼鏡
💍 ring | 戒指
☂️ umbrella | 雨傘
`
