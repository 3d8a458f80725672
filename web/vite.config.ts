import { defineConfig } from 'vite';

// What every screen stands on is one file beside the frame: Preact, the live store, times and formats.
const BASE = /node_modules\/(preact|@preact)\/|src\/(live|shell)\/[\w-]+\.tsx?$|src\/(api|calendar|decimal|format|model)\.ts$/;

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
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: BASE }] } } },
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:8000',
      '/ws': { target: 'ws://127.0.0.1:8000', ws: true },
    },
  },
});
