/** What the tea house of README's pictures says in a week. */
export const englishTexts = {
  live: 'The winter oolong from Alishan is here. Come and taste it on Saturday. https://ember.example/oolong #tea',
  plans: [
    'Open until eight tonight. The kettle is on.',
    'Cold oolong in five minutes: the leaves, the water, the wait.',
    'Question of the week: milk or no milk?',
    'Behind the counter: how we roast.',
    'Three teas for people who say they do not like tea.',
    'Saturday: the winter tasting, eleven to four.',
    'Leftover leaves? Four things to do with them.',
  ],
  thread: [
    'How we roast oolong, in five steps. First: the leaves rest for two days, so that what is left of the water spreads evenly.',
    'Then eight hours over charcoal, turned by hand every forty minutes. The kitchen smells of caramel by noon.',
  ],
}

export const chineseTexts = {
  live: '阿里山冬茶到了，週六歡迎來店裡試喝。https://ember.example/oolong #茶',
  plans: [
    '今晚營業到八點，水已經燒好了。',
    '五分鐘冷泡烏龍：茶葉、水，還有等待。',
    '本週提問：加奶還是不加奶？',
    '櫃檯後面：我們怎麼焙茶。',
    '給說自己不喝茶的人：三款入門茶。',
    '週六冬茶品茗會，十一點到四點。',
    '泡過的茶葉別丟：四種用法。',
  ],
  thread: ['焙烏龍的五個步驟。第一步：茶葉先靜置兩天，讓水分走勻。', '接著炭焙八小時，每四十分鐘翻一次。到了中午，整間廚房都是焦糖香。'],
}
