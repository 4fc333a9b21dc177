"""A small bilingual brand for tests that need one."""

ACME_KIT = """\
onevoice_kit: 1
brand:
  id: acme
  name: {zh: 安可, en: Acme}
  locales: [zh, en]
message_house:
  core_message: {zh: 好椅子让人忘记椅子, en: A good chair lets you forget the chair}
  value_proposition: {zh: 坐一整天也不累的工作椅, en: Work chairs that stay comfortable all day}
  pillars:
    - id: support
      name: {zh: 支撑, en: Support}
      message: {zh: 椅背跟着脊柱的曲线走, en: The back follows the curve of your spine}
      proof_points:
        - {id: spine-lab, text: {zh: 与脊柱实验室测了四百个小时, en: Tested for four hundred hours with a spine lab}, source: Report 12}
    - id: repair
      name: {zh: 可维修, en: Repair}
      message: {zh: 每个零件都能单独更换, en: Every part can be replaced on its own}
      proof_points:
        - {id: parts-years, text: {zh: 零件供应十五年, en: Spare parts for fifteen years}, source: Service terms}
voice_guide:
  dimensions:
    - id: formality
      low: {zh: 随意, en: casual}
      high: {zh: 正式, en: formal}
      target: [50, 80]
  exemplars:
    - {id: zh-1, locale: zh, dimension: formality, say: 请您调整椅背，找到舒服的角度。, dont: 快去掰一下椅背啦！, dont_at: low}
    - {id: zh-2, locale: zh, dimension: formality, say: 我们为您保留十五年的零件。, dont: 零件管够，放心造！, dont_at: low}
    - {id: en-1, locale: en, dimension: formality, say: Please adjust the back until it suits you., dont: Just yank the back around!!, dont_at: low}
    - {id: en-2, locale: en, dimension: formality, say: We keep spare parts for fifteen years., dont: Parts? We got loads lol., dont_at: low}
terms:
  - {id: throne, locale: zh, text: 神椅, status: banned, replacement: 工作椅, reason: 夸张}
  - {id: throne-en, locale: en, text: throne, status: banned, replacement: chair, reason: Too grand}
facts:
  - id: price
    kind: price
    subject: {zh: 工作椅售价, en: price of the work chair}
    cues: {zh: [工作椅], en: [work chair]}
    value: 1299元
    source: Price list
contrast:
  trade: {zh: [办公家具要看预算和空间。], en: [Office furniture depends on budget and space.]}
  competitor: {zh: [电竞外观，酷炫灯效。], en: [Gaming looks with flashy lights.]}
  counter: {zh: [坏了就扔，再买一把。], en: [If it breaks, throw it away and buy another.]}
exemplars:
  on_message: {zh: [坐下来，背就放松了。], en: [Sit down and your back lets go.]}
  off_message: {zh: [今天下单再送鼠标垫。], en: [Order today for a free mouse pad.]}
channels:
  - {id: wechat, kind: wechat_article, name: {zh: 公众号, en: WeChat}, media: owned}
  - {id: site, kind: website, name: {zh: 官网, en: Site}, media: owned, pillars: [repair]}
thresholds: {message: 40, tone: 40}
packs: [zh-advertising-law]
"""
