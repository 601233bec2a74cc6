import path from 'node:path'
import { defineConfig } from '@tarojs/cli'

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type WebpackChain = any

// 一套源码，两个产物：dist/h5 由 Go 程序在 /m/ 提供，dist/weapp 是微信小程序包。
// pxtransform 关闭：全部尺寸是逻辑像素，关怀模式用 CSS 变量放大，两端一致。
export default defineConfig(() => {
  const target = process.env.TARO_ENV || 'h5'
  return {
    projectName: 'qingxiaoyi-mini',
    date: '2026-1-1',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
    sourceRoot: 'src',
    outputRoot: `dist/${target}`,
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    alias: { '@': path.resolve(__dirname, '..', 'src') },
    defineConstants: {
      // 小程序没有“同源”，构建时用 QXY_API_BASE=https://域名 指定后端；H5 留空即同源。
      API_BASE: JSON.stringify(target === 'h5' ? '' : process.env.QXY_API_BASE || ''),
    },
    plugins: [
      '@tarojs/plugin-platform-h5',
      '@tarojs/plugin-platform-weapp',
      '@tarojs/plugin-framework-react',
      [
        '@tarojs/plugin-inject',
        {
          components: {
            View: { 'aria-role': '', 'aria-label': '', 'aria-hidden': '', 'aria-live': '', 'aria-checked': '', 'aria-selected': '', 'aria-disabled': '' },
            Text: { 'aria-role': '', 'aria-label': '', 'aria-hidden': '' },
            Image: { 'aria-label': '' },
            Input: { 'aria-label': '' },
            Textarea: { 'aria-label': '' },
          },
        },
      ],
    ],
    mini: {
      postcss: { pxtransform: { enable: false }, cssModules: { enable: false } },
      miniCssExtractPluginOption: { ignoreOrder: true },
      optimizeMainPackage: { enable: true },
    },
    h5: {
      webpackChain(chain: WebpackChain) {
        // 页面之间共用的只下载一次：页面自己的分块只剩几 KB
        chain.optimization.splitChunks({
          chunks: 'all', maxInitialRequests: 10, maxAsyncRequests: 10,
          cacheGroups: {
            default: false, defaultVendors: false,
            vendors: { name: 'vendors', chunks: 'initial', test: /node_modules/, priority: 10 },
            shared: { name: 'shared', chunks: 'async', minChunks: 4, priority: 20, enforce: true, reuseExistingChunk: true },
            counter: { name: 'counter', chunks: 'async', test: /src.counter/, minChunks: 2, priority: 15, enforce: true },
          },
        })
        chain.module.rule('no-font').test(/@tarojs[\\/](taro-h5|components)[\\/].*\.(js|css)$/).enforce('pre').use('no-font').loader(path.resolve(__dirname, '../tools/no-font-loader.cjs'))
        chain.module.rule('qr-worker').test(/qr-scanner-worker\.min\.js$/).use('qr-worker').loader(path.resolve(__dirname, '../tools/qr-worker-loader.cjs'))
      },
      publicPath: '/m/',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      output: {
        filename: 'js/[name].[contenthash:8].js',
        chunkFilename: 'js/[name].[contenthash:8].js',
      },
      enableExtract: true,
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: {
        autoprefixer: { enable: true, config: {} },
        pxtransform: { enable: false },
        cssModules: { enable: false },
      },
    },
  }
})
