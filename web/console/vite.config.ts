import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    target: 'chrome86',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    // The server keeps names with figures in them for good; a hash in hex always has some.
    rolldownOptions: { output: { hashCharacters: 'hex' } },
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:8080' },
  },
});
