import { Converter } from 'opencc-js'

/** Characters that traditional writing uses too, though simplified writing made them stand for another. */
const shared = new Set(
  '后里面台只干松谷云几出丑斗复系划卷余斤范郁朱折志制表游咸秋凶佣向板采杯才吃奸布厂广儿虫与个丰么于凉准价克党家回困尸帘征愿担据朴术欲沈洒涂熏症眯种秤筑签累纤胡致舍苏药虱蔑迹适须万群峰床秘嘻着裡裏'.split(
    '',
  ),
)

/** Every Chinese character with its simplified form where that differs, and those that only simplified writing has. */
export function scriptTables(): { pairs: string; simplified: string } {
  const toSimplified = Converter({ from: 't', to: 'cn' })
  const toTraditional = Converter({ from: 'cn', to: 'tw' })
  let pairs = ''
  let simplified = ''
  for (let code = 0x3400; code <= 0x9fff; code++) {
    const character = String.fromCharCode(code)
    const simple = toSimplified(character)
    if (simple !== character && simple.length === 1) pairs += character + simple
    else if (toTraditional(character) !== character && !shared.has(character)) simplified += character
  }
  return { pairs, simplified }
}
