/** One emoji a line: its names in English, then in Traditional Chinese; the first of each is shown, all are found. */
export const signs = `
❤️ red heart, love | 紅心、愛
🧡 orange heart | 橘心
💛 yellow heart | 黃心
💚 green heart | 綠心
💙 blue heart | 藍心
💜 purple heart | 紫心
🖤 black heart | 黑心
🤍 white heart | 白心
🤎 brown heart | 棕心
💔 broken heart | 心碎
💕 two hearts | 兩顆心
💖 sparkling heart | 閃亮的心
💯 hundred, full marks | 一百分、滿分
💥 boom, collision | 爆炸、碰撞
💦 sweat drops, splash | 汗水、水花
💨 dashing, fast | 疾風、快
💤 zzz, sleep | 睡覺
✅ check mark, done | 打勾、完成
☑️ ticked box | 已勾選
✔️ tick | 勾
❌ cross, no | 叉、不行
⭕ circle, right | 圈、正確
❗ exclamation mark, important | 驚嘆號、重要
❓ question mark | 問號
‼️ double exclamation | 雙驚嘆號
⚠️ warning | 警告、注意
🚫 forbidden | 禁止
⛔ no entry | 禁止進入
♻️ recycling | 回收
🔝 top | 頂端
🆕 new | 新、NEW
🆓 free | 免費
🆗 OK button | OK
🔴 red circle | 紅色圓形
🟠 orange circle | 橘色圓形
🟡 yellow circle | 黃色圓形
🟢 green circle | 綠色圓形
🔵 blue circle | 藍色圓形
🟣 purple circle | 紫色圓形
⚫ black circle | 黑色圓形
⚪ white circle | 白色圓形
🔶 orange diamond | 橘色菱形
🔷 blue diamond | 藍色菱形
➡️ right arrow | 右箭頭
⬅️ left arrow | 左箭頭
⬆️ up arrow | 上箭頭
⬇️ down arrow | 下箭頭
↗️ up-right arrow | 右上箭頭
🔄 repeat, refresh | 循環、重新整理
▶️ play | 播放
⏸️ pause | 暫停
⏩ fast forward | 快轉
🔍 magnifying glass, search | 放大鏡、搜尋
🔗 link | 連結
📶 signal | 訊號
©️ copyright | 版權
®️ registered | 註冊商標
™️ trade mark | 商標
1️⃣ one | 一
2️⃣ two | 二
3️⃣ three | 三
4️⃣ four | 四
5️⃣ five | 五
🔟 ten | 十
`

export const flags = `
🏁 finish flag | 終點旗
🚩 red flag | 紅旗
🏳️‍🌈 rainbow flag, pride | 彩虹旗、驕傲
🇹🇼 Taiwan | 臺灣、台灣
🇭🇰 Hong Kong | 香港
🇲🇴 Macao | 澳門
🇯🇵 Japan | 日本
🇰🇷 South Korea | 韓國
🇨🇳 China | 中國
🇸🇬 Singapore | 新加坡
🇲🇾 Malaysia | 馬來西亞
🇹🇭 Thailand | 泰國
🇻🇳 Vietnam | 越南
🇵🇭 Philippines | 菲律賓
🇮🇩 Indonesia | 印尼
🇮🇳 India | 印度
🇦🇺 Australia | 澳洲
🇳🇿 New Zealand | 紐西蘭
🇺🇸 United States | 美國
🇨🇦 Canada | 加拿大
🇲🇽 Mexico | 墨西哥
🇧🇷 Brazil | 巴西
🇬🇧 United Kingdom | 英國
🇮🇪 Ireland | 愛爾蘭
🇫🇷 France | 法國
🇩🇪 Germany | 德國
🇦🇹 Austria | 奧地利
🇨🇭 Switzerland | 瑞士
🇮🇹 Italy | 義大利
🇪🇸 Spain | 西班牙
🇵🇹 Portugal | 葡萄牙
🇳🇱 Netherlands | 荷蘭
🇧🇪 Belgium | 比利時
🇸🇪 Sweden | 瑞典
🇳🇴 Norway | 挪威
🇩🇰 Denmark | 丹麥
🇫🇮 Finland | 芬蘭
🇵🇱 Poland | 波蘭
🇺🇦 Ukraine | 烏克蘭
🇹🇷 Türkiye | 土耳其
🇪🇺 European Union | 歐盟
`
