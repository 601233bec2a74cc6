// qr-scanner 把解码的工作线程写成 blob:，内容安全策略只许同源。这里把同一段代码存成带指纹的文件，从那里起线程。
const { createHash } = require('node:crypto')

module.exports = function (source) {
  const code = /new Blob\(\[`([\s\S]*)`\]/.exec(source)
  if (!code) throw new Error('qr-scanner 的工作线程换了写法，请改 tools/qr-worker-loader.cjs')
  // 那是模板字符串里的代码：去掉一层转义
  const text = code[1].replace(/\\([\\`$])/g, '$1')
  const name = `js/qr-worker.${createHash('sha256').update(text).digest('hex').slice(0, 8)}.js`
  this.emitFile(name, text)
  return `export const createWorker = () => new Worker(__webpack_public_path__ + ${JSON.stringify(name)})\n`
}
