"""A small kit that uses every key of the format, as text and as a value."""

import pytest

from hub.brandkit import Kit, read_kit

SAMPLE = """\
onevoice_kit: 1
brand:
  id: lantern
  name: {zh: 灯笼, en: Lantern}
  locales: [zh, en]
message_house:
  core_message: {zh: 夜里也看得清, en: See clearly at night}
  core_phrasings: {zh: [夜色再深也清楚], en: [Clear even in the dark]}
  value_proposition: {zh: 一台相机照亮夜晚, en: One camera that lights up the night}
  pillars:
    - id: night
      name: {zh: 夜色, en: Night}
      message: {zh: 夜拍清晰, en: Night shots stay sharp}
      phrasings: {zh: [暗处也清楚]}
      proof_points:
        - {id: sensor, text: {zh: 一英寸传感器, en: A one-inch sensor}, source: lab report 7}
    - id: light
      name: {zh: 轻, en: Light}
      message: {zh: 一手掌握, en: It fits one hand}
voice_guide:
  summary: {zh: 平静, en: Calm}
  dimensions:
    - {id: formality, low: {zh: 随意, en: casual}, high: {zh: 正式, en: formal}, target: [55, 80]}
  exemplars:
    - {id: zh-01, locale: zh, dimension: formality, say: 您好。, dont: 嗨！, dont_at: low, why: 太随意}
  style_rules:
    - {id: no-double-bang, locale: zh, pattern: "！{2,}", reason: 太吵, level: warning, replacement: "！"}
terms:
  - {id: t-01, locale: zh, text: 夜神, status: banned, variants: [夜之神], replacement: 夜拍,
     reason: 夸大, exceptions: [夜神话], case_sensitive: true, inflect: false}
facts:
  - id: price
    kind: price
    subject: {zh: 价格, en: price}
    cues: {zh: [售价], en: [priced at]}
    value: "5999元"
    forms: ["¥5,999"]
    source: price list
    valid_from: 2026-09-01
    valid_until: "2027-08-31"
contrast:
  trade: {zh: [相机能拍照], en: [A camera takes pictures]}
  competitor: {en: [Bigger is better]}
  counter: {zh: [夜里别拍了]}
exemplars:
  on_message: {zh: [夜里拍得清楚]}
  off_message: {en: [Buy now]}
channels:
  - id: wechat
    kind: wechat_article
    name: {zh: 公众号}
    media: owned
    pillars: [night]
    message_line: 55
    tone_line: 50.5
    tone_targets: {formality: [40, 70]}
  - {id: text, kind: sms, name: {zh: 短信}, media: owned}
thresholds: {message: 60, tone: 45}
packs: [zh-advertising-law]
binding_warnings: [style.no-double-bang]
visual_identity:
  colours: [{id: night-blue, name: {zh: 夜蓝}, hex: "#0B1B3A", role: primary}]
  fonts: [{id: latin, family: Inter, use: {en: body}}]
  logo: {clear_space: one height, min_width_px: 96, notes: {en: never tilted}}
"""


@pytest.fixture
def sample() -> str:
    return SAMPLE


@pytest.fixture
def kit() -> Kit:
    return read_kit(SAMPLE, source="kit.yaml")
