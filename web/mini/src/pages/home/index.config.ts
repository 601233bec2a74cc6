export default definePageConfig({ navigationBarTitleText: '庆小驿', enablePullDownRefresh: false })
