export default definePageConfig({ navigationBarTitleText: '柜台登录' })
