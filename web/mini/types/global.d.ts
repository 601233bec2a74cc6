/// <reference types="@tarojs/taro" />
declare const API_BASE: string
declare const defineAppConfig: <T>(c: T) => T
declare const definePageConfig: <T>(c: T) => T
declare module '*.scss'
declare module 'uqrcodejs' {
  export default class UQRCode {
    data: string
    size: number
    errorCorrectLevel: number
    static errorCorrectLevel: { L: number; M: number; Q: number; H: number }
    make(): void
    modules: Array<Array<unknown>>
    moduleCount: number
    isBlack?: (row: number, col: number) => boolean
  }
}
declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV: 'weapp' | 'h5'
  }
}
