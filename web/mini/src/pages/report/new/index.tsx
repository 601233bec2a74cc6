import { useEffect, useState } from 'react'
import Taro, { useRouter, useUnload } from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { Field } from '@/components/Field'
import { H } from '@/components/Box'
import { Icon } from '@/components/Icon'
import { PageFrame } from '@/components/PageFrame'
import { Pic } from '@/components/Pic'
import { StationPicker } from '@/components/StationPicker'
import { Tap } from '@/components/Tap'
import { change, discard, draft, drafts, kick, newDraft } from '@/lib/drafts'
import { locate } from '@/lib/geo'
import { go, needSignIn, toast } from '@/lib/go'
import { useSignal } from '@/lib/hooks'
import { categories, categoryHint, categoryLabel, shortName } from '@/lib/labels'
import { online } from '@/lib/net'
import { photoUrl, takePhoto } from '@/lib/photos'
import { spot } from '@/lib/place'
import { shot } from '@/lib/shot'
import { agree } from '@/lib/consent'

export default function NewReport() {
  const router = useRouter()
  const [id] = useState(() => (router.params.id && draft(router.params.id) ? router.params.id : newDraft().id))
  const d = useSignal(drafts).find((x) => x.id === id)
  const up = useSignal(online)
  const [busy, setBusy] = useState(false)
  const [picking, setPicking] = useState(false)
  const [url, setUrl] = useState<string>()
  const last = d?.photos[d.photos.length - 1]
  useEffect(() => {
    setUrl(undefined)
    if (last) void photoUrl(last.key).then(setUrl)
  }, [last])
  useUnload(() => {
    const x = draft(id)
    if (x && x.state === 'editing' && !x.photos.length && !x.input.description) discard(id)
  })
  if (!d) return <PageFrame title="随手拍"><View className="okay">已经交上去了，谢谢您。</View><Tap className="btn" onTap={() => void Taro.redirectTo({ url: '/pages/report/list/index' })}>看看进展</Tap></PageFrame>
  const set = (input: Partial<typeof d.input>) => change(id, { state: 'editing', error: undefined, input: { ...d.input, ...input } })
  const take = async () => {
    const k = await takePhoto(true)
    if (k) shot(id, k)
  }
  const needPhoto = d.input.category !== 'resident_need'
  const missing = !d.input.category ? '请选一个类别' : needPhoto && !d.photos.length ? '请拍一张照片' : d.input.category === 'resident_need' && !d.input.description?.trim() ? '请写上居民的诉求' : ''
  const submit = async () => {
    if (missing) return toast(missing)
    if (!needSignIn()) return
    if (d.photos.length && !(await agree('photos'))) return toast('没有同意使用照片，先存成草稿')
    let at = d.input.location || spot.get()
    if (!at) {
      setBusy(true)
      at = (await agree('location')) ? await locate() : undefined
      setBusy(false)
    }
    if (!at) {
      toast('没有取到位置，请选最近的服务站')
      return setPicking(true)
    }
    const input = { ...d.input, location: at, description: d.input.description?.trim() || `${categoryLabel[d.input.category!]}，见照片` }
    change(id, { input, state: 'waiting', error: undefined })
    void kick()
    toast(up ? '正在提交' : '没有网络，已存好，有网自动发出')
    void Taro.redirectTo({ url: '/pages/report/list/index' })
  }
  return (
    <PageFrame title="随手拍" footer={<Tap className="btn block" disabled={busy} onTap={() => void submit()} testid="submit">{busy ? '正在取位置…' : missing || (up ? '提交' : '存好，有网自动发')}</Tap>}>
      {d.error && <View className="fault"><Icon name="warn" /><Text>{d.error}</Text></View>}
      {url ? <View className="stack"><Pic className="shot" src={url} alt="刚拍的照片" /><Tap className="btn line-btn small" onTap={() => void take()}><Icon name="camera" />{d.photos.length < 3 ? '再拍一张' : '换最后一张'}（{d.photos.length}/3）</Tap></View>
        : <Tap className="shoot" onTap={() => void take()} testid="take"><Icon name="camera" />{needPhoto ? '拍一张照片' : '拍照（可以不拍）'}</Tap>}
      <H>是哪一类</H>
      <View className="grid3" >
        {categories.map((c) => <Tap key={c} role="radio" checked={d.input.category === c} className={`cat ${d.input.category === c ? 'on' : ''}`} onTap={() => set({ category: c })} testid={`cat-${c}`}><Text className="t">{categoryLabel[c]}</Text><Text className="s">{categoryHint[c]}</Text></Tap>)}
      </View>
      <Field label="说两句（可以不写）" area value={d.input.description || ''} onChange={(v) => set({ description: v })} placeholder="比如：东门外第二个井盖缺了一角" max={500} />
      <View className="between"><View className="muted"><Icon name="pin" /> {d.near ? `位置：${d.near}附近` : d.input.location ? '已记下位置' : '提交时取一次位置'}</View><Tap className="link" onTap={() => setPicking(true)} testid="pick-station">{d.near ? '换一个' : '自己选'}</Tap></View>
      <View className="tiny">照片会自动去掉拍摄信息，不要拍到他人的脸和证件。<Tap className="link" onTap={() => go('/pages/consent/index')}>个人信息保护</Tap></View>
      <StationPicker open={picking} onClose={() => setPicking(false)} onPick={(s) => { change(id, { state: 'editing', error: undefined, near: shortName(s), input: { ...d.input, location: s.location, org_unit_id: s.org_unit_id } }); setPicking(false) }} />
    </PageFrame>
  )
}
