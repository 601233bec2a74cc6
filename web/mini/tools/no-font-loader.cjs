// Taro 的提示框带着两套 data: 字体（只画图标，这里用不到）：内容安全策略不许，也白占几 KB。
module.exports = function (source) {
  return source.replace(/@font-face\s*\{[^}]*\}/g, '')
}
