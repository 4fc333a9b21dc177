"""The table of units: spellings, dimension, size in the dimension's base unit, system."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Unit:
    """``size`` base units of ``dimension``; ``offset`` is added before scaling (Fahrenheit). Values of two
    systems are compared with the rounding of their last digit; a system that starts with ``~`` is itself a
    convention (a month of 30.4375 days, 1 TB of 1000 or 1024 GB)."""

    name: str
    dimension: str
    size: Fraction
    system: str = "metric"
    offset: Fraction = Fraction(0)


# name, dimension, size, system, symbols (case counts), words (case does not count; Chinese spellings too)
_ROWS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("mAh", "charge", "1", "metric", "mAh mah MAH MAh maH", "毫安时|毫安小时|毫安|milliamp hours"),
    ("Ah", "charge", "1000", "metric", "Ah", "安时"),
    ("KB", "data", "1/1000000", "metric", "KB kB", ""),
    ("MB", "data", "1/1000", "metric", "MB", ""),
    ("GB", "data", "1", "metric", "GB gb Gb GiB", "gigabytes|gigabyte"),
    ("TB", "data", "1000", "~binary", "TB tb TiB", "terabytes|terabyte"),
    ("mW", "power", "1/1000", "metric", "mW", "毫瓦"),
    ("W", "power", "1", "metric", "W w", "瓦特|瓦|watts|watt"),
    ("kW", "power", "1000", "metric", "kW KW kw", "千瓦|kilowatts|kilowatt"),
    ("Wh", "energy", "1", "metric", "Wh wh", "瓦时|watt-hours|watt hours"),
    ("kWh", "energy", "1000", "metric", "kWh KWh kwh", "千瓦时"),
    ("kcal", "calories", "1", "metric", "kcal", "千卡|大卡|calories|calorie"),
    ("kJ", "calories", "1000/4184", "~joule", "kJ KJ", "千焦"),
    ("nm", "length", "1/1000000", "metric", "nm", "纳米|nanometres|nanometers"),
    ("μm", "length", "1/1000", "metric", "μm µm um", "微米|microns|micron"),
    ("mm", "length", "1", "metric", "mm MM", "毫米|millimetres|millimeters|millimetre|millimeter"),
    ("cm", "length", "10", "metric", "cm CM", "厘米|公分|centimetres|centimeters|centimetre|centimeter"),
    ("m", "length", "1000", "metric", "m", "公尺|米|metres|meters|metre|meter"),
    ("km", "length", "1000000", "metric", "km KM", "公里|千米|kilometres|kilometers|kilometre|kilometer"),
    ("in", "length", "127/5", "imperial", "″", "英寸|英吋|吋|寸|inches|inch"),
    ("ft", "length", "1524/5", "imperial", "ft", "英尺|feet|foot"),
    ("mi", "length", "1609344", "imperial", "", "英里|miles|mile"),
    ("mg", "mass", "1/1000", "metric", "mg", "毫克|milligrams|milligram"),
    ("g", "mass", "1", "metric", "g", "克|grams|gram"),
    ("kg", "mass", "1000", "metric", "kg KG Kg", "公斤|千克|kilograms|kilogram|kilos|kilo"),
    ("斤", "mass", "500", "metric", "", "市斤|斤"),
    ("oz", "mass", "45359237/1600000", "imperial", "oz", "盎司|ounces|ounce"),
    ("lb", "mass", "45359237/100000", "imperial", "lbs lb", "磅|pounds|pound"),
    ("mL", "volume", "1", "metric", "ml mL ML", "毫升|millilitres|milliliters|millilitre|milliliter"),
    ("L", "volume", "1000", "metric", "L", "公升|升|litres|liters|litre|liter"),
    ("fl oz", "volume", "473176473/16000000", "imperial", "", "fl oz|fl. oz|fluid ounces|fluid ounce"),
    ("°C", "temperature", "1", "metric", "℃ °C °c", "摄氏度|degrees celsius|degrees c"),
    ("°F", "temperature", "5/9", "imperial", "℉ °F °f", "华氏度|degrees fahrenheit|degrees f"),
    ("ms", "time", "1/1000", "metric", "ms", "毫秒|milliseconds|millisecond"),
    ("s", "time", "1", "metric", "s", "秒钟|秒|seconds|second|secs|sec"),
    ("min", "time", "60", "metric", "min", "分钟|minutes|minute|mins"),
    ("h", "time", "3600", "metric", "h", "个小时|小时|个钟头|钟头|hours|hour|hrs|hr"),
    ("day", "time", "86400", "metric", "", "天|days|day"),
    ("week", "time", "604800", "metric", "", "个星期|星期|周|weeks|week"),
    ("month", "time", "2629800", "~calendar", "", "个月|months|month"),
    ("year", "time", "31557600", "~calendar", "", "年|years|year|yrs|yr"),
    ("MP", "pixels", "1", "metric", "MP Mp mp", "megapixels|megapixel"),
    ("px", "pixels", "1/1000000", "metric", "", "像素"),
    ("nit", "brightness", "1", "metric", "", "尼特|nits|nit"),
    ("lm", "light", "1", "metric", "lm", "流明|lumens|lumen"),
    ("Hz", "frequency", "1", "metric", "Hz hz HZ", "赫兹"),
    ("kHz", "frequency", "1000", "metric", "kHz KHz", "千赫"),
    ("MHz", "frequency", "1000000", "metric", "MHz", "兆赫"),
    ("GHz", "frequency", "1000000000", "metric", "GHz", ""),
    ("V", "voltage", "1", "metric", "V", "伏特|伏|volts|volt"),
    ("bar", "pressure", "1", "metric", "", "巴|bars|bar"),
    ("dB", "loudness", "1", "metric", "dB db", "分贝|decibels|decibel"),
    ("rpm", "rotation", "1", "metric", "rpm RPM", "转/分|转每分"),
    ("Mbps", "bandwidth", "1", "metric", "Mbps", ""),
    ("Gbps", "bandwidth", "1000", "metric", "Gbps", ""),
    ("m²", "area", "1", "metric", "㎡ m² m2", "平方米|平米|square metres|square meters"),
    ("x", "ratio", "1", "metric", "x X ×", "倍"),
)  # fmt: skip

SYMBOLS: dict[str, Unit] = {}
WORDS: dict[str, Unit] = {}
for _name, _dimension, _size, _system, _symbols, _words in _ROWS:
    _offset = Fraction(-32) if _name == "°F" else Fraction(0)
    _unit = Unit(_name, _dimension, Fraction(_size), _system, _offset)
    SYMBOLS.update(dict.fromkeys(_symbols.split(), _unit))
    WORDS.update(dict.fromkeys(filter(None, _words.split("|")), _unit))
