import './lib/polyfill';
import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { ApiError } from './lib/api';
import './style.css';

dayjs.locale('zh-cn');

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      // The request itself already repeats what may be repeated.
      retry: (n, e) => n < 1 && !(e instanceof ApiError),
    },
  },
});

createRoot(document.getElementById('root')!).render(
  <StyleProvider hashPriority="high" transformers={[legacyLogicalPropertiesTransformer]}>
    <ConfigProvider
      locale={zhCN}
      theme={{
        token: {
          colorPrimary: '#0a6b52', colorPrimaryBg: '#e3f1ec', colorPrimaryBgHover: '#d3e9e1', controlOutline: 'rgba(10,107,82,0.18)', controlItemBgActive: '#e3f1ec', colorInfoBg: '#e9f2fb', colorInfoBorder: '#b5d3ef', colorLink: '#0a6b52', colorInfo: '#1765ad', borderRadius: 6, fontSize: 14,
          fontFamily: '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif',
          colorTextSecondary: 'rgba(0,0,0,0.68)', colorTextDescription: 'rgba(0,0,0,0.6)', colorTextPlaceholder: 'rgba(0,0,0,0.6)', colorError: '#b42318',
        },
        components: { Descriptions: { labelColor: 'rgba(0,0,0,0.62)' }, Table: { cellPaddingBlockSM: 7, headerBg: '#f2f6f4' }, Layout: { siderBg: '#fff', headerBg: '#fff', bodyBg: '#f3f5f4', headerHeight: 48, headerPadding: '0 16px' }, Menu: { itemHeight: 38, itemSelectedBg: '#e3f1ec' } },
      }}
    >
      <AntApp message={{ maxCount: 3 }} style={{ height: '100%' }}>
        <QueryClientProvider client={client}>
          <App />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  </StyleProvider>,
);
