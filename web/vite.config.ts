import { defineConfig } from 'vite';

// Built straight into the jar's resources; `npm run dev` speaks to a node on port 8000.
export default defineConfig({
  base: '/',
  build: {
    target: 'es2022',
    outDir: '../target/classes/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:8000',
      '/ws': { target: 'ws://127.0.0.1:8000', ws: true },
    },
  },
});
